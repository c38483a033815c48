package io.rhapsode.workflows.command.option;

import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.workflows.casting.SeriesFile;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flags of everything that finds a cast. */
public final class CastOptions {
  private static final double USUAL_CONFIDENCE = 0.5;

  @Option(
      names = "--series",
      description =
          "The voices of a series, as YAML: whoever is there has the same voice again, others are"
              + " added.",
      paramLabel = "FILE")
  private Path series;

  @Option(
      names = "--confidence",
      description =
          "How sure it must be who says a line, 0 to 1 (default: 0.5); the narrator reads the"
              + " others.",
      paramLabel = "SHARE")
  private Double confidence;

  /** Whether one of the flags was given. */
  public boolean given() {
    return series != null || confidence != null;
  }

  /** How sure it must be who says a line, 0 to 1. */
  public double confidence() throws UsageException {
    if (confidence == null) {
      return USUAL_CONFIDENCE;
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new UsageException("--confidence %s: must be 0 to 1".formatted(confidence));
    }
    return confidence;
  }

  /** The speakers of the series so far. */
  public Map<String, CastMember> series() throws UsageException {
    return series == null ? Map.of() : SeriesFile.read(series);
  }

  /** Keeps the speakers of the series, if it has a file and they have changed. */
  public void keep(Map<String, CastMember> cast) throws IOException, UsageException {
    if (series != null && !cast.equals(series())) {
      SeriesFile.write(series, cast);
    }
  }
}
