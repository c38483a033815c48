package io.rhapsode.workflows.translate;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A command of the shell: it reads a JSON object a line ({@link TranslationLine}) and writes one a
 * line, with {@code id} and {@code text}, in any order. What it says on its error output is the
 * user's to see.
 */
public final class CommandTranslator implements Translator {
  private final String command;

  public CommandTranslator(String command) {
    this.command = requireNonNull(command, "command is null");
  }

  @Override
  public Map<Integer, String> translate(List<TranslationLine> lines) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(() -> ask(process, Answers.asked(lines)));
    try {
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("'%s' ended with exit code %d".formatted(command, exit));
      }
      return Answers.read(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while '%s' was translating".formatted(command), e);
    } finally {
      process.destroy();
      asking.cancel(true);
    }
  }

  private static void ask(Process process, String lines) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It did not want to know all; its exit code and the checks tell whether that is wrong.
      process.toHandle();
    }
  }

  @Override
  public String identity() {
    return "command " + command;
  }
}
