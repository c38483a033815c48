package io.rhapsode.workflows.dubbing;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.timing.Measure;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.dub.timing.TimedLine;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import io.rhapsode.pipeline.dub.timing.TimingPlan;
import io.rhapsode.pipeline.text.SpeakingRate;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is expected of the lines of a plan before a word of it is spoken: how long each will be, by
 * the usual rate of its language, and whether that fits.
 */
public final class PlanEstimate {
  private static final int MILLIS = 1_000;
  private static final int PLAIN = 100;

  /** A day: the last line of what has no end has that much time. */
  private static final long NO_END = 24L * 3_600 * MILLIS;

  private final Map<Integer, Line> lines = new HashMap<>();

  /**
   * What is expected of a line.
   *
   * @param slotSeconds how long it may be without taking another line's time
   * @param naturalSeconds how long it will be at the voice's own pace
   * @param wordsTooMany by how many words it is too long, if it will not fit at all
   */
  public record Line(double slotSeconds, double naturalSeconds, Optional<Integer> wordsTooMany) {
    /** How many times quicker than the voice's own pace it has to be said to fit, 1 or more. */
    public double rate() {
      return slotSeconds <= 0 ? 0 : Math.max(1, naturalSeconds / slotSeconds);
    }
  }

  /**
   * Estimates.
   *
   * @param cutMillis where the picture changes, in milliseconds
   * @param endMillis where the film ends, if there is one
   */
  public PlanEstimate(
      DubPlan plan, TimingLimits limits, List<Long> cutMillis, OptionalLong endMillis) {
    for (DubbedTrack track : plan.tracks()) {
      add(plan, track, limits, cutMillis, endMillis.orElse(Long.MAX_VALUE));
    }
  }

  private void add(
      DubPlan plan, DubbedTrack track, TimingLimits limits, List<Long> cuts, long end) {
    List<TimedLine> timed = new ArrayList<>();
    Map<Integer, Long> natural = new HashMap<>();
    for (Window window : track.windows()) {
      Utterance utterance = plan.utterance(window);
      String text = utterance.text().strip();
      long millis = Math.round(SpeakingRate.seconds(utterance.spoken(), track.language()) * MILLIS);
      natural.put(window.ordinal(), millis);
      timed.add(
          new TimedLine(
              window.ordinal(),
              window.speaker(),
              window.startMillis(),
              window.endMillis(),
              millis,
              PLAIN,
              true,
              text.split("\\s+").length,
              text.length()));
    }
    for (Placement place : TimingPlan.of(timed, MILLIS, end, cuts, limits)) {
      lines.put(
          place.ordinal(),
          new Line(
              Math.min(NO_END, place.slotSamples()) / (double) MILLIS,
              natural.get(place.ordinal()) / (double) MILLIS,
              place.measure() == Measure.OVERRUN
                  ? place.excess().map(Placement.Excess::words)
                  : Optional.empty()));
    }
  }

  /** What is expected of the utterance of a window. */
  public Line of(Window window) {
    return lines.get(window.ordinal());
  }

  /** Length of all lines of a track at the voices' own pace, in seconds. */
  public double seconds(DubbedTrack track) {
    return track.windows().stream().mapToDouble(window -> of(window).naturalSeconds()).sum();
  }

  /** How many lines of a track will not fit. */
  public long tooLong(DubbedTrack track) {
    return track.windows().stream().filter(window -> of(window).wordsTooMany().isPresent()).count();
  }
}
