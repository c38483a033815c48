package io.rhapsode.pipeline.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AtCuesTest {
  private static final TakeAddress ADDRESS = new TakeAddress("0".repeat(64));

  @Test
  void everyTakeStandsAtItsCue() {
    List<Spoken> takes = List.of(take(0, 24_000, 100), take(1, 48_000, 50), take(3, 24_000, 10));
    Timeline timeline =
        AtCues.lay(
            List.of(
                new Cue(3, "Ben", 1_000),
                new Cue(0, "Ada", 100),
                new Cue(1, "Ben", 250),
                new Cue(2, "Ada", 600)),
            takes,
            48_000,
            2_000,
            "Film");

    assertEquals(
        List.of(
            new Segment.Pause(0, 100),
            new Segment.Speech(0, takes.get(0).take(), 100, 200),
            new Segment.Speech(1, takes.get(1).take(), 250, 50),
            new Segment.Pause(300, 700),
            new Segment.Speech(3, takes.get(2).take(), 1_000, 20),
            new Segment.Pause(1_020, 980)),
        timeline.segments());
    assertEquals(List.of(new ChapterMark(1, "Film", 0, 2_000)), timeline.chapters());
    assertFalse(timeline.oneAtATime());
  }

  @Test
  void nobodyTalksAtOnceWithHimself() {
    Timeline timeline =
        AtCues.lay(
            List.of(new Cue(0, "Ada", 0), new Cue(1, "Ada", 50), new Cue(2, "Ada", 500)),
            List.of(take(0, 48_000, 100), take(1, 48_000, 100), take(2, 48_000, 100)),
            48_000,
            1,
            "Film");

    assertEquals(
        List.of(0L, 100L, 200L, 500L),
        timeline.segments().stream().map(Segment::startSample).toList());
    assertEquals(600, timeline.samples());
    assertTrue(timeline.oneAtATime());
  }

  @Test
  void refusesTwoCuesOfOneUtterance() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                AtCues.lay(
                    List.of(new Cue(0, "Ada", 0), new Cue(0, "Ben", 9)),
                    List.of(take(0, 48_000, 1)),
                    48_000,
                    100,
                    "Film"));
    assertEquals("two cues of utterance 0", e.getMessage());
  }

  @Test
  void aTimelineOverlapsSpeechOnly() {
    TakeReference take = new TakeReference(ADDRESS, 48_000, 10);
    List<ChapterMark> chapters = List.of(new ChapterMark(1, "Film", 0, 20));
    assertRefused(List.of(new Segment.Speech(0, take, 0, 10), new Segment.Pause(5, 15)), chapters);
    assertRefused(List.of(new Segment.Pause(0, 10), new Segment.Speech(0, take, 5, 15)), chapters);
    assertRefused(
        List.of(new Segment.Speech(0, take, 0, 10), new Segment.Speech(1, take, 11, 9)), chapters);
    assertRefused(
        List.of(
            new Segment.Speech(0, take, 0, 20),
            new Segment.Speech(1, take, 9, 2),
            new Segment.Speech(2, take, 8, 2)),
        chapters);
  }

  @Property(tries = 300)
  void nothingMovesUnlessItsSpeakerIsBusy(
      @ForAll @IntRange(min = 1, max = 30) int count, @ForAll long seed) {
    Random random = new Random(seed);
    int[] rates = {22_050, 24_000, 44_100, 48_000};
    List<Cue> cues = new ArrayList<>();
    List<Spoken> takes = new ArrayList<>();
    for (int ordinal = 0; ordinal < count; ordinal++) {
      cues.add(new Cue(ordinal, "s" + random.nextInt(3), random.nextInt(100_000)));
      if (random.nextInt(5) > 0) {
        takes.add(take(ordinal, rates[random.nextInt(4)], random.nextInt(20_000)));
      }
    }
    Collections.shuffle(cues, random);
    long least = 1 + random.nextInt(150_000);
    Timeline timeline = AtCues.lay(cues, takes, 48_000, least, "Film");

    Map<Integer, Segment.Speech> speech = new HashMap<>();
    BitSet heard = new BitSet();
    for (Segment segment : timeline.segments()) {
      if (segment instanceof Segment.Speech said) {
        assertEquals(null, speech.put(said.ordinal(), said));
      }
      heard.set((int) segment.startSample(), (int) segment.endSample());
    }
    assertEquals(takes.size(), speech.size());
    assertEquals(timeline.samples(), heard.cardinality(), "no gap");
    long last = speech.values().stream().mapToLong(Segment::endSample).max().orElse(0);
    assertEquals(Math.max(least, last), timeline.samples());
    Map<String, BitSet> busy = new HashMap<>();
    for (Cue cue : cues) {
      Segment.Speech said = speech.get(cue.ordinal());
      if (said != null) {
        BitSet own = busy.computeIfAbsent(cue.speaker(), speaker -> new BitSet());
        int start = (int) said.startSample();
        int taken = own.nextSetBit(start);
        assertTrue(taken < 0 || taken >= said.endSample(), "talks at once with himself");
        own.set(start, (int) said.endSample());
        assertTrue(start >= cue.startSample());
        double exact = said.take().samples() * 48_000.0 / said.take().sampleRateHz();
        assertTrue(said.samples() >= exact && said.samples() < exact + 1);
      }
    }
    for (Cue cue : cues) {
      Segment.Speech said = speech.get(cue.ordinal());
      if (said != null && said.startSample() > cue.startSample()) {
        BitSet own = busy.get(cue.speaker());
        assertTrue(
            own.nextClearBit((int) cue.startSample()) >= said.startSample(),
            "waits although the speaker is free");
      }
    }
  }

  private static void assertRefused(List<Segment> segments, List<ChapterMark> chapters) {
    assertThrows(IllegalArgumentException.class, () -> new Timeline(48_000, segments, chapters));
  }

  private static Spoken take(int ordinal, int sampleRateHz, int samples) {
    return new Spoken(ordinal, new TakeReference(ADDRESS, sampleRateHz, samples), true, 0);
  }
}
