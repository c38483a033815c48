package io.rhapsode.synth.voice.conditioning;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.checkpoint.TensorEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys (after rotation) and values that a voice prompt leaves in a language model's cache. They
 * mean something to the weights they were computed with and to no others.
 *
 * <p>Shapes: L layers, T positions, H heads, D features of a head.
 *
 * @param layers L arrays [2, T, H, D]: keys, then values
 */
public record PromptState(List<float[]> layers, int positions, int heads, int features) {
  private static final String LAYER = "transformer.layers.%d.self_attn/";
  private static final String CACHE = LAYER + "cache";
  private static final String OFFSET = LAYER + "offset";

  /** Since release 4.0: rows of filling before a prompt that shares its cache with longer ones. */
  private static final String PAD = LAYER + "pad";

  /**
   * Before release 2.0 the reference kept, instead of the offset, a tensor that is as long as it.
   */
  private static final String LEGACY_OFFSET = LAYER + "current_end";

  public PromptState {
    layers = layers.stream().map(float[]::clone).toList();
    if (layers.isEmpty() || positions < 1 || heads < 1 || features < 1) {
      throw new IllegalArgumentException(
          "%d layers, %d positions, %d heads or %d features is below 1"
              .formatted(layers.size(), positions, heads, features));
    }
    long size = 2L * positions * heads * features;
    for (float[] layer : layers) {
      if (layer.length != size) {
        throw new IllegalArgumentException(
            "a layer has %d values, not 2 * %d * %d * %d"
                .formatted(layer.length, positions, heads, features));
      }
    }
  }

  /**
   * Builds a state from one array [L, 2, H, T, D], heads before positions.
   *
   * @param values all layers
   */
  public static PromptState ofHeadsFirst(
      float[] values, int layers, int heads, int positions, int features) {
    int size = 2 * heads * positions * features;
    List<float[]> turned = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      float[] part = Arrays.copyOfRange(values, layer * size, (layer + 1) * size);
      turned.add(swapped(part, heads, positions, features));
    }
    return new PromptState(turned, positions, heads, features);
  }

  /** All layers as one array [L, 2, H, T, D], heads before positions. */
  public float[] headsFirst() {
    int size = layers.get(0).length;
    float[] all = new float[layers.size() * size];
    for (int layer = 0; layer < layers.size(); layer++) {
      float[] turned = swapped(layers.get(layer), positions, heads, features);
      System.arraycopy(turned, 0, all, layer * size, size);
    }
    return all;
  }

  public int layerCount() {
    return layers.size();
  }

  @Override
  public List<float[]> layers() {
    return layers.stream().map(float[]::clone).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PromptState state
        && positions == state.positions
        && heads == state.heads
        && features == state.features
        && Arrays.deepEquals(layers.toArray(), state.layers.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(layers.toArray());
  }

  @Override
  public String toString() {
    return "PromptState[layers=%d, positions=%d, heads=%d, features=%d]"
        .formatted(layers.size(), positions, heads, features);
  }

  /**
   * Reads a state in any of the published layouts. A cache may be longer than its offset; what lies
   * beyond is ignored, it may be anything.
   *
   * @throws CheckpointException if the file holds no state, the layers disagree, or a used value is
   *     not finite
   */
  public static PromptState read(Safetensors file) throws CheckpointException {
    List<float[]> layers = new ArrayList<>();
    List<Long> first = null;
    while (file.names().contains(CACHE.formatted(layers.size()))) {
      int layer = layers.size();
      requireNoPad(file, layer);
      int positions = offset(file, layer);
      List<Long> shape = usedShape(file, layer, positions);
      if (first != null && !first.equals(shape)) {
        throw new CheckpointException(
            file.file(),
            "not a voice state: layer 0 is %s, layer %d is %s".formatted(first, layer, shape));
      }
      first = shape;
      layers.add(used(file, layer, positions));
    }
    if (first == null) {
      throw new CheckpointException(
          file.file(), "not a voice state: " + CACHE.formatted(0) + " is missing");
    }
    return new PromptState(
        layers,
        Math.toIntExact(first.get(2)),
        Math.toIntExact(first.get(3)),
        Math.toIntExact(first.get(4)));
  }

  /** Names of all tensors of a state of so many layers, in all layouts. */
  static Set<String> tensorNames(int layers) {
    Set<String> names = new HashSet<>();
    for (int layer = 0; layer < layers; layer++) {
      names.add(CACHE.formatted(layer));
      names.add(OFFSET.formatted(layer));
      names.add(PAD.formatted(layer));
      names.add(LEGACY_OFFSET.formatted(layer));
    }
    return names;
  }

  /** Adds the state's tensors in the present published layout. */
  public void write(SafetensorsWriter writer) {
    for (int layer = 0; layer < layers.size(); layer++) {
      writer.floats(CACHE.formatted(layer), layers.get(layer), 2, 1, positions, heads, features);
      writer.integers(OFFSET.formatted(layer), new long[] {positions}, 1);
      writer.integers(PAD.formatted(layer), new long[] {0}, 1);
    }
  }

  private static void requireNoPad(Safetensors file, int layer) throws CheckpointException {
    String name = PAD.formatted(layer);
    if (file.names().contains(name) && integer(file, name) != 0) {
      throw new CheckpointException(
          file.file(), name + " is not 0: this is a voice out of several, save it on its own");
    }
  }

  private static long integer(Safetensors file, String name) throws CheckpointException {
    TensorEntry entry = file.entry(name);
    if (entry.type() != ElementType.I64 || entry.elements() != 1) {
      throw new CheckpointException(file.file(), name + " must be one I64");
    }
    return file.integers(name)[0];
  }

  private static int offset(Safetensors file, int layer) throws CheckpointException {
    String name = OFFSET.formatted(layer);
    long positions;
    if (file.names().contains(name)) {
      positions = integer(file, name);
    } else {
      positions = file.entry(LEGACY_OFFSET.formatted(layer)).elements();
    }
    if (positions < 1 || positions > Integer.MAX_VALUE) {
      throw new CheckpointException(
          file.file(), "layer %d has %d positions, not 1 or more".formatted(layer, positions));
    }
    return (int) positions;
  }

  private static List<Long> usedShape(Safetensors file, int layer, int positions)
      throws CheckpointException {
    String name = CACHE.formatted(layer);
    List<Long> shape = file.entry(name).shape();
    boolean fits =
        shape.size() == 5
            && shape.get(0) == 2
            && shape.get(1) == 1
            && shape.get(2) >= positions
            && shape.get(3) > 0
            && shape.get(4) > 0;
    if (!fits) {
      throw new CheckpointException(
          file.file(),
          "%s must be [2, 1, at least %d, heads, features], is %s"
              .formatted(name, positions, shape));
    }
    return List.of(2L, 1L, (long) positions, shape.get(3), shape.get(4));
  }

  private static float[] used(Safetensors file, int layer, int positions)
      throws CheckpointException {
    String name = CACHE.formatted(layer);
    float[] cache = file.floats(name);
    int all = cache.length / 2;
    int used = (int) (all / file.entry(name).shape().get(2) * positions);
    float[] values = new float[2 * used];
    System.arraycopy(cache, 0, values, 0, used);
    System.arraycopy(cache, all, values, used, used);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new CheckpointException(file.file(), name + " holds a value that is not finite");
      }
    }
    return values;
  }

  /** [2, A, B, D] to [2, B, A, D]. */
  private static float[] swapped(float[] values, int a, int b, int features) {
    float[] turned = new float[values.length];
    for (int part = 0; part < 2; part++) {
      for (int i = 0; i < a; i++) {
        for (int j = 0; j < b; j++) {
          int from = ((part * a + i) * b + j) * features;
          int to = ((part * b + j) * a + i) * features;
          System.arraycopy(values, from, turned, to, features);
        }
      }
    }
    return turned;
  }
}
