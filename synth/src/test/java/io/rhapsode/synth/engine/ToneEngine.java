package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says one tenth of a second of tone for each character, between half a second of silence. Refuses
 * "refuse", says silence for "silence", a hole for "hole", and breaks over any batch with "crash".
 */
public final class ToneEngine implements SpeechEngine {
  public static final String ID = "tone";
  public static final int RATE_HZ = 8_000;
  public static final int SILENCE = RATE_HZ / 2;
  public static final int SAMPLES_PER_CHARACTER = RATE_HZ / 10;

  private final List<List<String>> batches = new ArrayList<>();
  private final Runnable onClose;

  public ToneEngine(Runnable onClose) {
    this.onClose = onClose;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Voice> voices() {
    return List.of(ToneEngine.voice());
  }

  public static Voice voice() {
    return new Voice("beep", ID, "1", "00", "en", List.of("en"), Map.of(), 100);
  }

  @Override
  public int preferredBatch() {
    return 3;
  }

  /** Texts of the batches so far. */
  public List<List<String>> batches() {
    return batches;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    List<String> texts = batch.stream().map(SpeechRequest::text).toList();
    batches.add(texts);
    if (texts.contains("crash")) {
      throw new IllegalStateException("tone generator on fire");
    }
    return texts.stream().map(ToneEngine::speak).toList();
  }

  private static SpeechResult speak(String text) {
    if (text.equals("refuse")) {
      return new Refusal(FailureCode.UNSUPPORTED_LANGUAGE, "will not say that");
    }
    int tone = text.length() * SAMPLES_PER_CHARACTER;
    float[] samples = new float[2 * SILENCE + tone];
    if (!text.equals("silence")) {
      for (int i = 0; i < tone; i++) {
        samples[SILENCE + i] = i % 2 == 0 ? 0.5f : -0.5f;
      }
    }
    if (text.equals("hole")) {
      samples[SILENCE] = Float.NaN;
    }
    WordTime word = new WordTime(new Span(0, text.length()), SILENCE, SILENCE + tone);
    return new Speech(new PcmClip(RATE_HZ, samples), List.of(word));
  }

  @Override
  public void close() {
    onClose.run();
  }

  /** Opens tone engines and counts. */
  public static final class Factory implements EngineFactory {
    public final AtomicInteger opened = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();
    public volatile ToneEngine last;

    @Override
    public String id() {
      return ID;
    }

    @Override
    public List<Voice> voices() {
      return List.of(ToneEngine.voice());
    }

    @Override
    public SpeechEngine open() {
      opened.incrementAndGet();
      last = new ToneEngine(closed::incrementAndGet);
      return last;
    }
  }
}
