package io.rhapsode.synth.compute.onnx;

import ai.onnxruntime.OrtEnvironment;

/** A process that loads ONNX Runtime and says its version. */
final class OnnxEnvironmentProbe {
  private OnnxEnvironmentProbe() {}

  public static void main(String[] arguments) {
    System.out.print(OrtEnvironment.getEnvironment().getVersion());
  }
}
