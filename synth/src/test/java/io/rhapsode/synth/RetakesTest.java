package io.rhapsode.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Listened;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.synth.engine.FaultyEngine;
import io.rhapsode.synth.engine.FaultyEngine.Failing;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.sound.SoundListener;
import io.rhapsode.synth.registry.SpeechEngines;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetakesTest {
  private static final Failing[] FAILINGS = {
    Failing.SKIPS, Failing.REPEATS, Failing.RUNS_ON, Failing.FALLS_SILENT, Failing.IS_SILENT
  };
  private static final String CLAUSES = "The hare lay down by the wayside, and fell fast asleep.";

  @TempDir private Path folder;
  private TakeStore takes;
  private FaultyEngine engine;

  @BeforeEach
  void openStore() {
    takes = new TakeStore(folder.toString(), new RawCodec());
  }

  @Test
  void aBookOfAnEngineThatOftenFailsEndsCompleteAndRight() {
    List<SpeechTask> book =
        IntStream.range(0, 200)
            .mapToObj(i -> task("Sentence number " + i + " is said, and then it ends.", i))
            .toList();

    List<SpeechOutcome> outcomes = make(failingAtRate(0.3), ListenSettings.DEFAULTS, book);

    int refused = 0;
    for (SpeechOutcome outcome : outcomes) {
      Listened listened = listened(outcome);
      assertTrue(listened.verdict().good(), listened.toString());
      refused += listened.refused();
    }
    System.out.printf(
        "engine that fails on 30 %% of takes: %d utterances good, %d takes refused, %d spoken%n",
        outcomes.size(), refused, engine.spoken.get());
    assertTrue(refused > 40 && engine.spoken.get() >= 200 + refused / 2, "refused " + refused);
  }

  @Test
  void nothingIsSpokenOrHeardTwice() {
    List<SpeechTask> book =
        IntStream.range(0, 20)
            .mapToObj(i -> task("Sentence " + i + " of twenty, said.", i))
            .toList();
    List<SpeechOutcome> first = make(failingAtRate(0.5), ListenSettings.DEFAULTS, book);

    Listener deaf =
        new Listener() {
          @Override
          public String id(io.rhapsode.pipeline.speech.Voice voice) {
            return new SoundListener().id(voice);
          }

          @Override
          public List<Opinion> listen(List<io.rhapsode.synth.listen.HeardClip> clips) {
            throw new AssertionError("heard again: " + clips);
          }
        };
    // What could not be spoken at all left nothing in the store, and is tried again.
    BiFunction<String, Long, Failing> plan =
        (text, seed) ->
            failingAtRate(0.5).apply(text, seed) == Failing.IS_SILENT
                ? Failing.IS_SILENT
                : fail("spoken again: " + text);
    List<SpeechOutcome> again = make(plan, ListenSettings.DEFAULTS, deaf, book);

    for (int i = 0; i < first.size(); i++) {
      Spoken before = (Spoken) first.get(i);
      Spoken after = (Spoken) again.get(i);
      assertEquals(before.take(), after.take());
      assertEquals(before.listened(), after.listened());
      assertTrue(after.reused());
    }
  }

  @Test
  void splitsAtAClauseWhatAlwaysFailsAsAWhole() {
    List<SpeechOutcome> outcomes =
        make(
            (text, seed) -> text.equals(CLAUSES) ? Failing.SKIPS : Failing.NOTHING,
            ListenSettings.DEFAULTS,
            List.of(task(CLAUSES, 0)));

    Listened listened = listened(outcomes.get(0));
    assertEquals(List.of(), listened.verdict().faults());
    assertEquals(3, listened.refused());
  }

  @Test
  void keepsAndFlagsTheBestOfWhatAlwaysFails() {
    SpeechOutcome outcome =
        make(
                (text, seed) -> Failing.FALLS_SILENT,
                ListenSettings.DEFAULTS,
                List.of(task(CLAUSES, 0)))
            .get(0);

    Listened listened = listened(outcome);
    assertEquals(Fault.Kind.SILENCE_INSIDE, listened.verdict().faults().get(0).kind());
    assertEquals(2, listened.refused());
  }

  @Test
  void leavesItOutWhereTheSettingsSaySo() {
    ListenSettings strict =
        new ListenSettings(
            ListenSettings.DEFAULTS.mode(),
            1,
            false,
            "",
            false,
            "whisper-base",
            ListenSettings.DEFAULTS.words());

    SpeechOutcome outcome =
        make((text, seed) -> Failing.FALLS_SILENT, strict, List.of(task(CLAUSES, 0))).get(0);

    Unspoken unspoken = assertInstanceOf(Unspoken.class, outcome);
    assertEquals(FailureCode.SYNTHESIS_FAILED, unspoken.failure().code());
    assertEquals(
        "all 2 takes were refused; of the best: it is silent for 3.0 s",
        unspoken.failure().message());
  }

  @Test
  void theFallbackVoiceSaysWhatTheOtherCannotAndNothingElse() {
    ListenSettings usual = ListenSettings.DEFAULTS;
    ListenSettings settings =
        new ListenSettings(usual.mode(), 1, true, "steady", true, usual.model(), usual.words());
    engine =
        new FaultyEngine(
            (text, seed) ->
                text.equals("The hare slept.") ? Failing.FALLS_SILENT : Failing.NOTHING);
    FaultyEngine steady = new FaultyEngine("steady", (text, seed) -> Failing.NOTHING);
    List<SpeechOutcome> outcomes;
    SpeechEngines engines = new SpeechEngines(List.of(engine.factory(), steady.factory()));
    try (TakeMaker maker =
        new TakeMaker(takes, engines, settings, new SoundListener(), JobProgress.SILENT)) {
      outcomes = maker.make(List.of(task("The hare slept.", 0), task("The tortoise did not.", 1)));
    }

    assertEquals(1, steady.spoken.get());
    assertEquals(
        List.of(new Fault(Fault.Kind.OTHER_VOICE, "it is said by the fallback voice steady")),
        listened(outcomes.get(0)).verdict().faults());
    assertEquals(2, listened(outcomes.get(0)).refused());
    assertEquals(List.of(), listened(outcomes.get(1)).verdict().faults());
  }

  @Test
  void silenceForAnAnswerIsTriedAgain() {
    long first = task(CLAUSES, 0).request().seed();
    SpeechOutcome outcome =
        make(
                (text, seed) -> seed == first ? Failing.IS_SILENT : Failing.NOTHING,
                ListenSettings.DEFAULTS,
                List.of(task(CLAUSES, 0)))
            .get(0);

    assertEquals(1, listened(outcome).refused());
    assertFalse(((Spoken) outcome).reused());
  }

  private static BiFunction<String, Long, Failing> failingAtRate(double rate) {
    return (text, seed) -> {
      Random random = new Random(seed);
      return random.nextDouble() < rate
          ? FAILINGS[random.nextInt(FAILINGS.length)]
          : Failing.NOTHING;
    };
  }

  private static Failing fail(String message) {
    throw new AssertionError(message);
  }

  private static Listened listened(SpeechOutcome outcome) {
    return assertInstanceOf(Spoken.class, outcome, outcome.toString()).listened().orElseThrow();
  }

  private List<SpeechOutcome> make(
      BiFunction<String, Long, Failing> plan, ListenSettings settings, List<SpeechTask> tasks) {
    return make(plan, settings, new SoundListener(), tasks);
  }

  private List<SpeechOutcome> make(
      BiFunction<String, Long, Failing> plan,
      ListenSettings settings,
      Listener listener,
      List<SpeechTask> tasks) {
    engine = new FaultyEngine(plan);
    SpeechEngines engines = new SpeechEngines(List.of(engine.factory()));
    try (TakeMaker maker = new TakeMaker(takes, engines, settings, listener, JobProgress.SILENT)) {
      return maker.make(tasks);
    }
  }

  private static SpeechTask task(String text, int ordinal) {
    return new SpeechTask(
        SpeechRequest.of(text, "en", FaultyEngine.voice(), 0),
        "book.epub",
        List.of(new UtteranceId("book", ordinal)));
  }
}
