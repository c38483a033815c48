package io.rhapsode.workflows.command.dub;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.ffmpeg.container.film.FilmFacts;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.dubbing.PlanEstimate;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.progress.JsonLinesView;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Shows what would be said, and writes plan and cast where they are asked for. */
final class DubDryRun {
  private static final long MICROS_PER_MILLI = 1_000;

  private final DubRunner runner;
  private final Announcer announcer;
  private final Optional<Path> plan;
  private final Optional<Path> cast;

  DubDryRun(DubRunner runner, Announcer announcer, Optional<Path> plan, Optional<Path> cast) {
    this.runner = runner;
    this.announcer = announcer;
    this.plan = plan;
    this.cast = cast;
  }

  /** Returns the exit code. */
  int show(DubJob job) throws IOException {
    int failed = 0;
    for (DubSource film : job.films()) {
      try {
        show(runner.plan(film), film, job.dub());
      } catch (FailureException e) {
        announcer.err().println("error: " + e.failure().describe());
        failed++;
      }
    }
    return failed == 0
        ? JobResult.COMPLETE
        : failed == job.films().size() ? JobResult.FAILED : JobResult.PARTIAL;
  }

  private void show(DubPlan planned, DubSource film, DubSettings settings) throws IOException {
    PlanEstimate estimate =
        new PlanEstimate(planned, settings.limits(), settings.sceneCutMillis(), end(film));
    if (announcer.json()) {
      events(planned, estimate);
    } else if (!announcer.quiet()) {
      planned.warnings().forEach(warning -> announcer.err().println("warning: " + warning));
      announcer.out().print(table(planned, estimate));
    }
    if (plan.isPresent()) {
      for (Map.Entry<Path, String> file :
          PlanFile.files(plan.get(), planned, estimate).entrySet()) {
        write(file.getKey(), file.getValue());
      }
    }
    if (cast.isPresent()) {
      write(cast.get(), CastFile.of(planned, film.cast()));
    }
  }

  private void write(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Files.writeString(file, text);
    if (!announcer.quiet() && !announcer.json()) {
      announcer.out().println("written: " + file);
    }
  }

  /** Where a film ends; one that cannot be opened fails when it is dubbed. */
  private static OptionalLong end(DubSource film) {
    try {
      return film.video().isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(
              FilmFacts.of(Path.of(film.video().get())).durationMicros() / MICROS_PER_MILLI);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private void events(DubPlan planned, PlanEstimate estimate) {
    JsonLinesView events = new JsonLinesView(announcer.out());
    for (DubbedTrack track : planned.tracks()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("title", planned.title());
      values.put("language", track.language());
      values.put("lines", track.windows().size());
      values.put("words", words(planned, track));
      values.put("estimatedSeconds", estimate.seconds(track));
      values.put("tooLong", estimate.tooLong(track));
      values.put("speakers", speakers(track));
      events.event("plan", values);
    }
  }

  private static String table(DubPlan planned, PlanEstimate estimate) {
    List<List<String>> rows = new ArrayList<>();
    for (DubbedTrack track : planned.tracks()) {
      rows.add(
          List.of(
              track.language(),
              "%5d".formatted(track.windows().size()),
              "%6d".formatted(words(planned, track)),
              "%8s".formatted(Snapshot.clock(estimate.seconds(track))),
              "%8d".formatted(estimate.tooLong(track)),
              String.join(", ", speakers(track))));
    }
    return TextTable.of(
        List.of("language", "lines", " words", "estimate", "too long", "speakers"), rows);
  }

  private static long words(DubPlan planned, DubbedTrack track) {
    return track.windows().stream()
        .mapToLong(window -> planned.utterance(window).text().strip().split("\\s+").length)
        .sum();
  }

  private static List<String> speakers(DubbedTrack track) {
    return track.windows().stream()
        .map(window -> window.speaker())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
