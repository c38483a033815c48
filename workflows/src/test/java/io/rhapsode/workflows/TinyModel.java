package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * The tiny test model in the folder of models and voices, which is set by the build, since a
 * process cannot change its own environment.
 */
public final class TinyModel {
  private static final Path POCKET =
      Path.of("..", "synth", "src", "test", "resources", "pocket-tts");

  private TinyModel() {}

  /** Makes it the only model, and removes every voice. */
  public static void installAlone() throws IOException {
    delete(Path.of(System.getenv("RHAPSODE_HOME")));
    importModel("tiny", "pocket-tts-tiny");
  }

  static void importModel(String folder, String id, String... flags) {
    List<String> arguments =
        new ArrayList<>(List.of("models", "import", POCKET.resolve(folder).toString(), "--id", id));
    arguments.addAll(
        List.of(
            "--catalogue",
            Path.of("..", "synth", "src", "test", "resources", "models").toString()));
    arguments.addAll(List.of(flags));
    Invocation imported = Invocation.of(arguments.toArray(String[]::new));
    assertEquals(0, imported.exitCode(), imported.err());
  }

  /** The prompt of the fixtures, four times: a voice wants more than its one second. */
  public static Path clip(Path scratch) throws Exception {
    try (AudioInputStream prompt =
        AudioSystem.getAudioInputStream(POCKET.resolve("prompt.wav").toFile())) {
      AudioFormat format = prompt.getFormat();
      byte[] once = prompt.readAllBytes();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int time = 0; time < 4; time++) {
        all.write(once);
      }
      Path file = scratch.resolve("prompt.wav");
      AudioSystem.write(
          new AudioInputStream(
              new ByteArrayInputStream(all.toByteArray()),
              format,
              all.size() / format.getFrameSize()),
          AudioFileFormat.Type.WAVE,
          file.toFile());
      return file;
    }
  }

  private static void delete(Path home) throws IOException {
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
