package io.rhapsode.mux.dub.page;

import io.rhapsode.mux.ffmpeg.Resampler;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.container.film.EncodedSound;
import io.rhapsode.mux.ffmpeg.container.film.FilmTrack;
import io.rhapsode.mux.ffmpeg.container.film.FilmWriter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A take as a small MP3, which every browser plays. */
final class LineAudio {
  private static final int RATE_HZ = 24_000;
  private static final int BITS_PER_SECOND = 48_000;

  private final Path folder;

  /**
   * @param folder where files may be for a while
   */
  LineAudio(Path folder) {
    this.folder = folder;
  }

  byte[] of(PcmClip clip) throws IOException {
    Path spool = Files.createTempFile(folder, "line", ".partial");
    Path file = Files.createTempFile(folder, "line", ".partial");
    EncoderSettings settings =
        new EncoderSettings(
            "libmp3lame", ChannelLayout.MONO, RATE_HZ, BITS_PER_SECOND, false, false, Map.of());
    try (EncodedSound sound = new EncodedSound(settings, spool)) {
      try (Resampler resampler = resampler(clip, sound)) {
        resampler.accept(new float[][] {clip.samples()}, 0, clip.length());
        resampler.finish();
      }
      sound.finish();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FilmWriter writer = new FilmWriter("mp3", channel)) {
        writer.write(
            Optional.empty(),
            false,
            List.of(new FilmTrack("und", "line", new FilmTrack.Sound(sound), true)));
      }
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(spool);
      Files.deleteIfExists(file);
    }
  }

  private static Resampler resampler(PcmClip clip, EncodedSound sound) throws IOException {
    long samples = (long) clip.length() * RATE_HZ / clip.sampleRateHz();
    return new Resampler(ChannelLayout.MONO, clip.sampleRateHz(), RATE_HZ, samples, sound);
  }
}
