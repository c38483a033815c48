package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.SampleBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Stretches of a film's sound. */
public final class Excerpts {
  private static final int SAMPLES_PER_MILLI = TrackLines.RATE_HZ / 1_000;

  private Excerpts() {}

  /** Gets a stretch. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * @param index of the stretch
     * @param samples mono, at {@link TrackLines#RATE_HZ}
     */
    void accept(int index, float[] samples);
  }

  /**
   * Sends stretches one after the other; only one is in memory. The film is read once.
   *
   * @param stretches begin and end in milliseconds, in order, none overlapping another
   */
  public static void read(Path film, List<long[]> stretches, Receiver receiver) throws IOException {
    if (stretches.isEmpty()) {
      return;
    }
    long end = stretches.get(stretches.size() - 1)[1] * SAMPLES_PER_MILLI;
    long[] position = {0};
    int[] next = {0};
    SampleBuffer[] heard = {new SampleBuffer(TrackLines.RATE_HZ)};
    Bed.of(film)
        .as(ChannelLayout.MONO)
        .play(
            end,
            (channels, from, to) -> {
              for (int i = from; i < to && next[0] < stretches.size(); i++, position[0]++) {
                long[] stretch = stretches.get(next[0]);
                if (position[0] >= stretch[0] * SAMPLES_PER_MILLI) {
                  heard[0].append(channels[0][i]);
                }
                if (position[0] + 1 == stretch[1] * SAMPLES_PER_MILLI) {
                  receiver.accept(next[0], heard[0].toArray());
                  heard[0] = new SampleBuffer(TrackLines.RATE_HZ);
                  next[0]++;
                }
              }
            });
  }
}
