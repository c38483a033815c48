package io.rhapsode.synth.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.family.toy.ToyModel;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchedulerTest {
  private static final int SLOTS = 16;
  private static final int STREAMS = 10;

  /** A stop before a step: the test acts while the step is about to be made. */
  private static final class Stop {
    private final int step;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Stop(int step) {
      this.step = step;
    }

    void before(int number) {
      if (number == step) {
        reached.countDown();
        await(released);
      }
    }

    void await() {
      await(reached);
    }

    void release() {
      released.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void tenStreamsBesideABatchStartAtOnceAndNeverWait() throws Exception {
    Stop stop = new Stop(5);
    WatchedModel model = new WatchedModel(stop::before);
    List<Utterance> utterances =
        IntStream.range(0, 64).mapToObj(i -> utterance("batch " + "x".repeat(20 + i), i)).toList();
    List<List<float[]>> heard = new ArrayList<>();
    List<Outcome> outcomes;
    try (Scheduler scheduler = new Scheduler(model, settings(SLOTS, 2))) {
      CompletableFuture<List<Outcome>> batch =
          CompletableFuture.supplyAsync(() -> scheduler.speak(utterances));
      stop.await();
      List<FrameStream> streams = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        FrameStream stream = scheduler.stream(ToyModel.VOICE, 100 + i);
        stream.push(List.of(ToyModel.chunk("voice" + i)));
        streams.add(stream);
      }
      stop.release();
      for (FrameStream stream : streams) {
        heard.add(rest(stream));
        stream.close();
      }
      outcomes = batch.get();
    }

    for (int i = 0; i < STREAMS; i++) {
      // Fewer frames than are made ahead of a listener, so that none waits to be heard.
      // Step 5 was under way: all begin with step 6 and take part in every step to their end.
      assertEquals(List.of(6, 7, 8, 9, 10, 11, 12), model.stepsOf("voice" + i));
      assertHears(spokenAlone(utterance("voice" + i, 100 + i)), heard.get(i));
    }
    for (int step = 0; step < 13; step++) {
      assertEquals(SLOTS, model.steps().get(step).size(), "sequences of step " + step);
    }
    for (int i = 0; i < utterances.size(); i++) {
      Outcome.Spoken spoken = assertInstanceOf(Outcome.Spoken.class, outcomes.get(i));
      assertArrayEquals(spokenAlone(utterances.get(i)), spoken.samples(), 0f);
    }
    assertEquals(0, model.open());
  }

  @Test
  void besideAStreamChunksOfABatchAreStartedOneAStep() throws Exception {
    Stop stop = new Stop(5);
    WatchedModel model = new WatchedModel(stop::before);
    // All slots run empty at once, while the stream speaks.
    List<Utterance> utterances =
        IntStream.range(0, 64).mapToObj(i -> utterance("x".repeat(9), i)).toList();
    String text = "a stream that speaks for longer than the batch beside it";
    try (Scheduler scheduler = new Scheduler(model, settings(SLOTS, 2));
        FrameStream stream = scheduler.stream(ToyModel.VOICE, 100)) {
      CompletableFuture<List<Outcome>> batch =
          CompletableFuture.supplyAsync(() -> scheduler.speak(utterances));
      stop.await();
      stream.push(List.of(ToyModel.chunk(text)));
      stop.release();
      assertHears(spokenAlone(utterance(text, 100)), rest(stream));
      List<Outcome> outcomes = batch.get();
      for (int i = 0; i < utterances.size(); i++) {
        Outcome.Spoken spoken = assertInstanceOf(Outcome.Spoken.class, outcomes.get(i));
        assertArrayEquals(spokenAlone(utterances.get(i)), spoken.samples(), 0f);
      }
    }

    List<Integer> own = model.stepsOf(text);
    List<Integer> most =
        IntStream.rangeClosed(own.get(0) + 1, own.get(own.size() - 1))
            .filter(step -> Collections.frequency(model.starts(), step) > 1)
            .boxed()
            .toList();
    assertEquals(6, own.get(0));
    assertEquals(List.of(), most, "steps before which several chunks were started");
    assertEquals(65, model.starts().size());
  }

  @Test
  void textPushedIntoARunningSequenceIsReadOn() {
    Stop stop = new Stop(2);
    WatchedModel model = new WatchedModel(stop::before);
    try (Scheduler scheduler = new Scheduler(model, settings(SLOTS, 2));
        FrameStream stream = scheduler.stream(ToyModel.VOICE, 7)) {
      stream.push(List.of(ToyModel.chunk("begun")));
      stop.await();
      stream.push(List.of(ToyModel.chunk(" and"), ToyModel.chunk(" ended")));
      stop.release();

      assertHears(spokenAlone(utterance("begun and ended", 7)), rest(stream));
      assertEquals(1, model.starts().size());

      stream.push(List.of(ToyModel.chunk("too late")));
      assertEquals("too late".length(), rest(stream).size());
      assertEquals(2, model.starts().size());
    }
    assertEquals(0, model.open());
  }

  @Test
  void aSlowListenerHoldsNobody() {
    WatchedModel model = new WatchedModel(step -> {});
    try (Scheduler scheduler = new Scheduler(model, settings(SLOTS, 2));
        FrameStream slow = scheduler.stream(ToyModel.VOICE, 1)) {
      slow.push(List.of(ToyModel.chunk("a listener who pauses")));

      scheduler.speak(List.of(utterance("x".repeat(100), 2)));

      assertEquals(StreamEntry.AHEAD, model.stepsOf("a listener who pauses").size());
      assertHears(spokenAlone(utterance("a listener who pauses", 1)), rest(slow));
    }
  }

  @Test
  void aCancelledStreamFreesItsPlaceAtTheNextStep() throws Exception {
    Stop stop = new Stop(2);
    WatchedModel model = new WatchedModel(stop::before);
    try (Scheduler scheduler = new Scheduler(model, settings(2, 1))) {
      FrameStream stream = scheduler.stream(ToyModel.VOICE, 1);
      stream.push(List.of(ToyModel.chunk("cancelled")));
      stop.await();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(stream::close);
      CompletableFuture<List<Outcome>> batch =
          CompletableFuture.supplyAsync(() -> scheduler.speak(List.of(utterance("batch", 2))));
      while (stream.next().isPresent()) {
        // What was made before the cancelling may still be taken.
      }
      stop.release();
      closing.get();
      batch.get();

      assertEquals(List.of(0, 1, 2), model.stepsOf("cancelled"));
      assertEquals(0, model.open());
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void anInterruptedBatchLeavesTheQueue() throws Exception {
    Stop stop = new Stop(3);
    WatchedModel model = new WatchedModel(stop::before);
    try (Scheduler scheduler = new Scheduler(model, settings(2, 1))) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                List<Utterance> many = new ArrayList<>();
                for (int i = 0; i < 9; i++) {
                  many.add(utterance("interrupted", i));
                }
                thrown.complete(
                    assertThrows(CancellationException.class, () -> scheduler.speak(many)));
              });
      caller.start();
      stop.await();
      caller.interrupt();
      thrown.get();
      stop.release();

      assertInstanceOf(Outcome.Spoken.class, scheduler.speak(List.of(utterance("next", 1))).get(0));
      assertEquals(List.of(0, 1, 2, 3), model.stepsOf("interrupted"));
      assertEquals(0, model.open());
    }
  }

  @Test
  void aModelThatBreaksFailsThoseInTheStepAndGoesOn() {
    WatchedModel model = new WatchedModel(step -> {});
    try (Scheduler scheduler = new Scheduler(model, settings(2, 2));
        FrameStream stream = scheduler.stream(ToyModel.VOICE, 1)) {
      stream.push(List.of(ToyModel.chunk("unstartable")));
      assertThrows(IllegalStateException.class, stream::next);
      IllegalStateException broken =
          assertThrows(
              IllegalStateException.class,
              () -> scheduler.speak(List.of(utterance("breaks", 1), utterance("other", 2))));
      assertEquals("the model broke down: device lost", broken.getMessage());

      assertInstanceOf(Outcome.Spoken.class, scheduler.speak(List.of(utterance("next", 1))).get(0));
      assertEquals(0, model.open());
    }
  }

  @Test
  void closingTellsWhoeverWaits() throws Exception {
    Stop stop = new Stop(1);
    Scheduler scheduler = new Scheduler(new WatchedModel(stop::before), settings(2, 1));
    CompletableFuture<List<Outcome>> batch =
        CompletableFuture.supplyAsync(() -> scheduler.speak(List.of(utterance("x".repeat(99), 2))));
    stop.await();
    Thread closing = new Thread(scheduler::close);
    closing.start();
    // Whoever closes waits for the worker, which is held inside its step.
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    stop.release();
    closing.join();

    ExecutionException over = assertThrows(ExecutionException.class, batch::get);
    assertInstanceOf(CancellationException.class, over.getCause());
    assertThrows(IllegalStateException.class, () -> scheduler.speak(List.of(utterance("late", 1))));
  }

  private static GenerationSettings settings(int slots, int workers) {
    return new GenerationSettings(slots, workers, 1, 0.5, 0, 1, 0, 0);
  }

  private static Utterance utterance(String text, long seed) {
    Chunk chunk = ToyModel.chunk(text);
    return new Utterance(ToyModel.VOICE, List.of(chunk), seed);
  }

  private static float[] spokenAlone(Utterance utterance) {
    try (Scheduler scheduler = new Scheduler(new ToyModel(), settings(1, 1))) {
      return assertInstanceOf(Outcome.Spoken.class, scheduler.speak(List.of(utterance)).get(0))
          .samples();
    }
  }

  private static List<float[]> rest(FrameStream stream) {
    List<float[]> frames = new ArrayList<>();
    for (Optional<float[]> next = stream.next(); next.isPresent(); next = stream.next()) {
      frames.add(next.get());
    }
    return frames;
  }

  private static void assertHears(float[] whole, List<float[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      assertArrayEquals(Arrays.copyOfRange(whole, 800 * i, 800 * (i + 1)), frames.get(i), 0f);
    }
    assertEquals(whole.length, 800 * frames.size());
  }
}
