package io.rhapsode.synth.pocket;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys (after rotation) and values that a voice prompt leaves in the language model. Valid only for
 * the weights it was made with.
 *
 * @param cache [layers, 2, H, T, D]: keys then values, H heads of D features, T positions
 */
public record PocketVoiceState(TensorData cache) {
  private static final String LAYER = "transformer.layers.%d.self_attn/%s";

  /** Checks the number of axes. */
  public PocketVoiceState {
    long[] shape = cache.shape();
    if (shape.length != 5 || shape[1] != 2 || shape[3] < 1) {
      throw new IllegalArgumentException(
          "voice state must be [layers, 2, heads, positions >= 1, features], is "
              + Arrays.toString(shape));
    }
  }

  /** Returns T, the length of the prompt in positions. */
  public int positions() {
    return Math.toIntExact(cache.shape()[3]);
  }

  /**
   * Reads a state as the reference implementation exports it: per layer {@code cache} [2, 1, S, H,
   * D] and {@code offset} [1] holding T; files of versions before 2.0 have {@code current_end}
   * instead, whose length is T. Rows from T on are padding and may be anything.
   *
   * @param file the open file
   * @return the state
   * @throws CheckpointException if a tensor is missing or has another shape
   */
  public static PocketVoiceState read(Safetensors file) throws CheckpointException {
    List<float[]> layers = new ArrayList<>();
    long[] shape = null;
    while (file.names().contains(LAYER.formatted(layers.size(), "cache"))) {
      String name = LAYER.formatted(layers.size(), "cache");
      long[] published = file.entry(name).shape().stream().mapToLong(Long::longValue).toArray();
      int positions = positions(file, layers.size());
      requirePublished(file, name, published, positions);
      long[] layer = {2, published[3], positions, published[4]};
      if (shape != null && !Arrays.equals(shape, layer)) {
        throw new CheckpointException(
            file.file(),
            "layers differ: %s and %s".formatted(Arrays.toString(shape), Arrays.toString(layer)));
      }
      shape = layer;
      layers.add(headsFirst(file.floats(name), published, positions));
    }
    if (shape == null) {
      throw new CheckpointException(
          file.file(), "no tensor " + LAYER.formatted(0, "cache") + ": not a voice state");
    }
    return stacked(layers, shape);
  }

  private static int positions(Safetensors file, int layer) throws CheckpointException {
    String offset = LAYER.formatted(layer, "offset");
    if (!file.names().contains(offset)) {
      return Math.toIntExact(file.entry(LAYER.formatted(layer, "current_end")).elements());
    }
    long[] values = file.integers(offset);
    if (values.length != 1 || values[0] < 1 || values[0] > Integer.MAX_VALUE) {
      throw new CheckpointException(
          file.file(),
          "%s must hold one length, holds %s".formatted(offset, Arrays.toString(values)));
    }
    return (int) values[0];
  }

  private static void requirePublished(Safetensors file, String name, long[] shape, int positions)
      throws CheckpointException {
    if (shape.length != 5 || shape[0] != 2 || shape[1] != 1 || shape[2] < positions) {
      throw new CheckpointException(
          file.file(),
          "%s must be [2, 1, at least %d, heads, features], is %s"
              .formatted(name, positions, Arrays.toString(shape)));
    }
  }

  /** [2, 1, S, H, D] to [2, H, T, D]. */
  private static float[] headsFirst(float[] published, long[] shape, int positions) {
    int rows = (int) shape[2];
    int heads = (int) shape[3];
    int features = (int) shape[4];
    float[] turned = new float[2 * heads * positions * features];
    int to = 0;
    for (int part = 0; part < 2; part++) {
      for (int head = 0; head < heads; head++) {
        for (int position = 0; position < positions; position++) {
          int from = ((part * rows + position) * heads + head) * features;
          System.arraycopy(published, from, turned, to, features);
          to += features;
        }
      }
    }
    return turned;
  }

  private static PocketVoiceState stacked(List<float[]> layers, long[] shape) {
    int size = layers.get(0).length;
    float[] all = new float[layers.size() * size];
    for (int i = 0; i < layers.size(); i++) {
      System.arraycopy(layers.get(i), 0, all, i * size, size);
    }
    return new PocketVoiceState(
        TensorData.ofFloats(all, layers.size(), shape[0], shape[1], shape[2], shape[3]));
  }

  void requireFits(PocketConfig.Transformer transformer) {
    long[] shape = cache.shape();
    if (shape[0] != transformer.layers()
        || shape[2] != transformer.heads()
        || shape[4] != transformer.headDimension()) {
      throw new IllegalArgumentException(
          "voice state %s does not fit a model of %d layers with %d heads of %d features: it was"
                  .formatted(
                      Arrays.toString(shape),
                      transformer.layers(),
                      transformer.heads(),
                      transformer.headDimension())
              + " made for other weights");
    }
  }
}
