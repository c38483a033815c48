package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.console.LanguageNames;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.likeness.HeardVoice;
import io.rhapsode.workflows.likeness.SpokenVoices;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Ranks voices by how they resemble a recording: those of its sex first. */
final class LikenessRanking {
  private final HeardVoice clip;
  private final Optional<String> sex;
  private final SpokenVoices spoken;
  private final PrintStream err;

  /**
   * @param sex of the speaker, as the user says; else it is judged by the pitch
   */
  LikenessRanking(HeardVoice clip, Optional<String> sex, SpokenVoices spoken, PrintStream err) {
    this.clip = requireNonNull(clip, "clip is null");
    this.sex = sex.or(clip::sex);
    this.spoken = requireNonNull(spoken, "spoken is null");
    this.err = requireNonNull(err, "err is null");
  }

  /**
   * A voice with its place.
   *
   * @param sex as its author says, else by the pitch; empty if neither tells
   * @param similarity to the recording, -1 to 1
   */
  record Ranked(String name, String language, String sex, double similarity) {}

  /** Hears every voice in its own language, which is told, since it takes seconds each. */
  List<Ranked> rank(List<Voice> voices) throws IOException, UsageException {
    List<VoiceListing> listed = VoiceListing.installed(voices);
    List<Ranked> ranked = new ArrayList<>();
    for (Voice voice : voices) {
      err.println(
          "hearing %s (%d of %d)".formatted(voice.name(), ranked.size() + 1, voices.size()));
      HeardVoice heard = spoken.hear(voice, voice.language());
      String known = listed.get(ranked.size()).sex();
      ranked.add(
          new Ranked(
              voice.name(),
              voice.language(),
              known.isEmpty() ? heard.sex().orElse("") : known,
              clip.embedding().similarity(heard.embedding())));
    }
    ranked.sort(
        Comparator.comparing((Ranked voice) -> !isOfSex(voice))
            .thenComparing(voice -> -voice.similarity())
            .thenComparing(Ranked::name));
    return ranked;
  }

  private boolean isOfSex(Ranked voice) {
    return sex.isEmpty() || voice.sex().isEmpty() || sex.get().equals(voice.sex());
  }

  /** What was heard of the recording, for people. */
  String describe(String file) {
    String pitch =
        clip.pitchHz().isPresent() ? ", pitch %.0f Hz".formatted(clip.pitchHz().getAsDouble()) : "";
    String taken = sex.map(" (taken for a %s voice; --sex says otherwise)"::formatted).orElse("");
    return RecordedClip.describe(file, clip) + pitch + taken;
  }

  static String table(List<Ranked> ranked) {
    List<List<String>> rows = new ArrayList<>();
    for (Ranked voice : ranked) {
      rows.add(
          List.of(
              voice.name(),
              LanguageNames.of(voice.language()),
              voice.sex(),
              "%.2f".formatted(voice.similarity())));
    }
    return TextTable.of(List.of("voice", "language", "sex", "similarity"), rows);
  }

  static String json(Ranked voice) throws JsonProcessingException {
    return Json.MAPPER.writeValueAsString(voice);
  }
}
