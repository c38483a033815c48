package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is heard behind the dialogue, or a silence of any channels.
 *
 * @param file where it is
 * @param layout its channels; of more than stereo only 5.1 is kept
 * @param delaySamples when it begins after the film, at the rate of the mix
 */
public record Bed(Optional<Path> file, ChannelLayout layout, long delaySamples) {
  private static final long MICROS = 1_000_000;
  private static final int BLOCK_SAMPLES = 4_800;

  public static Bed silence(ChannelLayout layout) {
    return new Bed(Optional.empty(), layout, 0);
  }

  /**
   * @throws IOException when the file has no sound that can be read
   */
  public static Bed of(Path file) throws IOException {
    try (AudioFileReader reader = new AudioFileReader(file)) {
      int channels = reader.channels();
      ChannelLayout layout =
          channels == 1
              ? ChannelLayout.MONO
              : channels < 6 ? ChannelLayout.STEREO : ChannelLayout.SURROUND_5_1;
      long delay = Math.round(reader.delayMicros() * (double) TrackLines.RATE_HZ / MICROS);
      return new Bed(Optional.of(file), layout, delay);
    }
  }

  /** The same in other channels. */
  public Bed as(ChannelLayout other) {
    return new Bed(file, other, delaySamples);
  }

  /** Sends exactly as many samples, from the beginning of the film on. */
  public void play(long samples, ChannelSink sink) throws IOException {
    Exactly exactly = new Exactly(samples, sink);
    if (file.isPresent()) {
      exactly.silence(delaySamples);
      exactly.skipped = Math.max(0, -delaySamples);
      try (AudioFileReader reader = new AudioFileReader(file.get())) {
        reader.readChannels(TrackLines.RATE_HZ, layout, exactly);
      }
    }
    exactly.silence(exactly.missing);
  }

  /** Cuts off what is too much. */
  private final class Exactly implements ChannelSink {
    private final ChannelSink target;
    private long missing;
    private long skipped;

    Exactly(long samples, ChannelSink target) {
      this.missing = samples;
      this.target = target;
    }

    @Override
    public void accept(float[][] channels, int start, int end) throws IOException {
      int from = (int) Math.min(end, start + skipped);
      skipped -= from - start;
      int to = (int) Math.min(end, from + missing);
      if (to > from) {
        target.accept(channels, from, to);
        missing -= to - from;
      }
    }

    void silence(long samples) throws IOException {
      float[][] block = new float[layout.channels()][BLOCK_SAMPLES];
      long left = Math.min(samples, missing);
      while (left > 0) {
        int count = (int) Math.min(left, BLOCK_SAMPLES);
        target.accept(block, 0, count);
        missing -= count;
        left -= count;
      }
    }
  }
}
