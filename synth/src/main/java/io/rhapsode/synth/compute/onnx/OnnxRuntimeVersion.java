package io.rhapsode.synth.compute.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of ONNX Runtime in this build. 8-bit models sound different on another, so that it is
 * part of what decides a take; asking the library itself would load it to list voices.
 */
public final class OnnxRuntimeVersion {
  private static final String RESOURCE = "runtime.properties";
  private static final String VERSION = read();

  private OnnxRuntimeVersion() {}

  /** Such as "1.23.2". */
  public static String get() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in = OnnxRuntimeVersion.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }
}
