package io.rhapsode.ingest.subtitle.reader;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.subtitle.CueRepair;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads subtitles of any format. May be shared by threads. */
public final class SubtitleReader {
  private final SubtitleLimits limits;

  public SubtitleReader(SubtitleLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Reads a file; what is broken in it is repaired as players do, with a warning.
   *
   * @param language BCP 47 tag of the track
   * @throws UnreadableSubtitleException when the file holds no subtitles, or more than the limits
   *     allow, or cannot be read at all
   */
  public SubtitleTrack read(Path file, String language) throws UnreadableSubtitleException {
    SubtitleFile content = SubtitleFile.of(file, bytes(file), language);
    Warnings warnings = new Warnings();
    CueRepair repair = new CueRepair(content, limits, warnings);
    SubtitleFormat.of(content).reader().read(content, warnings, repair);
    return repair.track(language);
  }

  private byte[] bytes(Path file) throws UnreadableSubtitleException {
    try {
      long size = Files.size(file);
      if (size > limits.maximumBytes()) {
        throw new UnreadableSubtitleException(
            FailureCode.TOO_LARGE,
            file,
            0,
            "%,d bytes are more than the %d MiB that subtitles may have; split the file or raise"
                    .formatted(size, limits.maximumMebibytes())
                + " maximumMebibytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableSubtitleException(
          FailureCode.STORAGE_FAILED, file, 0, IoProblem.reason(e), e);
    }
  }
}
