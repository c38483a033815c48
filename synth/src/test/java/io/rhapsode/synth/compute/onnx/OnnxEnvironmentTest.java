package io.rhapsode.synth.compute.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OnnxEnvironmentTest {
  /** Task managers of Flink name every library on their command line. */
  @Test
  void opensInAProcessWithALongCommandLine() throws Exception {
    String classPath =
        place(OnnxEnvironmentProbe.class)
            + File.pathSeparator
            + place(OrtEnvironment.class)
            + (File.pathSeparator + "not-there.jar").repeat(1000);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                OnnxEnvironmentProbe.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals(OnnxRuntimeVersion.get(), said);
  }

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
