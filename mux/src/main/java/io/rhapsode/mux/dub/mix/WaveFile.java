package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.container.film.EncodedSound;
import io.rhapsode.mux.ffmpeg.container.film.FilmTrack;
import io.rhapsode.mux.ffmpeg.container.film.FilmWriter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WAV file of 24 bits at the rate of the mix; RF64 (EBU Tech 3306) where 32 bits do not hold its
 * size.
 */
public final class WaveFile {
  private WaveFile() {}

  /** Something that is written. */
  @FunctionalInterface
  public interface Sound {
    void play(ChannelSink sink) throws IOException;
  }

  /** How such a file is encoded. */
  static EncoderSettings encoding(ChannelLayout layout) {
    return new EncoderSettings("pcm_s24le", layout, TrackLines.RATE_HZ, 0, false, false, Map.of());
  }

  /**
   * Writes a file.
   *
   * @param folder where another file of its size may be for a while
   */
  public static void write(Path file, Path folder, ChannelLayout layout, Sound sound)
      throws IOException {
    Path spool = Files.createTempFile(folder, "wave", ".partial");
    try (EncodedSound encoded = new EncodedSound(encoding(layout), spool)) {
      sound.play(encoded);
      encoded.finish();
      write(file, encoded, "sound");
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  /** Writes what was encoded. */
  static void write(Path file, EncodedSound encoded, String title) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        FilmWriter writer = new FilmWriter("wav", channel)) {
      FilmTrack.Sound sound = new FilmTrack.Sound(encoded);
      writer.write(Optional.empty(), false, List.of(new FilmTrack("und", title, sound, true)));
    }
  }
}
