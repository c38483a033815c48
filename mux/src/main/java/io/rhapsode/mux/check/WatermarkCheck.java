package io.rhapsode.mux.check;

import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.watermark.Detection;
import io.rhapsode.mux.watermark.WatermarkDetector;
import io.rhapsode.mux.watermark.WatermarkKey;
import java.io.IOException;
import java.nio.file.Path;

/** Listens for the watermark in an audio file of any format. */
public final class WatermarkCheck {
  /** The highest band of a mark ends below half of it. */
  private static final int SAMPLE_RATE_HZ = 16_000;

  private WatermarkCheck() {}

  /**
   * Decodes a file and listens to all of it.
   *
   * @throws IOException when it cannot be read or is no audio of a known format
   */
  public static Detection of(Path file, WatermarkKey key) throws IOException {
    try (AudioFileReader reader = new AudioFileReader(file)) {
      WatermarkDetector detector = new WatermarkDetector(key, SAMPLE_RATE_HZ);
      reader.read(SAMPLE_RATE_HZ, detector);
      return detector.finish();
    }
  }
}
