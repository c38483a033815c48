package io.rhapsode.workflows.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.workflows.run.JobResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void lostOutputIsAFailure() {
    StandardOutput output = new StandardOutput(failing("No space left on device"));
    new PrintStream(output, true, StandardCharsets.UTF_8).println("{}");
    assertEquals(JobResult.FAILED, output.exitCode(JobResult.COMPLETE, err));
    assertEquals(JobResult.PARTIAL, output.exitCode(JobResult.PARTIAL, err));
    assertEquals(
        "rhapsode: standard output cannot be written: No space left on device",
        said.toString(StandardCharsets.UTF_8).lines().findFirst().orElse(""));
  }

  @Test
  void readerThatHasLeftIsNone() {
    StandardOutput output = new StandardOutput(failing("Broken pipe"));
    new PrintStream(output, true, StandardCharsets.UTF_8).println("{}");
    assertEquals(JobResult.COMPLETE, output.exitCode(JobResult.COMPLETE, err));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsWrittenArrives() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    StandardOutput output = new StandardOutput(target);
    new PrintStream(output, true, StandardCharsets.UTF_8).print("caf\u00e9");
    assertEquals("caf\u00e9", target.toString(StandardCharsets.UTF_8));
    assertEquals(JobResult.COMPLETE, output.exitCode(JobResult.COMPLETE, err));
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
