package io.rhapsode.pipeline.dub.timing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Finds a place for every line of a track. The measures are tried in the order of {@link Measure},
 * each only where the one before is not enough. All of every line is said; nobody says two things
 * at once, and lines whose cues follow each other follow each other. A pure function of its input.
 */
public final class TimingPlan {
  private static final int MILLIS = 1_000;
  private static final int PERCENT = 100;

  /** Less than a sample: what rounding adds is not taken for one. */
  private static final double ROUNDING = 1e-6;

  private final List<TimedLine> lines;
  private final long end;
  private final List<Long> sceneCuts;
  private final TimingLimits limits;
  private final long guard;
  private final long early;
  private final Neighbours neighbours;

  private TimingPlan(
      List<TimedLine> lines, int rateHz, long end, List<Long> sceneCuts, TimingLimits limits) {
    this.lines =
        lines.stream()
            .sorted(
                Comparator.comparingLong(TimedLine::startSample)
                    .thenComparingInt(TimedLine::ordinal))
            .toList();
    this.end = end;
    this.sceneCuts = sceneCuts.stream().sorted().toList();
    this.limits = requireNonNull(limits, "limits is null");
    this.guard = (long) limits.guardMillis() * rateHz / MILLIS;
    this.early = (long) limits.earlyMillis() * rateHz / MILLIS;
    this.neighbours = new Neighbours(this.lines);
  }

  /**
   * Places the lines of one track.
   *
   * @param lines in any order
   * @param rateHz samples per second
   * @param end where the film ends; {@link Long#MAX_VALUE} where it does not
   * @param sceneCuts where the picture changes: a line fills the gap behind its cue up to the next
   *     change only, unless it does not fit otherwise
   * @return a place for each line, in the order of their cues
   */
  public static List<Placement> of(
      List<TimedLine> lines, int rateHz, long end, List<Long> sceneCuts, TimingLimits limits) {
    return new TimingPlan(lines, rateHz, end, sceneCuts, limits).place();
  }

  /** What is taken of the time before a line. */
  private static final class Past {
    private final Map<String, Long> endBySpeaker = new HashMap<>();

    /** Cues that are not over yet, with the end of what was said at them. */
    private final PriorityQueue<long[]> under =
        new PriorityQueue<>(Comparator.comparingLong((long[] cue) -> cue[0]));

    private long endOfEarlierCues;
    private long endOfAll;

    /** From where on a line may be heard: its speaker and everybody before it has finished. */
    long free(TimedLine line) {
      while (!under.isEmpty() && under.peek()[0] <= line.startSample()) {
        endOfEarlierCues = Math.max(endOfEarlierCues, under.poll()[1]);
      }
      return Math.max(endOfEarlierCues, endBySpeaker.getOrDefault(line.speaker(), 0L));
    }

    void add(TimedLine line, Placement placement) {
      endBySpeaker.merge(line.speaker(), placement.endSample(), Math::max);
      under.add(new long[] {line.endSample(), placement.endSample()});
      endOfAll = Math.max(endOfAll, placement.endSample());
    }
  }

  private List<Placement> place() {
    Past past = new Past();
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Placement placement = place(i, past);
      past.add(lines.get(i), placement);
      placements.add(placement);
    }
    return placements;
  }

  private Placement place(int index, Past past) {
    TimedLine line = lines.get(index);
    long start = Math.max(line.startSample(), past.free(line));
    long slotEnd = slotEnd(index);
    long slot = Math.max(0, slotEnd - start);
    if (line.samples() <= slot) {
      int slow = slowPace(line);
      long samples = divided(line.samples() * line.pacePercent(), slow);
      Measure measure = slow == PERCENT ? Measure.NATURAL : Measure.PACE;
      return placed(line, start, samples, slot, slow, measure);
    }
    int pace = pace(line, slot);
    long paced = divided(line.samples() * line.pacePercent(), pace);
    if (paced <= slot) {
      return placed(line, start, paced, slot, pace, Measure.PACE);
    }
    long least = least(paced);
    if (least <= slot) {
      return placed(line, start, slot, slot, pace, Measure.STRETCH);
    }
    long earliest = earliest(line, start, past);
    if (least <= slotEnd - earliest) {
      return placed(line, slotEnd - least, least, slot, pace, Measure.EARLY);
    }
    if (earliest + least <= borrowable(index, slotEnd)) {
      return placed(line, earliest, least, slot, pace, Measure.BORROW);
    }
    return placed(line, earliest, least, slot, pace, Measure.OVERRUN);
  }

  /** The pace of a line that fits: slow enough to last as long as its cue, within the limit. */
  private int slowPace(TimedLine line) {
    long cue = Math.min(end, line.endSample()) - line.startSample();
    if (!line.paceable() || line.pacePercent() != PERCENT || cue <= line.samples()) {
      return line.pacePercent();
    }
    return (int) Math.max(limits.leastPacePercent(), divided(line.samples() * PERCENT, cue));
  }

  /** The pace to ask for: just quick enough, within the limit. */
  private int pace(TimedLine line, long slot) {
    if (!line.paceable()) {
      return line.pacePercent();
    }
    long wanted = slot == 0 ? Long.MAX_VALUE : divided(line.samples() * line.pacePercent(), slot);
    return (int) Math.max(line.pacePercent(), Math.min(limits.mostPacePercent(), wanted));
  }

  /** How short a take may be made. */
  private long least(long samples) {
    return (long) Math.ceil(samples / limits.mostStretch() - ROUNDING);
  }

  /** How short a line can be: at the quickest pace, and then made shorter. */
  private long shortest(TimedLine line) {
    int pace =
        line.paceable()
            ? Math.max(line.pacePercent(), limits.mostPacePercent())
            : line.pacePercent();
    return least(divided(line.samples() * line.pacePercent(), pace));
  }

  /** Up to where a line takes nobody's time: its own cue, and the gap behind it. */
  private long slotEnd(int index) {
    TimedLine line = lines.get(index);
    long gapEnd = openEnd(index);
    int cut = Collections.binarySearch(sceneCuts, line.endSample());
    int next = cut < 0 ? -cut - 1 : cut;
    if (next < sceneCuts.size()) {
      gapEnd = Math.min(gapEnd, Math.max(line.endSample(), sceneCuts.get(next)));
    }
    return gapEnd;
  }

  /** The same, whatever the picture does. */
  private long openEnd(int index) {
    TimedLine line = lines.get(index);
    OptionalInt next = neighbours.next(index);
    long gapEnd = next.isEmpty() ? end : lines.get(next.getAsInt()).startSample() - guard;
    long own = Math.min(end, line.endSample());
    OptionalInt same = neighbours.nextOfSpeaker(index);
    if (same.isPresent()) {
      own = Math.min(own, lines.get(same.getAsInt()).startSample());
      gapEnd = Math.min(gapEnd, Math.max(own, lines.get(same.getAsInt()).startSample() - guard));
    }
    return Math.max(own, gapEnd);
  }

  private long earliest(TimedLine line, long start, Past past) {
    if (start > line.startSample()) {
      return start;
    }
    long silent = Math.max(past.endOfAll, Math.max(0, line.startSample() - early));
    int cut = Collections.binarySearch(sceneCuts, line.startSample());
    int before = cut < 0 ? -cut - 2 : cut;
    long scene = before < 0 ? 0 : sceneCuts.get(before);
    return Math.min(start, Math.max(silent, scene));
  }

  /** Up to where a line may run so that the next one still fits into what is left of its slot. */
  private long borrowable(int index, long slotEnd) {
    OptionalInt next = neighbours.next(index);
    OptionalInt same = neighbours.nextOfSpeaker(index);
    if (next.isEmpty() && same.isEmpty()) {
      return end;
    }
    long limit = Long.MAX_VALUE;
    for (OptionalInt neighbour : List.of(next, same)) {
      if (neighbour.isPresent()) {
        int other = neighbour.getAsInt();
        limit = Math.min(limit, openEnd(other) - shortest(lines.get(other)));
      }
    }
    return Math.max(slotEnd, limit);
  }

  private Placement placed(
      TimedLine line, long start, long samples, long slot, int pace, Measure measure) {
    long take = divided(line.samples() * line.pacePercent(), pace);
    return new Placement(
        line.ordinal(),
        start,
        samples,
        slot,
        pace,
        samples == 0 ? 1 : Math.max(1, take / (double) samples),
        start - line.startSample(),
        measure,
        measure == Measure.OVERRUN ? Optional.of(excess(line, samples, slot)) : Optional.empty());
  }

  private static Placement.Excess excess(TimedLine line, long samples, long slot) {
    double part = (samples - slot) / (double) samples;
    double natural = line.samples() * (line.pacePercent() / (double) PERCENT);
    return new Placement.Excess(
        Math.max(1, (int) Math.ceil(line.words() * part)),
        Math.max(1, (int) Math.ceil(line.characters() * part)),
        slot == 0 ? 0 : natural / slot);
  }

  private static long divided(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
