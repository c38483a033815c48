package io.rhapsode.synth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.ToneEngine;
import io.rhapsode.synth.registry.SpeechEngines.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SpeechEnginesTest {
  private final ToneEngine.Factory tone = new ToneEngine.Factory();
  private final SpeechEngines engines = new SpeechEngines(List.of(tone));

  @Test
  void opensOnceAndClosesWithTheLastLease() throws IOException {
    Lease first = engines.lease("tone");
    Lease second = engines.lease("tone");
    first.close();
    first.close();

    assertEquals(1, tone.opened.get());
    assertEquals(0, tone.closed.get());
    second.close();
    assertEquals(1, tone.closed.get());

    engines.lease("tone").close();
    assertEquals(2, tone.opened.get());
    assertEquals(2, tone.closed.get());
  }

  @Test
  void neverSpeaksWithAClosedEngine() throws InterruptedException, ExecutionException, IOException {
    SpeechRequest request = SpeechRequest.of("a", "en", ToneEngine.voice(), 0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> spoken = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        spoken.add(
            threads.submit(
                () -> {
                  try (Lease lease = engines.lease("tone")) {
                    assertEquals(tone.opened.get(), tone.closed.get() + 1);
                    return lease.speak(List.of(request)).size();
                  }
                }));
      }
      for (Future<Integer> each : spoken) {
        assertEquals(1, each.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(tone.opened.get(), tone.closed.get());
  }

  @Test
  void threadsSpeakTogetherWithAConcurrentEngine()
      throws InterruptedException, ExecutionException, IOException {
    CyclicBarrier meeting = new CyclicBarrier(2);
    SpeechEngines together = new SpeechEngines(List.of(new MeetingFactory(meeting)));
    SpeechRequest request = SpeechRequest.of("a", "en", ToneEngine.voice(), 0);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Lease one = together.lease("tone");
        Lease other = together.lease("tone")) {
      Future<List<SpeechResult>> first = threads.submit(() -> one.speak(List.of(request)));
      Future<List<SpeechResult>> second = threads.submit(() -> other.speak(List.of(request)));

      assertEquals(first.get(), second.get());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void namesTheEnginesThereAre() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> engines.lease("bell"));

    assertEquals("no engine is called \"bell\"; there are tone", error.getMessage());
  }

  @Test
  void refusesTwoEnginesOfOneName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SpeechEngines(List.of(tone, new ToneEngine.Factory())));
  }

  @Test
  void findsVoices() {
    SpeechEngines standard = SpeechEngines.standard();

    assertSame(standard, SpeechEngines.standard());
    List<String> names = standard.voices().stream().map(Voice::name).toList();
    assertTrue(names.containsAll(List.of("de", "en-gb", "en-us", "es", "es-419", "fr", "pt-br")));
    assertEquals("en-GB", standard.voice("en-gb").orElseThrow().language());
    assertEquals("f2", standard.voice("de+f2").orElseThrow().parameters().get("variant"));
    assertEquals(Optional.empty(), standard.voice("en-gb+nobody"));
    assertEquals(Optional.empty(), standard.voice("../en"));
    assertEquals(Optional.empty(), standard.voice("ja"));
  }

  @Test
  void anEngineThatCannotUseAVoiceKeepsItFromNoOther() {
    EngineFactory refusing = new RefusingFactory();
    assertEquals(
        List.of(ToneEngine.voice()),
        new SpeechEngines(List.of(refusing, tone)).realisations("beep"));
    assertEquals(
        Optional.of(ToneEngine.voice()), new SpeechEngines(List.of(refusing, tone)).voice("beep"));
    UncheckedIOException refused =
        assertThrows(
            UncheckedIOException.class,
            () -> new SpeechEngines(List.of(refusing)).realisations("beep"));
    assertEquals("engine mute cannot list its voices: no model", refused.getMessage());
  }

  /** Has a model that makes nothing of any voice. */
  private static final class RefusingFactory implements EngineFactory {
    @Override
    public String id() {
      return "mute";
    }

    @Override
    public List<Voice> voices() {
      return List.of();
    }

    @Override
    public List<Voice> realisations(String name) throws IOException {
      throw new IOException("no model");
    }

    @Override
    public SpeechEngine open() {
      throw new IllegalStateException("has nothing to open");
    }
  }

  @Test
  void suggestsTheNearestName() {
    assertEquals("en-gb", SpeechEngines.standard().nearestName("en_GB"));
    assertEquals("beep", engines.nearestName("anything"));
  }

  /** Opens an engine that speaks when two threads ask it to. */
  private record MeetingFactory(CyclicBarrier meeting) implements EngineFactory {
    @Override
    public String id() {
      return ToneEngine.ID;
    }

    @Override
    public List<Voice> voices() {
      return List.of(ToneEngine.voice());
    }

    @Override
    public SpeechEngine open() {
      return new MeetingEngine(meeting, new ToneEngine(() -> {}));
    }
  }

  private record MeetingEngine(CyclicBarrier meeting, ToneEngine tone) implements SpeechEngine {
    @Override
    public String id() {
      return tone.id();
    }

    @Override
    public List<Voice> voices() {
      return tone.voices();
    }

    @Override
    public boolean isConcurrent() {
      return true;
    }

    @Override
    public int preferredBatch() {
      return tone.preferredBatch();
    }

    @Override
    public List<SpeechResult> speak(List<SpeechRequest> batch) {
      try {
        meeting.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("nobody else speaks", e);
      }
      return List.of(new SpeechResult.Refusal(FailureCode.SYNTHESIS_FAILED, batch.get(0).text()));
    }

    @Override
    public void close() {}
  }
}
