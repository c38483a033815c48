package io.rhapsode.synth.compute.onnx;

import java.io.IOException;

/** An ONNX file that cannot be run, with the line for a person. */
public final class OnnxException extends IOException {
  private static final long serialVersionUID = 1L;

  public OnnxException(String message) {
    super(message);
  }

  public OnnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
