package io.rhapsode.ingest.dub;

import io.rhapsode.ingest.dialogue.CuePart;
import io.rhapsode.ingest.dialogue.Dialogue;
import io.rhapsode.ingest.dialogue.SpokenLine;
import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Role;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the plan of one film, track after track. */
final class DubPlanWriter {
  /** The setting of a cue that names its voice. */
  static final String VOICE = "voice";

  /** The setting of a cue that says which reading of it is taken. */
  static final String ATTEMPT = "attempt";

  private final DubSource source;
  private final DialogueSettings dialogue;
  private final JobVoices voices;
  private final TextNormalizer normalizer;
  private final UtteranceSplitter splitter;
  private final List<Utterance> utterances = new ArrayList<>();
  private final SortedMap<Integer, Integer> attempts = new TreeMap<>();
  private final List<DubbedTrack> tracks = new ArrayList<>();
  private final List<Integer> blockLengths = new ArrayList<>();
  private final List<Skip> skips = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /**
   * Who says something.
   *
   * @param voice the voice, in the language
   */
  private record Player(String speaker, Voice voice, double gainDecibels) {}

  DubPlanWriter(
      DubSource source, DialogueSettings dialogue, JobVoices voices, TextNormalizer normalizer) {
    this.source = source;
    this.dialogue = dialogue;
    this.voices = voices;
    this.normalizer = normalizer;
    this.splitter = new UtteranceSplitter(normalizer);
    warnings.addAll(source.warnings());
  }

  DubPlan plan() {
    return new DubPlan(
        new Script(
            source.dubId(), source.path(), utterances, Collections.emptySortedMap(), attempts),
        source.title(),
        source.video(),
        tracks,
        blockLengths,
        skips,
        List.copyOf(warnings));
  }

  /** Adds a track whose cues may be parts of sentences. */
  void add(TrackSource track, SubtitleTrack subtitles) throws FailureException {
    warnings.addAll(subtitles.warnings());
    add(track, Passage.of(subtitles.cues(), Dialogue.of(subtitles, dialogue)));
  }

  /** Adds a track of whole lines. */
  void addLines(TrackSource track, SubtitleTrack lines) throws FailureException {
    add(track, lines.cues().stream().map(Passage::line).toList());
  }

  private void add(TrackSource track, List<Passage> passages) throws FailureException {
    List<Window> windows = new ArrayList<>();
    for (Passage passage : passages) {
      add(track, passage, windows);
    }
    tracks.add(new DubbedTrack(track.language(), track.path(), windows));
  }

  private void add(TrackSource track, Passage passage, List<Window> windows)
      throws FailureException {
    blockLengths.add(passage.text().length());
    BitSet heard = new BitSet();
    for (SpokenLine line : passage.lines()) {
      Stretch stretch = stretch(passage, line);
      heard.set(stretch.characters().start(), stretch.characters().end());
      stretch.holes().forEach(hole -> heard.clear(hole.start(), hole.end()));
      say(track, passage, line, stretch, windows);
    }
    for (int cue = 0; cue < passage.cues().size(); cue++) {
      int offset = passage.offset(cue);
      for (CuePart part : passage.parts().get(cue)) {
        if (part instanceof CuePart.Silent silent) {
          Span characters = part.characters().shifted(offset);
          skip(track, passage, characters, silent.reason(), silent.detail());
        }
      }
      // A line feed between cues that is in no line is a skip of its own.
      if (cue > 0 && !heard.get(offset - 1)) {
        Span feed = new Span(offset - 1, offset);
        skip(track, passage, feed, SkipReason.NOTHING_TO_SPEAK, "");
      }
    }
  }

  /**
   * A line in its passage.
   *
   * @param holes what in it is not said
   */
  private record Stretch(Span characters, List<Span> holes) {
    String text(String passage) {
      StringBuilder text = new StringBuilder();
      int from = characters.start();
      for (Span hole : holes) {
        text.append(passage, from, hole.start());
        from = hole.end();
      }
      return text.append(passage, from, characters.end()).toString();
    }

    /** What is said without a hole. */
    List<Span> runs() {
      List<Span> runs = new ArrayList<>();
      int from = characters.start();
      for (Span hole : holes) {
        runs.add(new Span(from, hole.start()));
        from = hole.end();
      }
      runs.add(new Span(from, characters.end()));
      return runs;
    }

    /** Where a character of the passage stands in the text. */
    int offset(int character) {
      int offset = character - characters.start();
      for (Span hole : holes) {
        offset -= Math.max(0, Math.min(character, hole.end()) - hole.start());
      }
      return offset;
    }
  }

  /** From the first part of a line to its last, with the line feeds between cues. */
  private static Stretch stretch(Passage passage, SpokenLine line) {
    List<Span> parts = line.parts().stream().map(passage::place).toList();
    List<Span> holes = new ArrayList<>();
    int end = parts.get(0).end();
    for (Span part : parts.subList(1, parts.size())) {
      boolean feed = part.start() == end + 1 && passage.text().charAt(end) == '\n';
      if (part.start() > end && !feed) {
        holes.add(new Span(end, part.start()));
      }
      end = part.end();
    }
    return new Stretch(new Span(parts.get(0).start(), end), holes);
  }

  private void skip(
      TrackSource track, Passage passage, Span characters, SkipReason reason, String detail) {
    if (characters.length() > 0) {
      skips.add(
          new Skip(locator(track, characters), characters.of(passage.text()), reason, detail));
    }
  }

  private Locator locator(TrackSource track, Span characters) {
    return new Locator(track.fileName(), blockLengths.size(), characters);
  }

  /** Says a line at once where the voice can take it, else sentence by sentence. */
  private void say(
      TrackSource track, Passage passage, SpokenLine line, Stretch stretch, List<Window> windows)
      throws FailureException {
    Player player = player(track, passage.cues().get(0), line.speaker());
    String text = stretch.text(passage.text());
    int limit = player.voice().maximumCharacters();
    NormalizedText whole =
        text.length() > 2 * limit ? null : normalizer.normalize(text, track.language());
    if (whole != null
        && whole.spoken().length() <= limit
        && whole.spoken().codePoints().anyMatch(Character::isLetterOrDigit)) {
      Window window =
          new Window(
              utterances.size(),
              player.speaker(),
              player.gainDecibels(),
              line.startMillis(),
              line.endMillis(),
              anchors(passage, line, stretch));
      say(track, passage, player, stretch, whole, window, windows);
      return;
    }
    for (Span run : stretch.runs()) {
      for (SpeechPiece piece : splitter.split(run.of(passage.text()), track.language(), limit)) {
        Span characters = piece.characters().shifted(run.start());
        if (piece instanceof SpeechPiece.Speech speech) {
          sayPiece(track, passage, player, line, characters, speech.spoken(), windows);
        } else {
          skip(track, passage, characters, SkipReason.NOTHING_TO_SPEAK, "");
        }
      }
    }
  }

  private void sayPiece(
      TrackSource track,
      Passage passage,
      Player player,
      SpokenLine line,
      Span characters,
      NormalizedText spoken,
      List<Window> windows) {
    Stretch piece = new Stretch(characters, List.of());
    long start = passage.millisAt(characters.start());
    List<Window.Anchor> anchors = new ArrayList<>();
    int first = 0;
    for (SpokenLine.Part part : line.parts()) {
      int begin = passage.place(part).start();
      if (begin <= characters.start()) {
        first = part.cue();
      } else if (begin < characters.end()) {
        anchors.add(new Window.Anchor(part.cue(), piece.offset(begin), part.startMillis()));
      }
    }
    anchors.add(0, new Window.Anchor(first, 0, start));
    long end = Math.max(start + 1, passage.millisAt(characters.end()));
    Window window =
        new Window(utterances.size(), player.speaker(), player.gainDecibels(), start, end, anchors);
    say(track, passage, player, piece, spoken, window, windows);
  }

  /** Where the cues of a line begin in it. */
  private static List<Window.Anchor> anchors(Passage passage, SpokenLine line, Stretch stretch) {
    List<Window.Anchor> anchors = new ArrayList<>();
    for (SpokenLine.Part part : line.parts()) {
      int last = anchors.size() - 1;
      if (last < 0 || anchors.get(last).cue() != part.cue()) {
        int offset = stretch.offset(passage.place(part).start());
        anchors.add(new Window.Anchor(part.cue(), offset, part.startMillis()));
      }
    }
    return anchors;
  }

  private void say(
      TrackSource track,
      Passage passage,
      Player player,
      Stretch stretch,
      NormalizedText spoken,
      Window window,
      List<Window> windows) {
    spoken.warning().ifPresent(warnings::add);
    attempt(passage.cues().get(0)).ifPresent(attempt -> attempts.put(window.ordinal(), attempt));
    utterances.add(
        new Utterance(
            window.ordinal(),
            tracks.size() + 1,
            locator(track, stretch.characters()),
            stretch.holes(),
            stretch.text(passage.text()),
            List.of(SpokenWord.plain(spoken.spoken())),
            spoken.tokens(),
            track.language(),
            player.voice().name(),
            Optional.of(player.speaker()).filter(name -> !name.isEmpty()),
            Boundary.SENTENCE,
            0));
    windows.add(window);
  }

  /** Which reading of an edited line is taken, if not the first. */
  private Optional<Integer> attempt(Cue cue) {
    return Optional.ofNullable(cue.settings().get(ATTEMPT))
        .filter(number -> source.lines().isPresent())
        .map(Integer::valueOf);
  }

  private Player player(TrackSource track, Cue cue, String speaker) throws FailureException {
    Optional<Role> role = source.cast().role(speaker, track.language());
    String name =
        Optional.ofNullable(cue.settings().get(VOICE))
            .filter(voice -> source.lines().isPresent())
            .or(() -> role.map(Role::voice))
            .orElse(source.cast().voice());
    Voice voice =
        voices
            .speaking(name, track.language())
            .or(() -> voices.speaking(JobVoices.AUTO, track.language()))
            .orElseThrow(() -> unspoken(track, name));
    if (!name.equals(JobVoices.AUTO) && voices.speaking(name, track.language()).isEmpty()) {
      warnings.add(
          "%s: voice '%s' does not speak '%s'; '%s' speaks instead"
              .formatted(track.fileName(), name, track.language(), voice.name()));
    }
    return new Player(speaker, voice, role.map(Role::gainDecibels).orElse(0.0));
  }

  private FailureException unspoken(TrackSource track, String name) {
    String remedy =
        voices
            .find(name)
            .flatMap(voice -> voices.remedy(voice.engine(), track.language()))
            .map(command -> "; `%s` lets it".formatted(command))
            .orElse("; name one that does, see `rhapsode voices`");
    return new FailureException(
        Failure.of(
            FailureCode.UNSUPPORTED_LANGUAGE,
            "read",
            track.path(),
            "voice '%s' does not speak '%s'%s".formatted(name, track.language(), remedy)));
  }
}
