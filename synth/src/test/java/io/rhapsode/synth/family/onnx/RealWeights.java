package io.rhapsode.synth.family.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published weights for tests, as {@code .ci/fetch-weights} lays them out. */
public final class RealWeights {
  private static final String VARIABLE = "RHAPSODE_TEST_WEIGHTS";

  private RealWeights() {}

  /** The folder of a model; the test is skipped when it is not there. */
  public static Path folder(String model) {
    String weights = System.getenv(VARIABLE);
    assumeTrue(weights != null, VARIABLE + " names no folder of .ci/fetch-weights");
    Path folder = Path.of(weights, model);
    assumeTrue(Files.isDirectory(folder), folder + " is not there");
    return folder;
  }
}
