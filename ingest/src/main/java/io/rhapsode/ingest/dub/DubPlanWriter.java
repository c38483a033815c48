package io.rhapsode.ingest.dub;

import io.rhapsode.ingest.dialogue.CuePart;
import io.rhapsode.ingest.dialogue.Dialogue;
import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.dub.Cue;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Role;
import io.rhapsode.pipeline.dub.SubtitleTrack;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.dub.Window;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the plan of one film, track after track. */
final class DubPlanWriter {
  /** The setting of a cue that names its voice. */
  private static final String VOICE = "voice";

  private final DubSource source;
  private final DialogueSettings dialogue;
  private final JobVoices voices;
  private final TextNormalizer normalizer;
  private final UtteranceSplitter splitter;
  private final List<Utterance> utterances = new ArrayList<>();
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
  }

  DubPlan plan() {
    return new DubPlan(
        new Script(source.dubId(), source.path(), utterances),
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
    Dialogue spoken = Dialogue.of(subtitles, dialogue);
    add(track, Passage.of(subtitles.cues(), spoken.parts()));
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
    List<CuePart.Said> said = new ArrayList<>();
    for (int cue = 0; cue < passage.cues().size(); cue++) {
      int offset = passage.offset(cue);
      for (CuePart part : passage.parts().get(cue)) {
        Span characters = part.characters().shifted(offset);
        if (part instanceof CuePart.Silent silent) {
          skip(track, passage, characters, silent.reason(), silent.detail());
        } else {
          CuePart.Said heard = (CuePart.Said) part;
          said.add(new CuePart.Said(characters, heard.speaker(), heard.turn()));
        }
      }
    }
    for (CuePart.Said part : joined(said)) {
      say(track, passage, part, windows);
    }
    skipLineFeeds(track, passage, said);
  }

  /** Makes one of parts that one speaker says one after the other. */
  private static List<CuePart.Said> joined(List<CuePart.Said> parts) {
    List<CuePart.Said> joined = new ArrayList<>();
    for (CuePart.Said part : parts) {
      int last = joined.size() - 1;
      boolean goesOn =
          last >= 0
              && !part.turn()
              && joined.get(last).speaker().equals(part.speaker())
              && part.characters().start() - joined.get(last).characters().end() <= 1;
      if (goesOn) {
        Span both = new Span(joined.get(last).characters().start(), part.characters().end());
        joined.set(last, new CuePart.Said(both, part.speaker(), joined.get(last).turn()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  /** Line feeds between cues that are in no part that is said are skips of their own. */
  private void skipLineFeeds(TrackSource track, Passage passage, List<CuePart.Said> said) {
    for (int cue = 1; cue < passage.cues().size(); cue++) {
      int feed = passage.offset(cue) - 1;
      boolean inside =
          joined(said).stream()
              .anyMatch(
                  part -> part.characters().start() <= feed && feed < part.characters().end());
      if (!inside) {
        skip(track, passage, new Span(feed, feed + 1), SkipReason.NOTHING_TO_SPEAK, "");
      }
    }
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

  /** Says a part at once where the voice can take it, else sentence by sentence. */
  private void say(TrackSource track, Passage passage, CuePart.Said part, List<Window> windows)
      throws FailureException {
    Player player = player(track, passage.cues().get(0), part.speaker());
    Span characters = part.characters();
    String text = characters.of(passage.text());
    int limit = player.voice().maximumCharacters();
    NormalizedText whole =
        text.length() > 2 * limit ? null : normalizer.normalize(text, track.language());
    if (whole != null
        && whole.spoken().length() <= limit
        && whole.spoken().codePoints().anyMatch(Character::isLetterOrDigit)) {
      say(track, passage, player, characters, whole, windows);
      return;
    }
    for (SpeechPiece piece : splitter.split(text, track.language(), limit)) {
      Span stretch = piece.characters().shifted(characters.start());
      if (piece instanceof SpeechPiece.Speech speech) {
        say(track, passage, player, stretch, speech.spoken(), windows);
      } else {
        skip(track, passage, stretch, SkipReason.NOTHING_TO_SPEAK, "");
      }
    }
  }

  private void say(
      TrackSource track,
      Passage passage,
      Player player,
      Span characters,
      NormalizedText spoken,
      List<Window> windows) {
    spoken.warning().ifPresent(warnings::add);
    int ordinal = utterances.size();
    utterances.add(
        new Utterance(
            ordinal,
            tracks.size() + 1,
            locator(track, characters),
            List.of(),
            characters.of(passage.text()),
            List.of(SpokenWord.plain(spoken.spoken())),
            spoken.tokens(),
            track.language(),
            player.voice().name(),
            Optional.of(player.speaker()).filter(name -> !name.isEmpty()),
            Boundary.SENTENCE,
            0));
    List<Window.Anchor> anchors = new ArrayList<>();
    int first = passage.cueAt(characters.start());
    long start = passage.millisAt(characters.start());
    anchors.add(new Window.Anchor(passage.cues().get(first).ordinal(), 0, start));
    for (int cue : passage.cuesIn(characters)) {
      Cue shown = passage.cues().get(cue);
      int offset = passage.offset(cue) - characters.start();
      anchors.add(new Window.Anchor(shown.ordinal(), offset, shown.startMillis()));
    }
    long end = Math.max(start + 1, passage.millisAt(characters.end()));
    windows.add(new Window(ordinal, player.speaker(), player.gainDecibels(), start, end, anchors));
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
