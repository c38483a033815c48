package io.rhapsode.pipeline.coder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.testing.Plans;
import io.rhapsode.pipeline.testing.Voices;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class JsonCoderTest {
  @Property
  void tasksComeBackAsTheyWent(
      @ForAll @StringLength(min = 1, max = 300) String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 0) int ordinal)
      throws IOException {
    Assume.that(!text.isBlank() && wellFormed(text));
    SpeechRequest request = SpeechRequest.of(text, "en", Voices.tone("tone"), seed);
    SpeechTask task =
        new SpeechTask(request, "/books/" + text, List.of(new UtteranceId("book", ordinal)));

    assertComesBack(SpeechTask.class, task);
    assertComesBack(
        SpeechOutcome.class,
        new SpeechOutcome.Spoken(
            task.uses(), new TakeReference(task.address(), 24_000, ordinal), true, seed));
  }

  @Test
  void tasksThatAreReadShareTheirVoice() throws IOException {
    assertSame(readVoice("One."), readVoice("Two."));
  }

  private static Voice readVoice(String text) throws IOException {
    SpeechRequest request = SpeechRequest.of(text, "en", Voices.tone("tone"), 0);
    SpeechTask task = new SpeechTask(request, "a.txt", List.of(new UtteranceId("book", 0)));
    return CoderUtils.clone(JsonCoder.of(SpeechTask.class), task).request().voice();
  }

  @Property
  void failuresComeBackAsTheyWent(
      @ForAll String message, @ForAll FailureCode code, @ForAll @IntRange(min = 1) int block)
      throws IOException {
    Assume.that(wellFormed(message));
    Failure failure =
        Failure.of(code, "speak", "book.epub", message, new IOException(message))
            .at(new Locator("part.xhtml", block, new Span(0, 4)));

    assertComesBack(
        SpeechOutcome.class,
        new SpeechOutcome.Unspoken(List.of(new UtteranceId("book", 0)), failure));
    assertComesBack(ReadOutcome.class, new ReadOutcome.Unreadable("book", failure));
    assertComesBack(BookReport.class, BookReport.failed("book", "Title", failure));
  }

  @Test
  void sourcesWithAManifestComeBackAsTheyWent() throws IOException {
    BookPlan plan = Plans.ofSentences("book", "Title", "One.", "Two.");
    BookManifest manifest =
        new BookManifest(
            "book.epub",
            "f".repeat(64),
            plan.metadata(),
            "tone",
            plan.manifest().chapters(),
            List.of(
                new BookManifest.SkipEntry(
                    1, Optional.of(new Span(0, 2)), SkipReason.ROLE, "noteref", "On")));

    assertComesBack(BookPlan.class, plan);
    assertComesBack(
        BookSource.class,
        new BookSource(
            "book",
            "/books/book.epub",
            "tone",
            Optional.of("en-GB"),
            ChapterSelection.parse("2-4,7"),
            Optional.of(manifest)));
    assertComesBack(
        ReadOutcome.class,
        new ReadOutcome.Planned(
            new PlanReference("book", "book.epub", "Title", "0".repeat(64), 2, 8, 12L)));
  }

  private static <T> void assertComesBack(Class<T> type, T value) throws IOException {
    JsonCoder<T> coder = JsonCoder.of(type);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, value);
    T back = CoderUtils.decodeFromByteArray(coder, bytes);
    assertEquals(value, back);
    assertArrayEquals(bytes, CoderUtils.encodeToByteArray(coder, back));
  }

  /** Lone surrogates are not text; ingest never lets one through. */
  private static boolean wellFormed(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
