package io.rhapsode.mux.dub.line;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.dub.timing.TimedLine;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import io.rhapsode.pipeline.dub.timing.TimingPlan;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The lines of one language with their takes.
 *
 * @param lines those that were spoken, in the order of the script
 */
public record TrackLines(List<Line> lines) {
  /** Rate of everything that is mixed; positions are exact at it. */
  public static final int RATE_HZ = 48_000;

  private static final int SAMPLES_PER_MILLI = RATE_HZ / 1_000;
  private static final int PLAIN = 100;

  /**
   * A line that was spoken.
   *
   * @param natural its take at the voice's own pace
   * @param take the take that is heard
   * @param pacePercent pace of that take
   */
  public record Line(
      Window window,
      Utterance utterance,
      TakeReference natural,
      TakeReference take,
      int pacePercent) {
    /** Length of the take that is heard, at the rate of the mix. */
    public long samples() {
      return TrackLines.samples(take);
    }
  }

  public TrackLines {
    lines = List.copyOf(lines);
  }

  /** The lines of a track as they were spoken first. */
  public static TrackLines natural(
      DubPlan plan, DubbedTrack track, List<UtteranceOutcome> outcomes) {
    List<Line> lines = new ArrayList<>();
    for (Window window : track.windows()) {
      if (outcomes.get(window.ordinal()) instanceof UtteranceOutcome.Spoken spoken) {
        lines.add(new Line(window, plan.utterance(window), spoken.take(), spoken.take(), PLAIN));
      }
    }
    return new TrackLines(lines);
  }

  /** The same with the takes at another pace, where there are such. */
  public TrackLines paced(PacedLines paced, List<UtteranceOutcome> again) {
    Map<Integer, UtteranceOutcome.Spoken> takes = new HashMap<>();
    Map<Integer, Integer> paces = new HashMap<>();
    for (UtteranceOutcome outcome : again) {
      if (outcome instanceof UtteranceOutcome.Spoken spoken) {
        int ordinal = paced.ordinals().get(spoken.ordinal());
        takes.put(ordinal, spoken);
        Utterance utterance = paced.script().utterances().get(spoken.ordinal());
        paces.put(ordinal, paced.script().paceOf(utterance).orElse(PLAIN));
      }
    }
    return new TrackLines(
        lines.stream()
            .map(line -> paced(line, takes.get(line.window().ordinal()), paces))
            .toList());
  }

  private static Line paced(Line line, UtteranceOutcome.Spoken again, Map<Integer, Integer> paces) {
    return again == null
        ? line
        : new Line(
            line.window(),
            line.utterance(),
            line.natural(),
            again.take(),
            paces.get(line.window().ordinal()));
  }

  /**
   * Places the lines.
   *
   * @param cutMillis where the picture changes, in milliseconds
   * @param end where the film ends, in samples
   * @param paceable whether a line's voice can be asked for another pace
   */
  public List<Placement> placed(
      TimingLimits limits, List<Long> cutMillis, long end, Predicate<Line> paceable) {
    List<TimedLine> timed = new ArrayList<>();
    for (Line line : lines) {
      String text = line.utterance().text().strip();
      timed.add(
          new TimedLine(
              line.window().ordinal(),
              line.window().speaker(),
              line.window().startMillis() * SAMPLES_PER_MILLI,
              line.window().endMillis() * SAMPLES_PER_MILLI,
              line.samples(),
              line.pacePercent(),
              paceable.test(line),
              text.split("\\s+").length,
              text.length()));
    }
    List<Long> cuts = cutMillis.stream().map(millis -> millis * SAMPLES_PER_MILLI).toList();
    return TimingPlan.of(timed, RATE_HZ, end, cuts, limits);
  }

  /**
   * Length of a take at the rate of the mix, rounded up, so that the resampled clip always fits.
   */
  public static long samples(TakeReference take) {
    return ((long) take.samples() * RATE_HZ + take.sampleRateHz() - 1) / take.sampleRateHz();
  }
}
