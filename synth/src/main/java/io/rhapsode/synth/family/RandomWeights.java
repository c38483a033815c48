package io.rhapsode.synth.family;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.compute.torch.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Weights for measurements: all tensors are windows onto one row of numbers, so that even a large
 * model takes no more memory than its largest tensor.
 */
public final class RandomWeights {
  /** Tensors start at different places of the row. */
  private static final int PLACES = 4096;

  private static final int PLACE_STEP = 61;
  private static final long SEED = 5;

  private RandomWeights() {}

  /**
   * @param deviation standard deviation of the numbers
   * @param ones names of tensors that are 1 throughout, such as those of norms
   */
  public static Map<String, TensorData> of(
      Map<String, ExpectedTensor> layout, double deviation, Predicate<String> ones) {
    long largest = layout.values().stream().mapToLong(RandomWeights::elements).max().orElse(0);
    ByteBuffer noise = noise(largest + PLACES, deviation);
    Map<String, TensorData> tensors = new TreeMap<>();
    int place = 0;
    for (var entry : new TreeMap<>(layout).entrySet()) {
      long[] shape = entry.getValue().shape().stream().mapToLong(Long::longValue).toArray();
      int bytes = Math.toIntExact(Float.BYTES * elements(entry.getValue()));
      place = (place + PLACE_STEP) % PLACES;
      ByteBuffer values =
          ones.test(entry.getKey()) ? ones(bytes) : noise.slice(Float.BYTES * place, bytes);
      tensors.put(entry.getKey(), new TensorData(values, shape));
    }
    return tensors;
  }

  private static long elements(ExpectedTensor tensor) {
    return tensor.shape().stream().reduce(1L, Math::multiplyExact);
  }

  /** Even numbers of the given deviation. */
  private static ByteBuffer noise(long count, double deviation) {
    ByteBuffer bytes = direct(Math.toIntExact(Float.BYTES * count));
    SplittableRandom random = new SplittableRandom(SEED);
    float width = (float) (deviation * Math.sqrt(12));
    while (bytes.hasRemaining()) {
      bytes.putFloat(((random.nextInt() >>> 8) * 0x1p-24f - 0.5f) * width);
    }
    return bytes.flip();
  }

  private static ByteBuffer ones(int size) {
    ByteBuffer bytes = direct(size);
    while (bytes.hasRemaining()) {
      bytes.putFloat(1);
    }
    return bytes.flip();
  }

  private static ByteBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
