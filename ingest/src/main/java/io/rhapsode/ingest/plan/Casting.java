package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which voice reads which part of a block: the lines and the cast of a manifest. */
final class Casting {
  private final Map<String, Voice> voiceBySpeaker = new HashMap<>();
  private final Map<String, Integer> paceBySpeaker = new HashMap<>();
  private final Map<String, Voice> voiceByName = new HashMap<>();
  private final Map<String, String> speakerByName = new HashMap<>();
  private final Map<Integer, List<LineEntry>> linesByBlock = new HashMap<>();

  /**
   * @throws FailureException MANIFEST_MISMATCH when a voice of the cast or of a line is not there
   */
  Casting(BookManifest manifest, VoiceChoice choice) throws FailureException {
    for (Map.Entry<String, CastMember> role : manifest.cast().entrySet()) {
      if (role.getValue().voice().isPresent()) {
        voiceBySpeaker.put(role.getKey(), choice.named(role.getValue().voice().get()));
      }
      role.getValue().pacePercent().ifPresent(pace -> paceBySpeaker.put(role.getKey(), pace));
      role.getValue().aliases().forEach(alias -> speakerByName.put(alias, role.getKey()));
    }
    manifest.cast().keySet().forEach(name -> speakerByName.put(name, name));
    for (LineEntry line : manifest.lines()) {
      Optional<String> own = line.manner().voice();
      if (own.isPresent()) {
        voiceByName.put(own.get(), choice.named(own.get()));
      }
      if (line.standsApart()) {
        linesByBlock.computeIfAbsent(line.block(), block -> new ArrayList<>()).add(line);
      }
    }
  }

  /**
   * Cuts a block at its lines. The stretches follow each other and cover the block; white space
   * between two goes with the first.
   *
   * @param narration how what is in no line is read
   */
  List<Stretch> stretches(int block, String text, Narration narration) {
    Voice narrator = narration.voice();
    List<Stretch> stretches = new ArrayList<>();
    int at = 0;
    for (LineEntry line : inOrder(block)) {
      Span span = line.characters().orElse(new Span(0, text.length()));
      int start = addNarrated(stretches, text, new Span(at, span.start()), narration);
      Optional<String> speaker = line.speaker().map(speakerByName::get);
      Voice voice =
          line.manner()
              .voice()
              .map(voiceByName::get)
              .or(() -> speaker.map(voiceBySpeaker::get))
              .orElse(narrator);
      Optional<Integer> pace =
          line.manner()
              .pacePercent()
              .or(() -> speaker.map(paceBySpeaker::get))
              .or(narration::pacePercent);
      stretches.add(
          new Stretch(new Span(start, span.end()), voice, speaker, Optional.of(line)).at(pace));
      at = span.end();
    }
    int start = addNarrated(stretches, text, new Span(at, text.length()), narration);
    if (stretches.isEmpty()) {
      stretches.add(Stretch.narrated(start, text.length(), narrator).at(narration.pacePercent()));
    }
    return stretches;
  }

  /** Adds what is between two lines, and returns where the next stretch starts. */
  private static int addNarrated(
      List<Stretch> stretches, String text, Span between, Narration narration) {
    int start = between.start();
    if (!stretches.isEmpty()) {
      while (start < between.end() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      int last = stretches.size() - 1;
      stretches.set(last, stretches.get(last).to(start));
    }
    if (between.of(text).isBlank()) {
      return start;
    }
    stretches.add(
        Stretch.narrated(start, between.end(), narration.voice()).at(narration.pacePercent()));
    return between.end();
  }

  private List<LineEntry> inOrder(int block) {
    return linesByBlock.getOrDefault(block, List.of()).stream()
        .filter(line -> line.characters().map(Span::length).orElse(1) > 0)
        .sorted(Comparator.comparingInt(line -> line.characters().map(Span::start).orElse(0)))
        .toList();
  }
}
