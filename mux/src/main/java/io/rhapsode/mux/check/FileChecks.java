package io.rhapsode.mux.check;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ffmpeg.codec.EncodingThreads;
import io.rhapsode.mux.profile.DeliveryProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Decodes finished files and holds them against their profile, on {@link EncodingThreads} while the
 * caller makes the next file. Used by one thread at a time.
 */
public final class FileChecks implements AutoCloseable {
  private final DeliveryProfile profile;
  private final List<CompletableFuture<FileCheck>> underWay = new ArrayList<>();

  public FileChecks(DeliveryProfile profile) {
    this.profile = requireNonNull(profile, "profile is null");
  }

  /**
   * @param file a whole file
   * @param name what it is called in the report
   * @param samples how long it is to be, in samples at the profile's rate
   */
  public void start(Path file, String name, long samples) {
    underWay.add(
        CompletableFuture.supplyAsync(
            () -> check(file, name, samples), EncodingThreads.executor()));
  }

  /** What was found, in order of the files; waits for it. */
  public List<FileCheck> finish() throws IOException {
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
    underWay.forEach(each -> each.handle((checked, failure) -> checked).join());
  }

  private FileCheck check(Path file, String name, long samples) {
    try {
      return FileCheck.of(MeasuredFile.of(file, name), profile, OptionalLong.of(samples));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
