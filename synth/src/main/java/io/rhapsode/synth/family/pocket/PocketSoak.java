package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Speaks very many short utterances with the self-test's model, in batches and as streams, and
 * watches the native memory: it must not grow. For a resident set that tells, start Java with
 * {@code -Xms} equal to {@code -Xmx} and {@code -XX:+AlwaysPreTouch}: otherwise the pages of the
 * heap become resident one by one.
 */
public final class PocketSoak {
  private static final int BATCH = 10;
  private static final long BYTES_PER_MEBIBYTE = 1 << 20;
  private static final int SLOTS = 4;
  private static final int MOST_TOKENS = 12;
  private static final int FRAMES = 6;

  /**
   * State of the process.
   *
   * @param utterances spoken so far
   * @param residentMebibytes resident set in MiB, -1 where unknown
   * @param heapMebibytes size of the Java heap in MiB, part of it once touched
   * @param liveTensors native handles in use between batches: those of the model and the voice
   */
  public record Reading(
      int utterances, long residentMebibytes, long heapMebibytes, long liveTensors) {}

  private PocketSoak() {}

  /**
   * Runs the soak.
   *
   * @param utterances how many, a multiple of {@code every}
   * @param every how many between two readings, a multiple of 10
   * @param report takes each reading
   */
  public static void run(int utterances, int every, Consumer<Reading> report) {
    if (every < BATCH || every % BATCH != 0 || utterances % every != 0) {
      throw new IllegalArgumentException(
          "%d utterances cannot be read every %d: take multiples of %d"
              .formatted(utterances, every, BATCH));
    }
    PocketConfig config = PocketSamples.config("self_test.yaml");
    PocketSettings settings = new PocketSettings(SLOTS, 2, 0.7, Double.POSITIVE_INFINITY, 1, 0, 0);
    float[] clip = new GaussianNoise(1).frame(0, 0, 0, config.codec().samplesPerFrame(), 0.3);
    try (PocketModel model =
            PocketModel.load(
                config,
                PocketSamples.weights(config, 1),
                TorchDevice.CPU,
                1,
                WeightPrecision.FLOAT32);
        PocketVoice voice = model.openVoice(model.prompt(model.encode(clip)));
        PocketSynthesizer synthesizer = new PocketSynthesizer(model, settings)) {
      for (int spoken = BATCH; spoken <= utterances; spoken += BATCH) {
        List<PocketUtterance> batch = batch(voice, spoken);
        synthesizer.speak(batch);
        stream(model, settings, batch.get(0));
        if (spoken % every == 0) {
          report.accept(
              new Reading(
                  spoken,
                  ResidentMemory.presentMebibytes(),
                  Runtime.getRuntime().totalMemory() / BYTES_PER_MEBIBYTE,
                  TensorScope.liveHandles()));
        }
      }
    }
  }

  private static List<PocketUtterance> batch(PocketVoice voice, int seed) {
    List<PocketUtterance> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      int[] ids = new int[1 + (seed + i) % MOST_TOKENS];
      for (int token = 0; token < ids.length; token++) {
        ids[token] = 4 + (seed + token) % 16;
      }
      PocketText.Chunk chunk = new PocketText.Chunk("", ids, 0, 1 + i % FRAMES);
      batch.add(new PocketUtterance(voice, List.of(chunk), seed + i));
    }
    return batch;
  }

  private static void stream(
      PocketModel model, PocketSettings settings, PocketUtterance utterance) {
    try (PocketStream stream = new PocketStream(model, settings, utterance)) {
      stream.next();
    }
  }
}
