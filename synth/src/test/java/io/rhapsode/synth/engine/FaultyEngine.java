package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Makes sounds of the length and rhythm of speech: syllables of a buzz with pauses at commas. Fails
 * on purpose, as a plan says that is asked for each text and seed.
 */
public final class FaultyEngine implements SpeechEngine {
  public static final String ID = "faulty";
  public static final int RATE_HZ = 16_000;
  private static final double LETTERS_PER_SECOND = 15;

  private final String id;
  private final BiFunction<String, Long, Failing> plan;
  public final AtomicInteger spoken = new AtomicInteger();

  /** What goes wrong. */
  public enum Failing {
    NOTHING,
    SKIPS,
    REPEATS,
    RUNS_ON,
    FALLS_SILENT,
    IS_SILENT,
    STOPS_SHORT,
    HUMS,
    HISSES,
    CLIPS
  }

  public FaultyEngine(BiFunction<String, Long, Failing> plan) {
    this(ID, plan);
  }

  /** An engine of that name with one voice of the same name. */
  public FaultyEngine(String id, BiFunction<String, Long, Failing> plan) {
    this.id = id;
    this.plan = plan;
  }

  public static Voice voice() {
    return voice(ID);
  }

  private static Voice voice(String name) {
    return new Voice(name, name, "1", "00", "en", List.of("en"), Map.of(), 300);
  }

  /** A factory of this engine only. */
  public EngineFactory factory() {
    return new EngineFactory() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public List<Voice> voices() {
        return FaultyEngine.this.voices();
      }

      @Override
      public SpeechEngine open() {
        return FaultyEngine.this;
      }
    };
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Voice> voices() {
    return List.of(voice(id));
  }

  @Override
  public int preferredBatch() {
    return 4;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    spoken.addAndGet(batch.size());
    return batch.stream().map(this::speak).toList();
  }

  private SpeechResult speak(SpeechRequest request) {
    float[] sound = syllables(request.text(), request.seed());
    float[] failed = fail(sound, plan.apply(request.text(), request.seed()), request.seed());
    return new Speech(new PcmClip(RATE_HZ, failed), List.of());
  }

  /** A sound for a text. */
  public static PcmClip sound(String text, Failing failing) {
    return new PcmClip(RATE_HZ, fail(syllables(text, 1), failing, 1));
  }

  private static float[] syllables(String text, long seed) {
    Random random = new Random(seed ^ text.hashCode());
    long letters = text.chars().filter(Character::isLetterOrDigit).count();
    int syllable = (int) (RATE_HZ * 3 / LETTERS_PER_SECOND);
    int count = (int) Math.max(1, letters / 3);
    float[] sound = new float[count * syllable];
    for (int i = 0; i < sound.length; i++) {
      double place = i % syllable / (double) syllable;
      double swell = Math.pow(Math.sin(Math.PI * place), 2);
      double buzz = 0;
      for (int harmonic = 1; harmonic < 12; harmonic++) {
        buzz += Math.sin(2 * Math.PI * 120 * harmonic * i / RATE_HZ) / harmonic;
      }
      sound[i] = (float) (0.2 * swell * buzz + 1e-5 * random.nextGaussian());
    }
    return sound;
  }

  private static float[] fail(float[] sound, Failing failing, long seed) {
    int length = sound.length;
    return switch (failing) {
      case NOTHING -> sound;
      case SKIPS -> Arrays.copyOf(sound, length / 3);
      case REPEATS -> repeated(sound, 4);
      case RUNS_ON -> repeated(sound, 9);
      case FALLS_SILENT -> withGap(sound, 3 * RATE_HZ);
      case IS_SILENT -> new float[length];
      case STOPS_SHORT -> Arrays.copyOf(sound, length - (int) (RATE_HZ * 1.5 / LETTERS_PER_SECOND));
      case HUMS -> hummed(sound);
      case HISSES -> hissed(sound, seed);
      case CLIPS -> clipped(sound);
    };
  }

  private static float[] repeated(float[] sound, int times) {
    float[] all = new float[times * sound.length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(sound, 0, all, i * sound.length, sound.length);
    }
    return all;
  }

  private static float[] withGap(float[] sound, int gap) {
    float[] all = new float[sound.length + gap];
    int half = sound.length / 2;
    System.arraycopy(sound, 0, all, 0, half);
    System.arraycopy(sound, half, all, half + gap, sound.length - half);
    return all;
  }

  private static float[] hummed(float[] sound) {
    float[] all = sound.clone();
    for (int i = all.length / 4; i < all.length; i++) {
      all[i] = (float) (0.2 * Math.sin(2 * Math.PI * 440 * i / RATE_HZ));
    }
    return all;
  }

  private static float[] hissed(float[] sound, long seed) {
    Random random = new Random(seed);
    float[] all = sound.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] += (float) (0.06 * random.nextGaussian());
    }
    return all;
  }

  private static float[] clipped(float[] sound) {
    float[] all = sound.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.max(-1, Math.min(1, 6 * all[i]));
    }
    return all;
  }

  @Override
  public void close() {}
}
