package io.rhapsode.pipeline.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final TakeAddress ADDRESS = new TakeAddress("0".repeat(64));

  @Test
  void anExcerptIsSpreadOverTheBook() {
    List<Spoken> takes = new ArrayList<>();
    for (int ordinal = 0; ordinal < 100; ordinal++) {
      takes.add(take(ordinal, 8_000, 8_000));
    }
    Timeline timeline = EndToEnd.lay(plan(List.of(100), 0), takes, new Margins(1_000, 0, false));

    assertEquals(timeline.segments(), timeline.excerpt(200));
    List<Segment> excerpt = timeline.excerpt(20);
    long samples = excerpt.stream().mapToLong(Segment::samples).sum();
    assertTrue(samples > 10 * 8_000 && samples <= 30 * 8_000, "samples: " + samples);
    assertTrue(excerpt.get(excerpt.size() - 1).startSample() > 90 * 8_000);
  }

  @Test
  void laysSpeechAndPausesEndToEnd() {
    BookPlan plan = plan(List.of(2, 1), 400);
    List<Spoken> takes =
        List.of(take(0, 8_000, 8_000), take(1, 16_000, 8_001), take(2, 8_000, 4_000));
    Timeline timeline = EndToEnd.lay(plan, takes, new Margins(500, 3_000, false));
    assertEquals(16_000, timeline.sampleRateHz());
    assertEquals(
        List.of(
            new Segment.Pause(0, 8_000),
            new Segment.Speech(0, takes.get(0).take(), 8_000, 16_000),
            new Segment.Pause(24_000, 6_400),
            new Segment.Speech(1, takes.get(1).take(), 30_400, 8_001),
            new Segment.Pause(38_401, 6_400),
            new Segment.Speech(2, takes.get(2).take(), 44_801, 8_000),
            new Segment.Pause(52_801, 48_000)),
        timeline.segments());
    assertEquals(
        List.of(
            new ChapterMark(1, "Chapter 1", 0, 44_801),
            new ChapterMark(2, "Chapter 2", 44_801, 100_801)),
        timeline.chapters());
    assertEquals(2_800, timeline.millisAt(44_801));
    assertEquals(
        timeline.segments().subList(5, 7), timeline.segmentsOf(timeline.chapters().get(1)));
  }

  @Test
  void aClipOfALowerRateKeepsItsLastSample() {
    BookPlan plan = plan(List.of(2), 0);
    List<Spoken> takes = List.of(take(0, 22_050, 50_001), take(1, 24_000, 30_000));

    Timeline timeline = EndToEnd.lay(plan, takes, Margins.NONE);

    // 50,001 samples at 22,050 Hz are 54,422.86 at 24,000 Hz.
    assertEquals(
        List.of(
            new Segment.Speech(0, takes.get(0).take(), 0, 54_423),
            new Segment.Speech(1, takes.get(1).take(), 54_423, 30_000)),
        timeline.segments());
  }

  @Test
  void givesEveryChapterItsMarginsWhenItIsAFile() {
    Timeline timeline =
        EndToEnd.lay(
            plan(List.of(1, 1), 100),
            List.of(take(0, 8_000, 8_000), take(1, 8_000, 8_000)),
            new Margins(500, 1_000, true));
    assertEquals(
        List.of(20_000L, 20_000L), timeline.chapters().stream().map(ChapterMark::samples).toList());
  }

  @Test
  void leavesOnlyThePauseOfAFailedUtterance() {
    Timeline timeline =
        EndToEnd.lay(plan(List.of(2), 2_000), List.of(take(1, 8_000, 100)), Margins.NONE);
    assertEquals(
        List.of(
            new Segment.Pause(0, 16_000),
            new Segment.Speech(1, take(1, 8_000, 100).take(), 16_000, 100),
            new Segment.Pause(16_100, 16_000)),
        timeline.segments());
  }

  @Test
  void fillsUpAChapterShorterThanASecondAndLeavesOutAnEmptyOne() {
    Timeline timeline =
        EndToEnd.lay(
            plan(List.of(1, 0, 1), 0),
            List.of(take(0, 8_000, 10), take(1, 8_000, 8_000)),
            Margins.NONE);
    assertEquals(
        List.of(
            new ChapterMark(1, "Chapter 1", 0, 8_000),
            new ChapterMark(3, "Chapter 3", 8_000, 16_000)),
        timeline.chapters());
  }

  @Test
  void refusesABookWithoutAnyTake() {
    BookPlan plan = plan(List.of(1), 0);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> EndToEnd.lay(plan, List.of(), Margins.NONE));
    assertEquals("no utterance has a take", e.getMessage());
  }

  @Property(tries = 200)
  void neverDriftsAndLosesNothing(
      @ForAll @IntRange(min = 1, max = 40) int chapters,
      @ForAll @IntRange(max = 3_000) int pauseMillis,
      @ForAll @IntRange(max = 10_000) int seed) {
    Random random = new Random(seed);
    List<Integer> sizes = random.ints(chapters, 1, 8).boxed().toList();
    BookPlan plan = plan(sizes, pauseMillis);
    List<Spoken> takes = takes(plan, random);
    Timeline timeline = EndToEnd.lay(plan, takes, new Margins(700, 1_500, seed % 2 == 0));

    assertEquals(chapters, timeline.chapters().size());
    assertEquals(0, timeline.chapters().get(0).startSample());
    assertEquals(timeline.samples(), timeline.chapters().get(chapters - 1).endSample());
    for (ChapterMark mark : timeline.chapters()) {
      assertTrue(mark.samples() >= timeline.sampleRateHz(), "shorter than a second: " + mark);
      double exactMillis = mark.endSample() * 1_000.0 / timeline.sampleRateHz();
      assertTrue(Math.abs(timeline.millisAt(mark.endSample()) - exactMillis) <= 0.5);
    }
    assertEquals(takes.stream().map(Spoken::ordinal).toList(), ordinals(timeline.segments()));
    List<Segment> rejoined = new ArrayList<>();
    timeline.chapters().forEach(mark -> rejoined.addAll(timeline.segmentsOf(mark)));
    assertEquals(timeline.segments(), rejoined);
    long sum = timeline.segments().stream().mapToLong(Segment::samples).sum();
    assertEquals(timeline.samples(), sum);
  }

  private static List<Spoken> takes(BookPlan plan, Random random) {
    int[] rates = {22_050, 24_000, 44_100};
    List<Spoken> takes = new ArrayList<>();
    for (Utterance utterance : plan.utterances()) {
      if (takes.isEmpty() || random.nextInt(10) > 0) {
        takes.add(take(utterance.ordinal(), rates[random.nextInt(3)], random.nextInt(200_000)));
      }
    }
    return takes;
  }

  private static List<Integer> ordinals(List<Segment> segments) {
    return segments.stream()
        .filter(Segment.Speech.class::isInstance)
        .map(segment -> ((Segment.Speech) segment).ordinal())
        .toList();
  }

  private static Spoken take(int ordinal, int sampleRateHz, int samples) {
    return new Spoken(ordinal, new TakeReference(ADDRESS, sampleRateHz, samples), true, 0);
  }

  private static BookPlan plan(List<Integer> utterancesByChapter, int pauseMillis) {
    List<Chapter> chapters = new ArrayList<>();
    List<Utterance> utterances = new ArrayList<>();
    for (int number = 1; number <= utterancesByChapter.size(); number++) {
      int count = utterancesByChapter.get(number - 1);
      chapters.add(new Chapter(number, "Chapter " + number, 1, count));
      for (int i = 0; i < count; i++) {
        utterances.add(utterance(utterances.size(), number, pauseMillis));
      }
    }
    List<Integer> blocks = utterances.stream().map(utterance -> 2).toList();
    BookManifest manifest =
        new BookManifest(
            "book.txt", "0", BookMetadata.untold("Book", "en"), "en", List.of(), List.of());
    return new BookPlan(
        new Script("book", "book.txt", utterances),
        manifest,
        Optional.empty(),
        chapters,
        blocks,
        List.of(),
        List.of());
  }

  private static Utterance utterance(int ordinal, int chapter, int pauseMillis) {
    return new Utterance(
        ordinal,
        chapter,
        new Locator("", ordinal + 1, new Span(0, 2)),
        "Hi",
        "hi",
        List.of(),
        "en",
        "en",
        Boundary.SENTENCE,
        pauseMillis);
  }
}
