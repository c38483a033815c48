package io.rhapsode.synth.family.piper;

import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.onnx.OnnxException;
import io.rhapsode.synth.compute.onnx.OnnxGraph;
import io.rhapsode.synth.compute.onnx.OnnxNode;
import io.rhapsode.synth.compute.onnx.OnnxSession;
import io.rhapsode.synth.compute.onnx.OnnxSession.Outputs;
import io.rhapsode.synth.compute.onnx.OnnxSession.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of a Piper voice, with its random numbers drawn outside. May be used by several
 * threads.
 *
 * <p>Legend: n numbers of a sentence; input int64 [1, n]; scales float32 [3]; noise float32, of the
 * lengths of the sounds [1, 2, n] and of the sound [1, channels, frames]; durations float32 [1, 1,
 * n] in frames; output float32 [1, 1, 1, samples].
 */
final class PiperGraph implements AutoCloseable {
  private static final String INPUT = "input";
  private static final String LENGTHS = "input_lengths";
  private static final String SCALES = "scales";
  private static final String SPEAKER = "sid";
  private static final String SHAPE = "rhapsode_noise_shape_";

  private final OnnxSession session;
  private final String output;
  private final Optional<String> durations;
  private final List<Drawn> drawn;
  private final boolean hasSpeakers;

  private PiperGraph(
      OnnxSession session,
      String output,
      Optional<String> durations,
      List<Drawn> drawn,
      boolean hasSpeakers) {
    this.session = session;
    this.output = output;
    this.durations = durations;
    this.drawn = drawn;
    this.hasSpeakers = hasSpeakers;
  }

  /**
   * @throws IOException if it is no graph of a Piper voice
   */
  static PiperGraph open(Path file, OnnxDevice device) throws IOException {
    OnnxGraph graph = OnnxGraph.read(file);
    Set<String> inputs = new HashSet<>(graph.inputs());
    if (!inputs.containsAll(List.of(INPUT, LENGTHS, SCALES)) || graph.outputs().isEmpty()) {
      throw new OnnxException(
          "%s: not a graph of Piper: its inputs are %s, not %s, %s and %s"
              .formatted(file, graph.inputs(), INPUT, LENGTHS, SCALES));
    }
    if (!graph.nodes("RandomNormal").isEmpty() || !graph.nodes("RandomUniformLike").isEmpty()) {
      throw new OnnxException(file + ": it draws random numbers in a way that is not known here");
    }
    Set<String> wanted = new HashSet<>(Set.of(graph.outputs().get(0)));
    Optional<String> durations = graph.onlyOutput("Ceil");
    durations.ifPresent(tensor -> graph.addOutput(tensor, OnnxGraph.Element.FLOAT));
    durations.ifPresent(wanted::add);
    List<String> noises = new ArrayList<>();
    for (OnnxNode node : graph.nodes("RandomNormalLike")) {
      noises.add(graph.drawOutside(node, SHAPE + noises.size()));
    }
    List<Drawn> drawn = new ArrayList<>();
    try {
      for (int node = 0; node < noises.size(); node++) {
        String shape = SHAPE + node;
        OnnxSession shapes = OnnxSession.open(graph, Set.of(shape), device);
        drawn.add(new Drawn(noises.get(node), shape, shapes));
      }
      OnnxSession session = OnnxSession.open(graph, wanted, device);
      return new PiperGraph(
          session, graph.outputs().get(0), durations, drawn, inputs.contains(SPEAKER));
    } catch (OnnxException e) {
      drawn.forEach(Drawn::close);
      throw e;
    }
  }

  /**
   * Noise that is drawn outside. Its shape may follow from earlier noise, so that the part of the
   * graph before it is run first: a small one, that of the text.
   *
   * @param input of the noise
   * @param shape output with its shape
   * @param shapes the part of the graph that gives the shape
   */
  private record Drawn(String input, String shape, OnnxSession shapes) implements AutoCloseable {
    long[] shape(Map<String, Values> values) throws OnnxException {
      return shapes.run(values).longs().get(shape);
    }

    @Override
    public void close() {
      shapes.close();
    }
  }

  boolean hasSpeakers() {
    return hasSpeakers;
  }

  /** Draws the noise of a node. */
  @FunctionalInterface
  interface Noise {
    /**
     * @param node number of the node, from 0, in the order of computation
     * @param shape of what it gives
     * @return standard normal deviates, row by row
     */
    float[] draw(int node, long[] shape);
  }

  /**
   * Makes the sound of a sentence.
   *
   * @param ids of its symbols
   * @param scales of noise, length and noise of the lengths
   * @param speaker number of the speaker, ignored when there is one
   */
  Result run(long[] ids, float[] scales, long speaker, Noise noise) throws OnnxException {
    Map<String, Values> values = new HashMap<>();
    values.put(INPUT, Values.of(ids, 1, ids.length));
    values.put(LENGTHS, Values.of(new long[] {ids.length}, 1));
    values.put(SCALES, Values.of(scales, scales.length));
    if (hasSpeakers) {
      values.put(SPEAKER, Values.of(new long[] {speaker}, 1));
    }
    for (int node = 0; node < drawn.size(); node++) {
      long[] shape = drawn.get(node).shape(values);
      values.put(drawn.get(node).input(), Values.of(noise.draw(node, shape), shape));
    }
    Outputs outputs = session.run(values);
    return new Result(
        outputs.floats().get(output), durations.map(tensor -> outputs.floats().get(tensor)));
  }

  @Override
  public void close() {
    session.close();
    drawn.forEach(Drawn::close);
  }

  /**
   * @param durations frames of each number; empty when the graph does not tell
   */
  record Result(float[] samples, Optional<float[]> durations) {}
}
