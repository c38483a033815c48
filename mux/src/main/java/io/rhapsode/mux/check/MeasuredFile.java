package io.rhapsode.mux.check;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.ffmpeg.container.StreamFacts;
import io.rhapsode.mux.measure.AudioMeter;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An audio file that was decoded from its beginning to its end.
 *
 * @param figures what its sound measures
 * @param facts what it is besides
 * @param samples of each channel
 * @param bytes size of the file
 */
public record MeasuredFile(AudioFigures figures, StreamFacts facts, long samples, long bytes) {
  public MeasuredFile {
    requireNonNull(figures, "figures is null");
    requireNonNull(facts, "facts is null");
  }

  /**
   * Decodes and measures a file, block by block.
   *
   * @param name what the figures call it
   * @throws IOException when it cannot be read or is no audio of a known format
   */
  public static MeasuredFile of(Path file, String name) throws IOException {
    try (AudioFileReader reader = new AudioFileReader(file)) {
      AudioMeter meter = new AudioMeter(reader.sampleRateHz(), reader.layout());
      reader.readChannels(meter);
      if (meter.samples() == 0) {
        throw new IOException(file + " holds no audio");
      }
      return new MeasuredFile(
          meter.finish(name), reader.facts(), meter.samples(), Files.size(file));
    }
  }
}
