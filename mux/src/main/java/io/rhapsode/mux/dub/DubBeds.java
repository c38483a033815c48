package io.rhapsode.mux.dub;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.dub.mix.TrackMix;
import io.rhapsode.mux.dub.separate.CommandSeparator;
import io.rhapsode.mux.dub.separate.DialogueSeparator;
import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.mux.dub.separate.SpectralSeparator;
import io.rhapsode.mux.dub.separate.SpeechStretches;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.report.dub.SpeechLevels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A film's own sound, and what is heard behind the dialogue. Used by one thread. */
final class DubBeds {
  private static final int SAMPLES_PER_MILLI = TrackLines.RATE_HZ / 1_000;

  /** How far the film's own sound stays below the dialogue: its people speak in it. */
  private static final double ORIGINAL_BELOW_LU = 20;

  /** What is left of them is not to be heard beside the new ones. */
  private static final double SEPARATED_BELOW_LU = 15;

  /** How far music and effects stay below the dialogue. */
  private static final double EFFECTS_BELOW_LU = 12;

  private final DubSettings settings;
  private final DubPlan plan;
  private final Optional<Bed> original;
  private final long samples;
  private final SeparatedBeds kept;

  /**
   * @param original the film's own sound, if it has any
   * @param samples length of the film
   * @param kept sounds without dialogue, of this film and others
   */
  DubBeds(
      DubSettings settings,
      DubPlan plan,
      Optional<Bed> original,
      long samples,
      SeparatedBeds kept) {
    this.settings = settings;
    this.plan = plan;
    this.original = original;
    this.samples = samples;
    this.kept = kept;
  }

  /** What is heard behind the dialogue. */
  Bed behind() throws IOException {
    ChannelLayout layout = original.map(Bed::layout).orElse(ChannelLayout.MONO);
    return switch (settings.bed()) {
      case DubSettings.NONE -> Bed.silence(layout);
      case DubSettings.ORIGINAL -> original.orElse(Bed.silence(layout));
      case DubSettings.SEPARATED ->
          original.isPresent() ? separated(original.get()) : Bed.silence(layout);
      default -> Bed.of(Path.of(settings.bed()));
    };
  }

  /** How far it stays below the dialogue while somebody speaks, in LU. */
  double below() {
    return switch (settings.bed()) {
      case DubSettings.ORIGINAL -> ORIGINAL_BELOW_LU;
      case DubSettings.SEPARATED -> SEPARATED_BELOW_LU;
      default -> EFFECTS_BELOW_LU;
    };
  }

  private Bed separated(Bed sound) throws IOException {
    DialogueSeparator separator =
        settings.separateWith().isEmpty()
            ? new SpectralSeparator()
            : new CommandSeparator(settings.separateWith(), settings.separateMinutes());
    SpeechStretches speech =
        SpeechStretches.of(plan.tracks().stream().flatMap(track -> cues(track).stream()).toList());
    return kept.of(separator, sound.file().orElseThrow(), sound, samples, speech);
  }

  /** How loud the film is in and outside of the cues of a language. */
  SpeechLevels film(DubbedTrack track, long length) throws IOException {
    return original.isEmpty()
        ? SpeechLevels.SILENCE
        : TrackMix.levels(original.get(), length, cues(track));
  }

  /** First sample and one past the last of each cue, in order of the first. */
  private static List<long[]> cues(DubbedTrack track) {
    return track.windows().stream()
        .map(DubBeds::stretch)
        .sorted((one, other) -> Long.compare(one[0], other[0]))
        .toList();
  }

  private static long[] stretch(Window window) {
    return new long[] {
      window.startMillis() * SAMPLES_PER_MILLI, window.endMillis() * SAMPLES_PER_MILLI
    };
  }
}
