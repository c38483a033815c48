package io.rhapsode.workflows.bench;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.profile.AudioFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code ffmpeg} program of this machine, to compare with.
 *
 * @param audio the file it encodes
 * @param folder where its output goes
 */
public record FfmpegCommand(Path audio, Path folder) {
  private static final double NANOS = 1e9;
  private static final int SAMPLE_RATE_HZ = 44_100;

  public FfmpegCommand {
    requireNonNull(audio, "audio is null");
    requireNonNull(folder, "folder is null");
  }

  /** Wall time to encode the file, in seconds; empty when there is no such program. */
  public Optional<Double> encodeSeconds(AudioFormat format)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(format)).inheritIO();
    long start = System.nanoTime();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException("ffmpeg ended with exit code " + exit);
    }
    return Optional.of((System.nanoTime() - start) / NANOS);
  }

  private List<String> command(AudioFormat format) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    command.addAll(List.of("-threads", "1", "-i", audio.toString(), "-map", "0:a"));
    command.addAll(List.of("-c:a", format == AudioFormat.MP3 ? "libmp3lame" : "aac"));
    command.addAll(List.of("-b:a", format.defaultBitRateKbps() + "k"));
    command.addAll(List.of("-ar", Integer.toString(SAMPLE_RATE_HZ)));
    command.addAll(List.of("-f", format == AudioFormat.MP3 ? "mp3" : "ipod"));
    command.add(folder.resolve("compared." + format.fileExtension()).toString());
    return command;
  }
}
