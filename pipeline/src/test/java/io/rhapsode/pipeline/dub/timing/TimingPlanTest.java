package io.rhapsode.pipeline.dub.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimingPlanTest {
  /** One sample a millisecond makes the figures readable. */
  private static final int RATE_HZ = 1_000;

  private static final long NO_END = Long.MAX_VALUE;
  private static final TimingLimits LIMITS = TimingLimits.DEFAULTS;

  @Test
  void whatFitsBeginsWithItsCueAtItsNaturalPace() {
    assertPlaced(plan(line(0, "a", 1_000, 3_000, 1_500)), 0, 1_000, 1_500, 100, Measure.NATURAL);
  }

  @Test
  void theGapBehindTheCueIsUsedUpToAGuard() {
    List<Placement> plan = plan(line(0, "a", 0, 1_000, 1_950), line(1, "b", 2_000, 3_000, 500));
    assertPlaced(plan, 0, 0, 1_950, 100, Measure.NATURAL);
    assertPlaced(plan, 1, 2_000, 500, 100, Measure.NATURAL);
  }

  @Test
  void theVoiceIsAskedForJustThePaceThatIsNeeded() {
    List<Placement> plan =
        plan(paceable(line(0, "a", 0, 1_000, 1_100)), line(1, "a", 1_050, 2_000, 500));
    assertPlaced(plan, 0, 0, 1_000, 110, Measure.PACE);
  }

  @Test
  void aVoiceWithoutPacesHasItsTakeMadeShorter() {
    List<Placement> plan = plan(line(0, "a", 0, 1_000, 1_100), line(1, "a", 1_050, 2_000, 500));
    assertPlaced(plan, 0, 0, 1_000, 100, Measure.STRETCH);
    assertEquals(1.1, plan.get(0).stretch(), 1e-9);
  }

  @Test
  void paceComesBeforeStretchAndBothTogether() {
    List<Placement> plan =
        plan(paceable(line(0, "a", 0, 1_000, 1_265)), line(1, "a", 1_050, 2_000, 500));
    assertPlaced(plan, 0, 0, 1_000, 115, Measure.STRETCH);
    assertEquals(1.1, plan.get(0).stretch(), 1e-9);
    assertEquals(1.265, plan.get(0).rate(), 1e-9);
  }

  @Test
  void aLineBeginsEarlyByNoMoreThanItMust() {
    List<Placement> plan = plan(line(0, "a", 1_000, 2_000, 1_265), line(1, "a", 2_050, 3_000, 500));
    assertPlaced(plan, 0, 900, 1_100, 100, Measure.EARLY);
    assertEquals(-100, plan.get(0).lateSamples());
  }

  @Test
  void nobodyBeginsEarlyWhileAnotherSpeaks() {
    List<Placement> plan =
        plan(
            line(0, "b", 0, 950, 950),
            line(1, "a", 1_000, 2_000, 1_265),
            line(2, "a", 2_050, 3_000, 500));
    assertPlaced(plan, 1, 950, 1_100, 100, Measure.BORROW);
    assertPlaced(plan, 2, 2_050, 500, 100, Measure.NATURAL);
  }

  @Test
  void whatIsBorrowedIsRecoveredInTheNextGap() {
    List<Placement> plan =
        plan(
            line(0, "a", 200, 1_000, 1_380),
            line(1, "a", 1_050, 2_000, 900),
            line(2, "a", 3_000, 4_000, 900));
    assertPlaced(plan, 0, 50, 1_200, 100, Measure.BORROW);
    assertPlaced(plan, 1, 1_250, 900, 100, Measure.NATURAL);
    assertEquals(200, plan.get(1).lateSamples());
    assertPlaced(plan, 2, 3_000, 900, 100, Measure.NATURAL);
  }

  @Test
  void whatDoesNotFitIsKeptWholeAndFlaggedWithWhatIsTooMuch() {
    List<Placement> plan =
        plan(
            new TimedLine(0, "a", 0, 1_000, 2_300, 100, false, 10, 50),
            line(1, "a", 1_050, 2_000, 900),
            line(2, "a", 2_050, 3_000, 900));
    assertPlaced(plan, 0, 0, 2_000, 100, Measure.OVERRUN);
    assertEquals(Optional.of(new Placement.Excess(5, 25, 2.3)), plan.get(0).excess());
    assertEquals(2_000, plan.get(1).startSample());
  }

  @Test
  void cuesOfTwoSpeakersAtOnceAreHeardAtOnce() {
    List<Placement> plan = plan(line(0, "a", 0, 2_000, 1_900), line(1, "b", 500, 1_500, 900));
    assertPlaced(plan, 0, 0, 1_900, 100, Measure.NATURAL);
    assertPlaced(plan, 1, 500, 900, 100, Measure.NATURAL);
  }

  @Test
  void aLineStopsAtAChangeOfScene() {
    List<TimedLine> lines = List.of(line(0, "a", 0, 1_000, 1_050), line(1, "a", 3_000, 4_000, 9));
    List<Placement> plan = TimingPlan.of(lines, RATE_HZ, NO_END, List.of(1_000L), LIMITS);
    assertPlaced(plan, 0, 0, 1_000, 100, Measure.STRETCH);
  }

  @Test
  void theLastLineEndsWithTheFilm() {
    List<TimedLine> lines = List.of(line(0, "a", 1_000, 2_000, 2_100));
    List<Placement> plan = TimingPlan.of(lines, RATE_HZ, 3_000, List.of(), LIMITS);
    assertPlaced(plan, 0, 1_000, 2_000, 100, Measure.STRETCH);
    assertEquals(
        Measure.OVERRUN, TimingPlan.of(lines, RATE_HZ, 1_500, List.of(), LIMITS).get(0).measure());
  }

  @Test
  void holdsForTenThousandRandomScripts() {
    Random random = new Random(20);
    for (int script = 0; script < 10_000; script++) {
      List<TimedLine> lines = randomLines(random);
      long end = random.nextBoolean() ? NO_END : random.nextInt(60_000);
      List<Long> cuts = random.longs(random.nextInt(5), 0, 60_000).boxed().toList();
      List<Placement> plan = TimingPlan.of(lines, RATE_HZ, end, cuts, LIMITS);
      String what = "script " + script;
      assertEquals(lines.size(), plan.size(), what);
      assertWhole(lines, plan, what);
      assertOrderly(lines, plan, what);
    }
  }

  /** Durations are conserved: nothing is cut, and nothing is quicker than the limits allow. */
  private static void assertWhole(List<TimedLine> lines, List<Placement> plan, String what) {
    Map<Integer, TimedLine> byOrdinal =
        lines.stream().collect(Collectors.toMap(TimedLine::ordinal, line -> line));
    for (Placement placement : plan) {
      TimedLine line = byOrdinal.remove(placement.ordinal());
      double said = placement.samples() * placement.rate();
      assertTrue(said >= line.samples() - 1e-6, what + placement);
      assertTrue(said <= line.samples() + 3, what + placement);
      assertTrue(placement.stretch() <= LIMITS.mostStretch() + 1e-6, what + placement);
      assertTrue(placement.pacePercent() <= (line.paceable() ? 115 : 100), what + placement);
      assertTrue(placement.startSample() >= 0, what + placement);
      assertTrue(placement.lateSamples() >= -LIMITS.earlyMillis(), what + placement);
      assertEquals(placement.startSample() - line.startSample(), placement.lateSamples(), what);
    }
    assertTrue(byOrdinal.isEmpty(), what);
  }

  /** Nobody says two things at once, and what follows each other in the cues does so in speech. */
  private static void assertOrderly(List<TimedLine> lines, List<Placement> plan, String what) {
    Map<Integer, TimedLine> byOrdinal =
        lines.stream().collect(Collectors.toMap(TimedLine::ordinal, line -> line));
    Map<String, Long> ends = new HashMap<>();
    for (int i = 0; i < plan.size(); i++) {
      Placement placement = plan.get(i);
      TimedLine line = byOrdinal.get(placement.ordinal());
      assertTrue(placement.startSample() >= ends.getOrDefault(line.speaker(), 0L), what);
      ends.put(line.speaker(), placement.endSample());
      for (Placement before : plan.subList(0, i)) {
        if (byOrdinal.get(before.ordinal()).endSample() <= line.startSample()) {
          assertTrue(before.endSample() <= placement.startSample(), what);
        }
      }
    }
  }

  private static List<TimedLine> randomLines(Random random) {
    List<TimedLine> lines = new ArrayList<>();
    int count = random.nextInt(20);
    long at = 0;
    for (int i = 0; i < count; i++) {
      at = Math.max(0, at + random.nextInt(3_000) - 300);
      long end = at + 1 + random.nextInt(4_000);
      String speaker = Character.toString('a' + random.nextInt(3));
      boolean paceable = random.nextBoolean();
      lines.add(new TimedLine(i, speaker, at, end, random.nextInt(5_000), 100, paceable, 9, 50));
      at = random.nextInt(4) == 0 ? at : end;
    }
    return lines;
  }

  private static List<Placement> plan(TimedLine... lines) {
    return TimingPlan.of(List.of(lines), RATE_HZ, NO_END, List.of(), LIMITS);
  }

  private static TimedLine line(int ordinal, String speaker, long start, long end, long samples) {
    return new TimedLine(ordinal, speaker, start, end, samples, 100, false, 4, 20);
  }

  private static TimedLine paceable(TimedLine line) {
    return new TimedLine(
        line.ordinal(),
        line.speaker(),
        line.startSample(),
        line.endSample(),
        line.samples(),
        100,
        true,
        line.words(),
        line.characters());
  }

  private static void assertPlaced(
      List<Placement> plan, int index, long start, long samples, int pace, Measure measure) {
    Placement placement = plan.get(index);
    String what = placement.toString();
    assertEquals(measure, placement.measure(), what);
    assertEquals(start, placement.startSample(), what);
    assertEquals(samples, placement.samples(), what);
    assertEquals(pace, placement.pacePercent(), what);
  }
}
