package io.rhapsode.synth.family.pocket;

import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.config.PocketConfigReader;
import io.rhapsode.synth.family.pocket.config.PocketLayout;
import io.rhapsode.synth.noise.GaussianNoise;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Models with random weights, made on the fly: for measurements at the sizes of the published
 * models and for the self-test. What they say is noise.
 */
public final class PocketSamples {
  private static final int BLOCK = 4_096;

  private PocketSamples() {}

  /**
   * Reads a configuration that is part of the program.
   *
   * @param resource file name beside this class
   */
  public static PocketConfig config(String resource) {
    try (InputStream stream = PocketSamples.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return PocketConfigReader.read(YamlMapping.of(YamlDocument.parse(Path.of(resource), text)));
    } catch (YamlException e) {
      throw new IllegalStateException("resource " + resource + " is not a configuration", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + resource, e);
    }
  }

  /**
   * Makes every tensor of a checkpoint. Matrices keep the magnitude of what goes through them, the
   * weights of norms and scales are 1.
   *
   * @param config the model's sizes
   * @param seed seed of the numbers
   * @return tensors by published name
   */
  static Map<String, TensorData> weights(PocketConfig config, long seed) {
    Map<String, TensorData> tensors = new TreeMap<>();
    int index = 0;
    for (var expected : new TreeMap<>(PocketLayout.tensors(config)).entrySet()) {
      GaussianNoise noise = new GaussianNoise(seed * 1_000_003 + index++);
      tensors.put(expected.getKey(), tensor(expected.getKey(), expected.getValue(), noise));
    }
    return tensors;
  }

  private static TensorData tensor(String name, ExpectedTensor expected, GaussianNoise noise) {
    long[] shape = expected.shape().stream().mapToLong(Long::longValue).toArray();
    long size = expected.shape().stream().reduce(1L, Math::multiplyExact);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(size * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer values = bytes.asFloatBuffer();
    if (shape.length == 1) {
      fill(values, name.endsWith("bias") ? 0 : 1);
      return new TensorData(bytes, shape);
    }
    // A transposed convolution [C, O, K] sums over C and two of K; all others over all but axis 0.
    double fanIn = name.contains("convtr") ? 2.0 * shape[0] : (double) size / shape[0];
    for (int block = 0; values.hasRemaining(); block++) {
      int count = Math.min(BLOCK, values.remaining());
      values.put(noise.frame(0, 0, block, count, 1 / Math.sqrt(fanIn)));
    }
    return new TensorData(bytes, shape);
  }

  private static void fill(FloatBuffer values, float value) {
    while (values.hasRemaining()) {
      values.put(value);
    }
  }
}
