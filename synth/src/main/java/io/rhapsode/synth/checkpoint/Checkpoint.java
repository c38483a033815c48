package io.rhapsode.synth.checkpoint;

import static io.rhapsode.synth.checkpoint.CheckpointException.quote;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A safetensors file that holds exactly the tensors a model demands: none missing, none extra, each
 * of its type and shape.
 *
 * <p>Safe for use by several threads.
 */
public final class Checkpoint implements AutoCloseable {
  /** Bound on the tensors listed by one error; a wrong file would otherwise fill the screen. */
  private static final int LONGEST_LIST = 400;

  private final Safetensors tensors;

  private Checkpoint(Safetensors tensors) {
    this.tensors = tensors;
  }

  /**
   * Opens a checkpoint and compares it with what the model demands.
   *
   * @param expected by tensor name
   * @throws CheckpointException if the file is unsound, or with one list of every missing, extra
   *     and misshapen tensor
   */
  public static Checkpoint open(Path file, Map<String, ExpectedTensor> expected)
      throws CheckpointException {
    Safetensors tensors = Safetensors.open(file);
    List<String> problems = differences(tensors.entries(), expected);
    if (problems.isEmpty()) {
      return new Checkpoint(tensors);
    }
    tensors.close();
    throw new CheckpointException(file, summary(problems, expected.size()));
  }

  public Path file() {
    return tensors.file();
  }

  public Set<String> names() {
    return tensors.names();
  }

  public List<Long> shape(String name) throws CheckpointException {
    return tensors.entry(name).shape();
  }

  /** As {@link Safetensors#floatBytes}. */
  public ByteBuffer floatBytes(String name) throws CheckpointException {
    return tensors.floatBytes(name);
  }

  /** As {@link Safetensors#bfloat16Bytes}. */
  public Optional<ByteBuffer> bfloat16Bytes(String name) throws CheckpointException {
    return tensors.bfloat16Bytes(name);
  }

  /** As {@link Safetensors#floats}. */
  public float[] floats(String name) throws CheckpointException {
    return tensors.floats(name);
  }

  /** As {@link Safetensors#integers}. */
  public long[] integers(String name) throws CheckpointException {
    return tensors.integers(name);
  }

  /** As {@link Safetensors#close}. */
  @Override
  public void close() throws CheckpointException {
    tensors.close();
  }

  private static List<String> differences(
      Map<String, TensorEntry> found, Map<String, ExpectedTensor> expected) {
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    new TreeMap<>(expected)
        .forEach(
            (name, demand) -> {
              TensorEntry entry = found.get(name);
              if (entry == null) {
                missing.add("missing " + name + " " + demand.describe());
                return;
              }
              if (!demand.accepts(entry)) {
                misshapen.add(
                    "misshapen %s: is %s%s, must be %s"
                        .formatted(name, entry.type(), entry.shape(), demand.describe()));
              }
            });
    Set<String> extra = new TreeSet<>(found.keySet());
    extra.removeAll(expected.keySet());
    List<String> problems = new ArrayList<>(missing);
    extra.forEach(
        name ->
            problems.add(
                "extra " + quote(name) + " " + found.get(name).type() + found.get(name).shape()));
    problems.addAll(misshapen);
    return problems;
  }

  private static String summary(List<String> problems, int expected) {
    StringBuilder text = new StringBuilder();
    text.append(
        "not the checkpoint this model needs (%d tensors): %d differ"
            .formatted(expected, problems.size()));
    problems.stream().limit(LONGEST_LIST).forEach(problem -> text.append("\n  ").append(problem));
    if (problems.size() > LONGEST_LIST) {
      text.append("\n  and %d more".formatted(problems.size() - LONGEST_LIST));
    }
    return text.toString();
  }
}
