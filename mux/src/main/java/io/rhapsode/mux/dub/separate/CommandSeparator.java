package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.dub.mix.WaveFile;
import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has a program separate: it is given the film's sound as a WAV file at 48 kHz, and writes music
 * and effects into another file, in any format. It is started without a shell.
 */
public final class CommandSeparator implements DialogueSeparator {
  /** Stands for the file that is read. */
  public static final String IN = "{in}";

  /** Stands for the file that is written. */
  public static final String OUT = "{out}";

  private static final int SHOWN_CHARACTERS = 600;

  private final List<String> command;
  private final int minutes;

  /**
   * @param command the program and its arguments; {@link #IN} and {@link #OUT} in them stand for
   *     the two files, which are the last arguments where they are not named
   * @param minutes how long it may take
   */
  public CommandSeparator(List<String> command, int minutes) {
    this.command = List.copyOf(command);
    this.minutes = minutes;
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no program is named");
    }
  }

  /** By its words: a program that is another by the same name is not noticed. */
  @Override
  public String identity() {
    return "command " + String.join("\0", command);
  }

  @Override
  public void separate(
      Bed sound, long samples, SpeechStretches speech, Path folder, ChannelSink rest)
      throws IOException {
    Path files = Files.createTempDirectory(folder, "separate");
    Path in = files.resolve("film.wav");
    Path out = files.resolve("music-and-effects.wav");
    Path said = files.resolve("messages.txt");
    try {
      WaveFile.write(in, files, sound.layout(), sink -> sound.play(samples, sink));
      run(in, out, said);
      if (!Files.isRegularFile(out) || Files.size(out) == 0) {
        throw new SeparationException(
            "'%s' ended well but wrote nothing to %s%s".formatted(name(), OUT, tail(said)));
      }
      Bed.of(out).as(sound.layout()).play(samples, rest);
    } catch (UnreadableMediaException e) {
      throw new SeparationException(
          "what '%s' wrote cannot be read: %s".formatted(name(), e.getMessage()), e);
    } finally {
      for (Path file : List.of(in, out, said, files)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private String name() {
    return command.get(0);
  }

  private void run(Path in, Path out, Path said) throws IOException {
    Process process = start(in, out, said);
    try {
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        throw new SeparationException(
            "'%s' took more than %d minutes and was stopped; dub.separateMinutes gives it more%s"
                .formatted(name(), minutes, tail(said)));
      }
      if (process.exitValue() != 0) {
        throw new SeparationException(
            "'%s' ended with exit code %d%s".formatted(name(), process.exitValue(), tail(said)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeparationException("stopped while '%s' separated".formatted(name()), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(Path in, Path out, Path said) throws SeparationException {
    try {
      return new ProcessBuilder(arguments(in, out))
          .redirectInput(in.toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new SeparationException(
          "'%s' cannot be started: %s; name a program that is there"
              .formatted(name(), e.getMessage()),
          e);
    }
  }

  private List<String> arguments(Path in, Path out) {
    List<String> arguments = new ArrayList<>();
    for (String argument : command) {
      arguments.add(argument.replace(IN, in.toString()).replace(OUT, out.toString()));
    }
    if (command.stream().noneMatch(argument -> argument.contains(IN))) {
      arguments.add(in.toString());
    }
    if (command.stream().noneMatch(argument -> argument.contains(OUT))) {
      arguments.add(out.toString());
    }
    return arguments;
  }

  /** The end of what a program said. */
  private static String tail(Path said) throws IOException {
    String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
    String end = all.substring(Math.max(0, all.length() - SHOWN_CHARACTERS));
    return end.isEmpty() ? "" : "; it said: " + end.replaceAll("\\s*\\R\\s*", " / ");
  }
}
