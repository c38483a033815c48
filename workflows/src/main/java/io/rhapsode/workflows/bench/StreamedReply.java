package io.rhapsode.workflows.bench;

/**
 * What a listener met, who plays sound from its first piece on and waits wherever none is there.
 *
 * @param firstAudioMillis from the request to the first sound
 * @param longestGapMillis between two pieces of sound
 * @param underruns how often the player had to wait
 * @param audioSeconds length of the sound
 * @param elapsedSeconds from the request to the last sound
 */
public record StreamedReply(
    double firstAudioMillis,
    double longestGapMillis,
    int underruns,
    double audioSeconds,
    double elapsedSeconds) {
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Follows a reply piece by piece; times are those of {@link System#nanoTime()}. */
  static final class Listener {
    private final long bytesPerSecond;
    private final long start;
    private long first;
    private long last;
    private long bytes;
    private long longestGap;
    private long waited;
    private int underruns;

    Listener(long bytesPerSecond, long start) {
      this.bytesPerSecond = bytesPerSecond;
      this.start = start;
    }

    void take(int count, long now) {
      if (bytes == 0) {
        first = now;
      } else {
        longestGap = Math.max(longestGap, now - last);
        // When the sound that is here will have been played.
        long playedAt = first + waited + (long) (bytes * NANOS / bytesPerSecond);
        if (now > playedAt) {
          underruns++;
          waited += now - playedAt;
        }
      }
      last = now;
      bytes += count;
    }

    boolean isSilent() {
      return bytes == 0;
    }

    StreamedReply reply() {
      return new StreamedReply(
          (first - start) / NANOS_PER_MILLI,
          longestGap / NANOS_PER_MILLI,
          underruns,
          (double) bytes / bytesPerSecond,
          (last - start) / NANOS);
    }
  }
}
