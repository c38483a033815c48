package io.rhapsode.mux.measure;

import io.rhapsode.mux.ffmpeg.codec.EncodingThreads;
import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.pipeline.report.FileLoudness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Decodes finished audio files and measures them, on {@link EncodingThreads} while the caller makes
 * the next file. Used by one thread at a time.
 */
public final class FileMeasurements implements AutoCloseable {
  /** Stands for silence: JSON has no infinity. */
  private static final double FAINTEST = -120;

  private final List<CompletableFuture<FileLoudness>> underWay = new ArrayList<>();

  /**
   * @param file a whole file
   * @param name what it is called in the report
   */
  public void start(Path file, String name) {
    underWay.add(
        CompletableFuture.supplyAsync(() -> measure(file, name), EncodingThreads.executor()));
  }

  /** What was measured, in order of the files; waits for it. */
  public List<FileLoudness> finish() throws IOException {
    try {
      return underWay.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e;
    }
  }

  /** Waits until no file is open any more. */
  @Override
  public void close() {
    // Failures are told by finish; without it the book has failed already.
    underWay.forEach(each -> each.handle((loudness, failure) -> loudness).join());
  }

  private static FileLoudness measure(Path file, String name) {
    try (AudioFileReader reader = new AudioFileReader(file)) {
      LoudnessMeter meter = new LoudnessMeter(reader.sampleRateHz());
      TruePeakMeter peak = new TruePeakMeter();
      reader.read(
          reader.sampleRateHz(),
          (samples, start, end) -> {
            meter.accept(samples, start, end);
            peak.accept(samples, start, end);
          });
      peak.finish();
      return new FileLoudness(
          name,
          Math.max(FAINTEST, meter.integratedLufs()),
          Math.max(FAINTEST, meter.rootMeanSquareDecibels()),
          Math.max(FAINTEST, peak.decibels()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
