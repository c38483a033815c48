package io.rhapsode.workflows.command.dub;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.dubbing.XliffExport;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes back into the XLIFF that was to be spoken what is spoken of it. */
final class DubExport {
  private final Path folder;
  private final DubRunner runner;
  private final Announcer announcer;

  /**
   * @param folder where the files go
   * @param runner plans
   */
  DubExport(Path folder, DubRunner runner, Announcer announcer) {
    this.folder = folder;
    this.runner = runner;
    this.announcer = announcer;
  }

  /**
   * Writes a file for each language that is spoken from XLIFF.
   *
   * @param asked what was asked for, before it was translated
   * @param job what is spoken
   * @throws UsageException when there is no XLIFF
   */
  void write(DubJob asked, DubJob job) throws IOException, UsageException {
    XliffExport writer = new XliffExport(job.settings().dub().subtitles(), folder);
    int found = 0;
    for (int i = 0; i < job.films().size(); i++) {
      for (TrackSource track : asked.films().get(i).tracks()) {
        if (XliffExport.isXliff(Path.of(track.path()))) {
          write(writer, track, asked.films().get(i), job.films().get(i));
          found++;
        }
      }
    }
    if (found == 0) {
      throw new UsageException("--export: none of the subtitles are XLIFF (.xlf, .xliff)");
    }
  }

  private void write(XliffExport writer, TrackSource track, DubSource asked, DubSource film)
      throws IOException {
    DubSource unedited =
        new DubSource(
            asked.dubId(),
            asked.video(),
            List.of(track),
            asked.cast(),
            Optional.empty(),
            List.of());
    try {
      DubPlan plan = runner.plan(unedited);
      List<PlannedLine> lines = film.lines().orElse(List.of());
      for (TrackSource said : film.tracks()) {
        if (said.path().equals(track.path())) {
          Path file = writer.write(plan, plan.tracks().get(0), said.language(), lines);
          if (!announcer.quiet() && !announcer.json()) {
            announcer.out().println("written: " + file);
          }
        }
      }
    } catch (FailureException e) {
      // What cannot be read fails when it is dubbed, and costs itself only.
      announcer.err().println("--export: " + e.failure().describe());
    }
  }
}
