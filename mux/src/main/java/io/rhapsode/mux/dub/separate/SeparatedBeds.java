package io.rhapsode.mux.dub.separate;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.dub.mix.WaveFile;
import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Films' sounds without their dialogue, kept under a hash of everything that decides them: the film
 * (by place, size and time of change), its length, where its cues are and who separates. So a film
 * whose lines say something else is not separated again. May be shared by any number of threads and
 * processes.
 */
public final class SeparatedBeds implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FORMAT = "bed/1";
  private static final Duration UNUSED_AFTER = Duration.ofDays(7);

  private final String folder;

  private SeparatedBeds(String folder) {
    this.folder = folder;
  }

  /**
   * Those of a work folder.
   *
   * @param work on this machine; its folder "beds" is theirs
   */
  public static SeparatedBeds in(Path work) {
    return new SeparatedBeds(requireNonNull(work, "work is null").resolve("beds").toString());
  }

  /**
   * A film's sound without its dialogue, made if it is not there.
   *
   * @param film whose sound it is
   * @param samples its length at the rate of the mix
   * @throws SeparationException when it cannot be made
   */
  public Bed of(
      DialogueSeparator separator, Path film, Bed sound, long samples, SpeechStretches speech)
      throws IOException {
    Path beds = Files.createDirectories(Path.of(folder));
    Path kept = beds.resolve(name(separator, film, sound, samples, speech) + ".wav");
    if (Files.exists(kept)) {
      Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
      return Bed.of(kept);
    }
    Path partial = Files.createTempFile(beds, "separated", ".partial");
    try {
      WaveFile.write(
          partial,
          beds,
          sound.layout(),
          sink -> separator.separate(sound, samples, speech, beds, sink));
      Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    return Bed.of(kept);
  }

  private static String name(
      DialogueSeparator separator, Path film, Bed sound, long samples, SpeechStretches speech)
      throws IOException {
    Path place = film.toAbsolutePath().normalize();
    String all =
        String.join(
            "\n",
            FORMAT,
            separator.identity(),
            place.toString(),
            Long.toString(Files.size(place)),
            Long.toString(Files.getLastModifiedTime(place).toMillis()),
            sound.layout().name(),
            Long.toString(samples),
            speech.describe());
    return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Removes those that no film has used for a week, and what killed jobs have left. */
  public void removeUnused() throws IOException {
    Path beds = Path.of(folder);
    if (!Files.isDirectory(beds)) {
      return;
    }
    Instant oldest = Instant.now().minus(UNUSED_AFTER);
    try (Stream<Path> files = Files.walk(beds)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
