package io.rhapsode.workflows.bench;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a listener met, who plays sound from its first piece on and waits wherever none is there.
 *
 * @param text what was asked for
 * @param sound all of it
 * @param firstAudioMillis from the request to the first sound
 * @param longestGapMillis between two pieces of sound
 * @param underruns how often the player had to wait
 */
public record StreamedReply(
    String text, PcmClip sound, double firstAudioMillis, double longestGapMillis, int underruns) {
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Length of the sound. */
  public double audioSeconds() {
    return (double) sound.length() / sound.sampleRateHz();
  }

  /** Follows a reply piece by piece; times are those of {@link System#nanoTime()}. */
  static final class Listener {
    private final List<float[]> pieces = new ArrayList<>();
    private final long start;
    private long first;
    private long last;
    private int rateHz;
    private int samples;
    private long longestGap;
    private long waited;
    private int underruns;

    Listener(long start) {
      this.start = start;
    }

    void take(PcmClip clip, long now) {
      if (pieces.isEmpty()) {
        first = now;
        rateHz = clip.sampleRateHz();
      } else {
        longestGap = Math.max(longestGap, now - last);
        // When the sound that is here will have been played.
        long playedAt = first + waited + (long) (samples * NANOS / rateHz);
        if (now > playedAt) {
          underruns++;
          waited += now - playedAt;
        }
      }
      last = now;
      samples += clip.length();
      pieces.add(clip.samples());
    }

    /**
     * @throws IOException when nothing was heard
     */
    StreamedReply reply(String text) throws IOException {
      if (samples == 0) {
        throw new IOException("there is no sound for: " + text);
      }
      float[] all = new float[samples];
      int from = 0;
      for (float[] piece : pieces) {
        System.arraycopy(piece, 0, all, from, piece.length);
        from += piece.length;
      }
      return new StreamedReply(
          text,
          new PcmClip(rateHz, all),
          (first - start) / NANOS_PER_MILLI,
          longestGap / NANOS_PER_MILLI,
          underruns);
    }
  }
}
