package io.rhapsode.synth.bench;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;

/**
 * What a device does at its best in float32, on one thread: the measure of a step.
 *
 * @param bytesPerSecond read by the product of a matrix of 256 MiB and a vector
 * @param flopPerSecond of the product of two matrices
 */
public record MachineSpeed(double bytesPerSecond, double flopPerSecond) {
  private static final String PROGRAM = "io.rhapsode.synth.bench.machine";
  private static final int ROUNDS = 5;
  private static final int LARGE = 8192;
  private static final int SQUARE = 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Measures; takes a second or two. */
  public static MachineSpeed measure(TorchDevice device) {
    try (TorchModule program = TorchModule.load(PROGRAM, "Machine", device);
        TensorScope scope = program.scope()) {
      double reading = seconds(program, scope, LARGE, LARGE, 1);
      double computing = seconds(program, scope, SQUARE, SQUARE, SQUARE);
      return new MachineSpeed(
          (double) LARGE * LARGE * Float.BYTES / reading,
          2.0 * SQUARE * SQUARE * SQUARE / computing);
    }
  }

  private static double seconds(
      TorchModule program, TensorScope scope, int rows, int inner, int columns) {
    IValue like = scope.floats(new float[1], 1);
    IValue left = scope.call(program, "matrix", like, scope.integer(rows), scope.integer(inner));
    IValue right =
        scope.call(program, "matrix", like, scope.integer(inner), scope.integer(columns));
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      scope.toFloats(scope.call(program, "product", left, right));
      best = Math.min(best, (System.nanoTime() - start) / NANOS_PER_SECOND);
    }
    return best;
  }
}
