package io.rhapsode.synth.checkpoint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model demands of one tensor.
 *
 * @param types element types that will do
 * @param shape extents, outermost first; empty for a scalar
 */
public record ExpectedTensor(Set<ElementType> types, List<Long> shape) {

  public ExpectedTensor {
    types = Set.copyOf(types);
    shape = List.copyOf(shape);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("types is empty");
    }
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("shape %s has a negative extent".formatted(shape));
      }
    }
  }

  /** A weight: any float type, since all of them widen to float32 without loss. */
  public static ExpectedTensor floats(long... shape) {
    Set<ElementType> types = EnumSet.allOf(ElementType.class);
    types.removeIf(type -> !type.isFloat());
    return new ExpectedTensor(types, boxed(shape));
  }

  public static ExpectedTensor integers(long... shape) {
    return new ExpectedTensor(Set.of(ElementType.I64), boxed(shape));
  }

  boolean accepts(TensorEntry entry) {
    return types.contains(entry.type()) && shape.equals(entry.shape());
  }

  public String describe() {
    return types.stream().sorted().map(ElementType::name).collect(Collectors.joining("/")) + shape;
  }

  private static List<Long> boxed(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
