package io.rhapsode.synth.checkpoint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param shape extents, outermost first; empty for a scalar
 * @param beginByte first byte, counted from the end of the header
 * @param endByte byte after the last, counted from the end of the header
 */
public record TensorEntry(
    String name, ElementType type, List<Long> shape, long beginByte, long endByte) {

  public TensorEntry {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    shape = List.copyOf(shape);
    if (beginByte < 0 || endByte < beginByte) {
      throw new IllegalArgumentException(
          "data offsets [%d, %d] are not a range".formatted(beginByte, endByte));
    }
  }

  public long bytes() {
    return endByte - beginByte;
  }

  public long elements() {
    return bytes() / type.bytes();
  }
}
