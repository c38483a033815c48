package io.rhapsode.workflows.translate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A program of the user's: it reads a JSON object a line ({@link TranslationLine}) and writes one a
 * line, with {@code id} and {@code text}, in any order. It is started without a shell, and what is
 * to be translated reaches its input only, never its arguments. What it says on its error output is
 * the user's to see.
 */
public final class CommandTranslator implements Translator {
  private final List<String> command;

  /**
   * @param command the program and its arguments
   */
  public CommandTranslator(List<String> command) {
    this.command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no program is named");
    }
  }

  @Override
  public Map<Integer, String> translate(List<TranslationLine> lines) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // What it does not read makes it end with a complaint, or leaves lines that are missed later.
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(() -> ask(process, Answers.asked(lines)));
    try {
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("'%s' ended with exit code %d".formatted(command.get(0), exit));
      }
      return Answers.read(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while '%s' was translating".formatted(command.get(0)), e);
    } finally {
      process.destroy();
      asking.cancel(true);
    }
  }

  private static void ask(Process process, String lines) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String identity() {
    return "command " + String.join("\0", command);
  }
}
