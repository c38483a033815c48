package io.rhapsode.mux.clip;

import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads short recordings of any usual format into memory: voice samples, not books. Holds no state
 * but its limits: threads may share one.
 */
public final class AudioDecoder {
  private final long maximumBytes;
  private final int maximumSeconds;

  /**
   * @param maximumBytes largest file that is opened
   * @param maximumSeconds longest recording that is taken
   */
  public AudioDecoder(long maximumBytes, int maximumSeconds) {
    if (maximumBytes < 1 || maximumSeconds < 1) {
      throw new IllegalArgumentException(
          "limit of %d bytes or %d s is below 1".formatted(maximumBytes, maximumSeconds));
    }
    this.maximumBytes = maximumBytes;
    this.maximumSeconds = maximumSeconds;
  }

  /**
   * The recording mixed down to mono.
   *
   * @param sampleRateHz wanted rate, 8,000 to 192,000 Hz
   * @throws IOException naming the file, when it is missing, too large, too long, of no known
   *     format, damaged or without audio
   */
  public PcmClip decode(Path file, int sampleRateHz) throws IOException {
    requireFits(file);
    try (AudioFileReader reader = new AudioFileReader(file)) {
      return decode(file, reader, sampleRateHz);
    }
  }

  /** As {@link #decode(Path, int)}, at the recording's own rate. */
  public PcmClip decode(Path file) throws IOException {
    requireFits(file);
    try (AudioFileReader reader = new AudioFileReader(file)) {
      return decode(file, reader, reader.sampleRateHz());
    }
  }

  private void requireFits(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a file");
    }
    if (Files.size(file) > maximumBytes) {
      throw new IOException(
          "%s has %d bytes, more than the limit of %d"
              .formatted(file, Files.size(file), maximumBytes));
    }
  }

  private PcmClip decode(Path file, AudioFileReader reader, int sampleRateHz) throws IOException {
    Recording recording = new Recording(file, (long) maximumSeconds * sampleRateHz);
    reader.read(sampleRateHz, recording::append);
    if (recording.length == 0) {
      throw new IOException(file + " holds no audio");
    }
    return new PcmClip(sampleRateHz, Arrays.copyOf(recording.samples, recording.length));
  }

  /** Collects samples up to a limit. */
  private final class Recording {
    private final Path file;
    private final long limit;
    private float[] samples = new float[1 << 16];
    private int length;

    Recording(Path file, long limit) {
      this.file = file;
      this.limit = limit;
    }

    void append(float[] block, int start, int end) throws IOException {
      int count = end - start;
      if ((long) length + count > limit) {
        throw new IOException(
            "%s is longer than the limit of %d s".formatted(file, maximumSeconds));
      }
      if (samples.length - length < count) {
        samples = Arrays.copyOf(samples, Math.max(length + count, samples.length * 2));
      }
      System.arraycopy(block, start, samples, length, count);
      length += count;
    }
  }
}
