package io.rhapsode.mux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;

/** The {@code ffmpeg} command line, as it comes with the library: what others make files with. */
public final class FfmpegProgram {
  /** Exit code of a shell or loader that does not find a program or its libraries. */
  private static final int CANNOT_LINK = 127;

  private FfmpegProgram() {}

  /**
   * Encodes a clip.
   *
   * @param options between the input and the output, separated by spaces
   */
  public static Path encode(PcmClip clip, String options, Path file)
      throws IOException, InterruptedException {
    Path raw = Files.createTempFile(file.getParent(), "clip", ".raw");
    ByteBuffer bytes = ByteBuffer.allocate(clip.length() * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(clip.samples());
    Files.write(raw, bytes.array());
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(List.of("-v", "error", "-nostdin", "-y", "-f", "f32le", "-ac", "1", "-ar"));
    command.addAll(List.of(Integer.toString(clip.sampleRateHz()), "-i", raw.toString()));
    command.addAll(List.of(options.split(" ")));
    command.add(file.toString());
    assertEquals("", outputOf(command).orElseThrow());
    return file;
  }

  /**
   * The one of this machine, or that of the library where it finds the sound server it links to.
   */
  private static String program() throws IOException, InterruptedException {
    String place = "/org/bytedeco/ffmpeg/%s/ffmpeg".formatted(Loader.getPlatform());
    File bundled = Loader.cacheResource(FfmpegProgram.class.getResource(place));
    assertTrue(bundled.setExecutable(true));
    for (String program : List.of("ffmpeg", bundled.getPath())) {
      if (outputOf(List.of(program, "-v", "error", "-version")).isPresent()) {
        return program;
      }
    }
    return Assumptions.abort("no ffmpeg program starts on this machine");
  }

  /** What a command says; empty when it cannot be started. */
  private static Optional<String> outputOf(List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Path libraries = Path.of(command.get(0)).getParent();
    if (libraries != null) {
      builder
          .environment()
          .merge("LD_LIBRARY_PATH", libraries.toString(), (old, own) -> own + ":" + old);
    }
    try {
      Process process = builder.start();
      byte[] said = process.getInputStream().readAllBytes();
      return process.waitFor() == CANNOT_LINK
          ? Optional.empty()
          : Optional.of(new String(said, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
