package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.command.RhapsodeCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Speaking with espeak-ng, from what is typed to what comes out. */
class SpeakCommandTest {
  private static final int HEADER_BYTES = 44;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void standardOutputHoldsTheFileButItsSizes() throws IOException {
    Path file = folder.resolve("come.wav");
    assertEquals(0, speak("", out, "Come in. Sit down.", "-o", file.toString()));
    assertEquals(0, out.size());
    assertEquals(0, speak("Come in. Sit down.", out, "-", "-o", "-"));
    byte[] streamed = out.toByteArray();
    byte[] filed = Files.readAllBytes(file);
    byte[] unknown = {-1, -1, -1, -1};
    assertArrayEquals(unknown, Arrays.copyOfRange(streamed, 4, 8));
    assertArrayEquals(unknown, Arrays.copyOfRange(streamed, 40, HEADER_BYTES));
    System.arraycopy(filed, 4, streamed, 4, 4);
    System.arraycopy(filed, 40, streamed, 40, 4);
    assertArrayEquals(filed, streamed);
    out.reset();
    assertEquals(0, speak("", out, "Come in. Sit down.", "-o", "-", "--raw"));
    assertArrayEquals(Arrays.copyOfRange(filed, HEADER_BYTES, filed.length), out.toByteArray());
  }

  @Test
  void longSentencesAreSpokenInParts() {
    assertEquals(0, speak("", out, "the boat will leave and ".repeat(417), "-o", "-", "--raw"));
    int seconds = out.size() / 2 / 22_050;
    assertTrue(seconds > 300, seconds + " s");
  }

  @Test
  void endsQuietlyWhenNobodyListens() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertEquals(0, speak("", closed, "Come in.", "-o", "-"));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void saysWhatCannotBeSpoken() {
    assertRefused("the text is empty: give the words to say, or - and pipe them in", " ");
    assertRefused("the text is empty: give the words to say, or - and pipe them in", "-");
    assertRefused("there is nothing to say in '* * *': it has neither letters nor digits", "* * *");
    assertRefused(
        "there is no voice 'en-gx'; the nearest is 'en-gb' (`rhapsode voices` lists all)",
        "Come in.",
        "--voice",
        "en-gx");
    assertRefused("-o a.mp3: speak writes WAV; call it *.wav, or add --raw", "Go.", "-o", "a.mp3");
    assertRefused("-o no/a.wav: there is no such folder", "Come in.", "-o", "no/a.wav");
    assertRefused(
        "--device: synthesis.device is 'gpu', not auto, cpu, cuda or cuda:N",
        "Come in.",
        "--device",
        "gpu");
    assertEquals(2, speak("", out, "Come in.", "--language", "ja", "-o", "-"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("cannot read the language \"ja\""));
    assertEquals(0, out.size());
  }

  private void assertRefused(String message, String... arguments) {
    err.reset();
    assertEquals(2, speak("", out, arguments));
    assertEquals(
        "rhapsode: " + message,
        err.toString(StandardCharsets.UTF_8).lines().findFirst().orElse(""));
  }

  private int speak(String input, OutputStream output, String... arguments) {
    StandardStages stages = new StandardStages();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    CommandLine line =
        RhapsodeCommand.commandLine(
            stages,
            stages.voices(),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(output, false, StandardCharsets.UTF_8),
            errors);
    String[] all = new String[arguments.length + 1];
    all[0] = "speak";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }
}
