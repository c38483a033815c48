package io.rhapsode.synth.compute.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An open graph. Any number of threads may run it at once, each run on the thread that calls; the
 * same input gives the same bytes whatever runs beside it. Whoever opened it closes it, after the
 * last run.
 */
public final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Map<String, OnnxJavaType> inputs;

  private OnnxSession(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.environment = environment;
    this.session = session;
    Map<String, OnnxJavaType> types = new HashMap<>();
    for (var input : session.getInputInfo().entrySet()) {
      if (input.getValue().getInfo() instanceof TensorInfo tensor) {
        types.put(input.getKey(), tensor.type);
      }
    }
    this.inputs = Map.copyOf(types);
  }

  /**
   * Opens a graph with all its outputs.
   *
   * @throws OnnxException as {@link #open(OnnxGraph, Set, OnnxDevice)}
   */
  public static OnnxSession open(OnnxGraph graph, OnnxDevice device) throws OnnxException {
    return open(graph, Set.copyOf(graph.outputs()), device);
  }

  /**
   * Opens the part of a graph that some of its outputs need.
   *
   * @throws OnnxException if ONNX Runtime refuses it, or the device is not in this build
   */
  public static OnnxSession open(OnnxGraph graph, Set<String> outputs, OnnxDevice device)
      throws OnnxException {
    requireNonNull(device, "device is null");
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Texts are spoken side by side instead: that scales better than the threads of one text.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      device.apply(options);
      // By a file: an array would hold the whole model in the heap.
      Path file = Files.createTempFile("model-", ".onnx");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          graph.write(outputs, out);
        }
        return new OnnxSession(environment, environment.createSession(file.toString(), options));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new OnnxException(
          "%s cannot be prepared in %s: %s"
              .formatted(graph.file(), System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    } catch (OrtException e) {
      throw new OnnxException(graph.file() + ": " + e.getMessage(), e);
    }
  }

  /** Names of the inputs of an element type. */
  public List<String> inputs(OnnxJavaType type) {
    return inputs.entrySet().stream()
        .filter(input -> input.getValue() == type)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Computes all outputs of the session.
   *
   * @param values arrays with their shapes, by name of the input; those that this part of the graph
   *     does not need are left out
   * @throws OnnxException if the graph refuses them
   */
  public Outputs run(Map<String, Values> values) throws OnnxException {
    List<OnnxTensor> open = new ArrayList<>();
    try {
      Map<String, OnnxTensor> tensors = new HashMap<>();
      for (Map.Entry<String, Values> value : values.entrySet()) {
        if (!inputs.containsKey(value.getKey())) {
          continue;
        }
        OnnxTensor tensor = value.getValue().tensor(environment);
        open.add(tensor);
        tensors.put(value.getKey(), tensor);
      }
      try (OrtSession.Result result = session.run(tensors)) {
        return Outputs.of(result);
      }
    } catch (OrtException e) {
      throw new OnnxException("the model refuses its input: " + e.getMessage(), e);
    } finally {
      open.forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a model cannot be closed: " + e.getMessage(), e);
    }
  }

  /** An array with its shape. */
  public sealed interface Values {
    /** The tensor of it; the caller closes it. */
    OnnxTensor tensor(OrtEnvironment environment) throws OrtException;

    static Values of(float[] values, long... shape) {
      return new Floats(values, shape);
    }

    static Values of(long[] values, long... shape) {
      return new Longs(values, shape);
    }

    /** 32-bit floats, row by row. */
    record Floats(float[] values, long[] shape) implements Values {
      @Override
      public OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
      }
    }

    /** 64-bit integers, row by row. */
    record Longs(long[] values, long[] shape) implements Values {
      @Override
      public OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
      }
    }
  }

  /** What a run gave, copied out, row by row. */
  public record Outputs(Map<String, float[]> floats, Map<String, long[]> longs) {
    public Outputs {
      floats = Map.copyOf(floats);
      longs = Map.copyOf(longs);
    }

    private static Outputs of(OrtSession.Result result) throws OnnxException {
      Map<String, float[]> floats = new HashMap<>();
      Map<String, long[]> longs = new HashMap<>();
      for (var output : result) {
        if (!(output.getValue() instanceof OnnxTensor tensor)) {
          throw new OnnxException("output '%s' is no tensor".formatted(output.getKey()));
        }
        switch (tensor.getInfo().type) {
          case FLOAT -> floats.put(output.getKey(), array(tensor.getFloatBuffer()));
          case INT64 -> longs.put(output.getKey(), array(tensor.getLongBuffer()));
          default ->
              throw new OnnxException(
                  "output '%s' is of type %s, not float or int64"
                      .formatted(output.getKey(), tensor.getInfo().type));
        }
      }
      return new Outputs(floats, longs);
    }

    private static float[] array(FloatBuffer buffer) {
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }

    private static long[] array(LongBuffer buffer) {
      long[] values = new long[buffer.remaining()];
      buffer.get(values);
      return values;
    }
  }
}
