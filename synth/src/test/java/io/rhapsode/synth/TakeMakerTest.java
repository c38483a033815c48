package io.rhapsode.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.ToneEngine;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeMakerTest {
  private static final int PADDING = ToneEngine.RATE_HZ * SilenceTrimmer.PADDING_MILLIS / 1_000;

  @TempDir private Path folder;

  private final ToneEngine.Factory tone = new ToneEngine.Factory();
  private final SpeechEngines engines = new SpeechEngines(List.of(tone));
  private final List<String> progress = new ArrayList<>();
  private TakeStore takes;

  @BeforeEach
  void openStore() {
    takes = new TakeStore(folder.toString(), new RawCodec());
  }

  @Test
  void storesTrimmedTakesInTheOrderOfTheTasks() throws IOException {
    List<SpeechOutcome> outcomes = make(task("four", 0), task("a", 1), task("two", 2));

    assertEquals(List.of(4, 1, 3), outcomes.stream().map(TakeMakerTest::characters).toList());
    Take take = takes.find(task("two", 2).address()).orElseThrow();
    int tone = 3 * ToneEngine.SAMPLES_PER_CHARACTER;
    assertEquals(List.of(new WordTime(new Span(0, 3), PADDING, PADDING + tone)), take.words());
    assertEquals(0.5f, take.peak());
    assertEquals(tone + 2 * PADDING, takes.clip(take.reference()).length());
  }

  @Test
  void speaksInTheEnginesBatchesByLength() {
    make(task("dddd", 0), task("a", 1), task("ccc", 2), task("bb", 3));

    assertEquals(List.of(List.of("a", "bb", "ccc"), List.of("dddd")), tone.last.batches());
  }

  @Test
  void usesWhatTheStoreHas() {
    Spoken made = assertInstanceOf(Spoken.class, make(task("word", 0)).get(0));
    Spoken reused = assertInstanceOf(Spoken.class, make(task("word", 7)).get(0));

    assertFalse(made.reused());
    assertTrue(made.synthesisNanos() > 0);
    assertEquals(new Spoken(task("word", 7).uses(), made.take(), true, 0), reused);
    assertEquals(1, tone.opened.get());
  }

  @Test
  void makesADamagedTakeAgainAndSaysSo() throws IOException {
    Spoken made = assertInstanceOf(Spoken.class, make(task("word", 0)).get(0));
    String name = made.take().address().sha256();
    Path clip = folder.resolve("takes").resolve(name.substring(0, 2)).resolve(name + ".raw");
    byte[] whole = Files.readAllBytes(clip);
    Files.write(clip, Arrays.copyOf(whole, whole.length / 2));
    progress.clear();
    Spoken again = assertInstanceOf(Spoken.class, make(task("word", 0)).get(0));

    assertFalse(again.reused());
    assertEquals(made.take(), again.take());
    assertArrayEquals(whole, Files.readAllBytes(clip));
    assertEquals(
        "book.epub: %s is damaged (%d bytes instead of %d) and was removed; it is made again"
            .formatted(clip, whole.length / 2, whole.length),
        progress.get(0));
  }

  @Test
  void takesOverWhichAWorkerEndedAreSpokenAlone() throws IOException {
    TakesUnderWay.of(job()).mark(List.of(task("bb", 3), task("ccc", 2)));
    makeRemotely(task("dddd", 0), task("a", 1), task("ccc", 2), task("bb", 3));

    assertEquals(List.of(List.of("bb"), List.of("ccc"), List.of("a", "dddd")), tone.last.batches());
  }

  @Test
  void aTakeOverWhichThreeWorkersEndedIsLeftOut() throws IOException {
    for (int worker = 0; worker < 3; worker++) {
      TakesUnderWay.of(job()).mark(List.of(task("poison", 0)));
    }
    List<SpeechOutcome> outcomes = makeRemotely(task("poison", 0), task("two", 1));

    Unspoken left = assertInstanceOf(Unspoken.class, outcomes.get(0));
    assertEquals(
        "3 workers have ended while they spoke this; it is left out. Their logs say why they ended",
        left.failure().message());
    assertEquals(List.of(List.of("two")), tone.last.batches());
    assertEquals(3, TakesUnderWay.of(job()).ended(task("poison", 0)));
    assertEquals(0, TakesUnderWay.of(job()).ended(task("two", 1)));
  }

  private JobAddress job() {
    return new JobAddress("job", folder.toString());
  }

  private List<SpeechOutcome> makeRemotely(SpeechTask... tasks) throws IOException {
    TakesUnderWay underWay = TakesUnderWay.of(job());
    try (TakeMaker maker = new TakeMaker(takes, engines, listener(), underWay)) {
      return maker.make(List.of(tasks));
    }
  }

  @Test
  void aCrashLosesOnlyItsOwnRequest() {
    List<SpeechOutcome> outcomes = make(task("one", 0), task("crash", 1), task("two", 2));

    assertEquals(3, characters(outcomes.get(0)));
    assertEquals(3, characters(outcomes.get(2)));
    Unspoken crash = assertInstanceOf(Unspoken.class, outcomes.get(1));
    assertEquals(List.of(new UtteranceId("book", 1)), crash.uses());
    Failure failure = crash.failure();
    assertEquals(FailureCode.SYNTHESIS_FAILED, failure.code());
    assertEquals("speak", failure.stage());
    assertEquals("book.epub", failure.source());
    assertTrue(failure.message().contains("tone generator on fire"), failure.message());
    assertTrue(failure.details().contains("ToneEngine.speak"), failure.details());
  }

  @Test
  void refusalsAndUnusableAudioAreFailures() {
    List<SpeechOutcome> outcomes =
        make(task("refuse", 0), task("silence", 1), task("hole", 2), task("fine", 3));

    assertEquals(FailureCode.UNSUPPORTED_LANGUAGE, failure(outcomes.get(0)).code());
    assertEquals("will not say that", failure(outcomes.get(0)).message());
    assertEquals("voice \"beep\" gave no audible speech", failure(outcomes.get(1)).message());
    assertEquals(FailureCode.SYNTHESIS_FAILED, failure(outcomes.get(2)).code());
    assertEquals(4, characters(outcomes.get(3)));
  }

  @Test
  void unknownEnginesAreFailures() {
    Voice bell = new Voice("bell", "bells", "1", "00", "en", List.of("en"), Map.of(), 10);
    SpeechTask known = new SpeechTask(request("ding", bell), "book.epub", uses(0));
    List<SpeechOutcome> outcomes = make(known, task("a", 2));

    assertEquals(
        "engine bells cannot be opened: no engine is called \"bells\"; there are tone",
        failure(outcomes.get(0)).message());
    assertEquals(1, characters(outcomes.get(1)));
  }

  @Test
  void aFullStoreIsAFailureOfEachTask() {
    TakeStore full = new TakeStore(folder.toString(), new FullDiskCodec());
    List<SpeechOutcome> outcomes = make(full, task("one", 0), task("three", 1));

    assertEquals(3, characters(outcomes.get(0)));
    assertEquals(FailureCode.STORAGE_FAILED, failure(outcomes.get(1)).code());
    assertEquals(
        "the take cannot be stored: no space left on device", failure(outcomes.get(1)).message());
  }

  @Test
  void tellsTheListenerWhatWasMadeReusedAndFailed() {
    SpeechTask twice = task("word", 0, 1, 2);
    make(twice, task("refuse", 3));
    make(twice);

    assertEquals(List.of("1 0.46 false", "2 0.92 true", "1 0.00 false", "3 1.38 true"), progress);
  }

  @Test
  void closingGivesTheEngineBack() {
    make(task("a", 0));

    assertEquals(tone.opened.get(), tone.closed.get());
  }

  private List<SpeechOutcome> make(SpeechTask... tasks) {
    return make(takes, tasks);
  }

  private List<SpeechOutcome> make(TakeStore store, SpeechTask... tasks) {
    try (TakeMaker maker = new TakeMaker(store, engines, listener())) {
      return maker.make(List.of(tasks));
    }
  }

  private static SpeechTask task(String text, int... ordinals) {
    return new SpeechTask(request(text, ToneEngine.voice()), "book.epub", uses(ordinals));
  }

  private static SpeechRequest request(String text, Voice voice) {
    return SpeechRequest.of(text, "en", voice, 0);
  }

  private static List<UtteranceId> uses(int... ordinals) {
    return IntStream.of(ordinals).mapToObj(ordinal -> new UtteranceId("book", ordinal)).toList();
  }

  private static int characters(SpeechOutcome outcome) {
    Spoken spoken = assertInstanceOf(Spoken.class, outcome, outcome.toString());
    return (spoken.take().samples() - 2 * PADDING) / ToneEngine.SAMPLES_PER_CHARACTER;
  }

  private static Failure failure(SpeechOutcome outcome) {
    return assertInstanceOf(Unspoken.class, outcome).failure();
  }

  private JobProgress listener() {
    return new JobProgress() {
      @Override
      public void planned(String bookId, String title, int utterances, long characters) {}

      @Override
      public void unreadable(String bookId, String message) {}

      @Override
      public void spoken(int utterances, double audioSeconds, boolean reused) {
        progress.add(
            String.format(java.util.Locale.ROOT, "%d %.2f %s", utterances, audioSeconds, reused));
      }

      @Override
      public void warned(String message) {
        progress.add(message);
      }

      @Override
      public void assembling(String bookId, double fraction) {}

      @Override
      public void finished(WorkReport report) {}
    };
  }

  /** Has room for short clips only. */
  private static final class FullDiskCodec implements LosslessCodec {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] encode(PcmClip clip) throws IOException {
      if (clip.length() > 4 * ToneEngine.SAMPLES_PER_CHARACTER) {
        throw new IOException("no space left on device");
      }
      return new RawCodec().encode(clip);
    }

    @Override
    public PcmClip decode(byte[] bytes) throws IOException {
      return new RawCodec().decode(bytes);
    }

    @Override
    public String fileExtension() {
      return "raw";
    }
  }
}
