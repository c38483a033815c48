package io.rhapsode.synth.checkpoint.fingerprint;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import java.util.Map;
import java.util.function.Predicate;

/** Sums over the tensors that a checkpoint must hold. */
public final class WeightSum {
  private final Map<String, ExpectedTensor> layout;

  public WeightSum(Map<String, ExpectedTensor> layout) {
    this.layout = Map.copyOf(layout);
  }

  /** Numbers in all tensors of such names. */
  public long of(Predicate<String> names) {
    return layout.entrySet().stream()
        .filter(tensor -> names.test(tensor.getKey()))
        .mapToLong(tensor -> tensor.getValue().shape().stream().reduce(1L, Math::multiplyExact))
        .sum();
  }

  /** Numbers in all tensors. */
  public long all() {
    return of(name -> true);
  }
}
