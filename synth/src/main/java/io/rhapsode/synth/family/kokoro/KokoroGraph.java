package io.rhapsode.synth.family.kokoro;

import ai.onnxruntime.OnnxJavaType;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.onnx.OnnxException;
import io.rhapsode.synth.compute.onnx.OnnxGraph;
import io.rhapsode.synth.compute.onnx.OnnxSession;
import io.rhapsode.synth.compute.onnx.OnnxSession.Outputs;
import io.rhapsode.synth.compute.onnx.OnnxSession.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of Kokoro: symbols, style and speed in, sound and durations out. May be used by several
 * threads.
 *
 * <p>Legend: n symbols; tokens int64 [1, n + 2], a 0 at either end; style float32 [1, 256]; speed
 * float32 [1]; durations [1, n + 2] in frames; sound float32 [samples] at 24 kHz.
 */
final class KokoroGraph implements AutoCloseable {
  /** Of the sound. */
  static final int SAMPLE_RATE_HZ = 24_000;

  /** Of one frame, the unit of durations: 25 ms. */
  static final int FRAME_SAMPLES = 600;

  private static final String DURATION_OUTPUT = "duration";

  /** Where the durations are in files that do not give them out. */
  private static final String DURATION_TENSOR = "/encoder/Clip_output_0";

  private final OnnxSession session;
  private final String tokens;
  private final String sound;
  private final Optional<String> durations;

  private KokoroGraph(
      OnnxSession session, String tokens, String sound, Optional<String> durations) {
    this.session = session;
    this.tokens = tokens;
    this.sound = sound;
    this.durations = durations;
  }

  /**
   * Opens the graph; names of inputs and outputs differ between the published files.
   *
   * @throws IOException if it is not Kokoro's
   */
  static KokoroGraph open(Path file, OnnxDevice device) throws IOException {
    OnnxGraph graph = OnnxGraph.read(file);
    Set<String> inputs = new HashSet<>(graph.inputs());
    if (inputs.size() != 3 || !inputs.containsAll(List.of("style", "speed"))) {
      throw new OnnxException(
          "%s: not a graph of Kokoro: its inputs are %s, not tokens, style and speed"
              .formatted(file, graph.inputs()));
    }
    String sound =
        graph.outputs().stream()
            .filter(output -> !output.equals(DURATION_OUTPUT))
            .findFirst()
            .orElseThrow(() -> new OnnxException(file + ": the graph gives no sound"));
    Optional<String> durations = Optional.empty();
    if (graph.outputs().contains(DURATION_OUTPUT)) {
      durations = Optional.of(DURATION_OUTPUT);
    } else if (graph.computes(DURATION_TENSOR)) {
      graph.addOutput(DURATION_TENSOR, OnnxGraph.Element.FLOAT);
      durations = Optional.of(DURATION_TENSOR);
    }
    graph.useFloatWeights();
    Set<String> wanted = new HashSet<>(Set.of(sound));
    durations.ifPresent(wanted::add);
    OnnxSession session = OnnxSession.open(graph, wanted, device);
    List<String> tokens = session.inputs(OnnxJavaType.INT64);
    if (tokens.size() != 1) {
      session.close();
      throw new OnnxException(file + ": not a graph of Kokoro: no input of int64 for the tokens");
    }
    return new KokoroGraph(session, tokens.get(0), sound, durations);
  }

  /**
   * Makes the sound of up to 510 symbols.
   *
   * @param ids of the symbols, without the zeros at the ends
   * @param style [256]
   * @param speed 1 is the voice's own
   */
  Result run(long[] ids, float[] style, float speed) throws OnnxException {
    long[] padded = new long[ids.length + 2];
    System.arraycopy(ids, 0, padded, 1, ids.length);
    Outputs outputs =
        session.run(
            Map.of(
                tokens,
                Values.of(padded, 1, padded.length),
                "style",
                Values.of(style, 1, style.length),
                "speed",
                Values.of(new float[] {speed}, 1)));
    return new Result(outputs.floats().get(sound), durations(outputs, padded.length));
  }

  private Optional<int[]> durations(Outputs outputs, int count) {
    if (durations.isEmpty()) {
      return Optional.empty();
    }
    int[] frames = new int[count];
    float[] floats = outputs.floats().get(durations.get());
    long[] longs = outputs.longs().get(durations.get());
    int given = floats != null ? floats.length : longs.length;
    if (given != count) {
      return Optional.empty();
    }
    for (int i = 0; i < count; i++) {
      frames[i] = floats != null ? Math.round(floats[i]) : Math.toIntExact(longs[i]);
    }
    return Optional.of(frames);
  }

  @Override
  public void close() {
    session.close();
  }

  /**
   * @param durations frames of each symbol, and of the silence at either end; empty when the graph
   *     does not tell
   */
  record Result(float[] samples, Optional<int[]> durations) {}
}
