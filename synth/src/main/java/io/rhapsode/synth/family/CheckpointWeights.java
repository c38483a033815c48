package io.rhapsode.synth.family;

import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.compute.torch.TensorData;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The tensors of a checkpoint as programs take them. */
public final class CheckpointWeights {
  private CheckpointWeights() {}

  /**
   * Every tensor: the mapped file itself where it is float32 there, or bfloat16 and the program
   * reads that; widened to float32 otherwise.
   *
   * @param bothTypes names of tensors that the program reads in either type
   */
  public static Map<String, TensorData> read(Checkpoint checkpoint, Predicate<String> bothTypes)
      throws CheckpointException {
    Map<String, TensorData> tensors = new TreeMap<>();
    for (String name : checkpoint.names()) {
      long[] shape = checkpoint.shape(name).stream().mapToLong(Long::longValue).toArray();
      Optional<ByteBuffer> halves =
          bothTypes.test(name) ? checkpoint.bfloat16Bytes(name) : Optional.empty();
      tensors.put(
          name,
          halves.isPresent()
              ? new TensorData(halves.get(), ElementType.BF16, shape)
              : new TensorData(checkpoint.floatBytes(name), shape));
    }
    return tensors;
  }
}
