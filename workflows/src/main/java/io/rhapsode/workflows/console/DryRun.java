package io.rhapsode.workflows.console;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.workflows.manifest.ManifestWriter;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.JsonLinesView;
import io.rhapsode.workflows.progress.OneLine;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrateRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans books and shows the plans; speaks nothing. */
public final class DryRun {
  private static final double NANOS = 1e9;

  private final NarrateRunner runner;
  private final Announcer announcer;
  private final Optional<Path> manifest;

  /**
   * @param manifest the file the plan is written to, unless it is there already
   */
  public DryRun(NarrateRunner runner, Announcer announcer, Optional<Path> manifest) {
    this.runner = requireNonNull(runner, "runner is null");
    this.announcer = requireNonNull(announcer, "announcer is null");
    this.manifest = requireNonNull(manifest, "manifest is null");
  }

  /** The exit code: 0 when every document can be narrated, 3 when some, 1 when none. */
  public int show(List<BookSource> sources) throws IOException {
    long start = System.nanoTime();
    List<ReadOutcome> outcomes =
        runner.plan(new JobMeter(sources.size(), ProgressView.SILENT, System::nanoTime));
    int unreadable = 0;
    double totalSeconds = 0;
    for (ReadOutcome outcome : outcomes) {
      if (outcome instanceof ReadOutcome.Planned planned) {
        BookPlan plan = runner.plan(planned);
        totalSeconds += show(plan);
        write(plan);
      } else if (outcome instanceof ReadOutcome.Unreadable failed) {
        unreadable++;
        tell(failed);
      }
    }
    if (sources.size() > 1 && !announcer.quiet() && !announcer.json()) {
      announcer
          .out()
          .println(
              "%s, %s in all"
                  .formatted(
                      count(sources.size() - unreadable, "book"), Snapshot.clock(totalSeconds)));
    }
    int exitCode =
        unreadable == 0
            ? JobResult.COMPLETE
            : unreadable == sources.size() ? JobResult.FAILED : JobResult.PARTIAL;
    if (announcer.json()) {
      new JsonLinesView(announcer.out()).job(exitCode, (System.nanoTime() - start) / NANOS);
    }
    return exitCode;
  }

  private void tell(ReadOutcome.Unreadable outcome) {
    if (announcer.json()) {
      new JsonLinesView(announcer.out())
          .unreadable(outcome.failure().source(), outcome.failure().describe());
    } else {
      announcer.err().println("error: " + OneLine.of(outcome.failure().describe()));
    }
  }

  private double show(BookPlan plan) {
    List<PlannedChapter> chapters = chapters(plan);
    double seconds = chapters.stream().mapToDouble(PlannedChapter::seconds).sum();
    if (announcer.json()) {
      new JsonLinesView(announcer.out()).event("plan", event(plan, chapters, seconds));
    } else if (!announcer.quiet()) {
      announcer.out().print(text(plan, chapters, seconds));
    }
    return seconds;
  }

  private void write(BookPlan plan) throws IOException {
    if (manifest.isEmpty()) {
      return;
    }
    Path file = manifest.get();
    if (Files.exists(file)) {
      tell("%s was followed and left as it is".formatted(file));
      return;
    }
    Files.writeString(file, ManifestWriter.write(plan.manifest()));
    tell("wrote %s; edit it and pass it back with --manifest".formatted(file));
  }

  private void tell(String line) {
    if (!announcer.quiet() && !announcer.json()) {
      announcer.out().println(line);
    }
  }

  private static List<PlannedChapter> chapters(BookPlan plan) {
    List<PlannedChapter> chapters = new ArrayList<>();
    int next = 0;
    for (Chapter chapter : plan.chapters()) {
      List<Utterance> spoken = plan.utterances().subList(next, next + chapter.utterances());
      chapters.add(PlannedChapter.of(chapter, spoken));
      next += chapter.utterances();
    }
    return chapters;
  }

  private static String text(BookPlan plan, List<PlannedChapter> chapters, double seconds) {
    List<List<String>> rows = new ArrayList<>();
    for (PlannedChapter chapter : chapters) {
      rows.add(
          List.of(
              "%4d".formatted(chapter.chapter().number()),
              "%7d".formatted(chapter.words()),
              "%9s".formatted(Snapshot.clock(chapter.seconds())),
              "  ".repeat(chapter.chapter().level() - 1) + OneLine.of(chapter.chapter().title())));
    }
    long words = chapters.stream().mapToLong(PlannedChapter::words).sum();
    String authors = String.join(", ", plan.metadata().authors());
    StringBuilder text = new StringBuilder(OneLine.of(plan.metadata().title()));
    text.append(authors.isEmpty() ? "" : " by " + OneLine.of(authors)).append('\n');
    text.append(TextTable.of(List.of("   #", "  words", " estimate", "chapter"), rows));
    text.append(
        "%s, %s, about %s of audio in voice %s%n"
            .formatted(
                count(chapters.size(), "chapter"),
                count(words, "word"),
                Snapshot.clock(seconds),
                plan.manifest().voice()));
    skips(plan)
        .forEach(
            (reason, characters) ->
                text.append("skipped: %,d characters (%s)%n".formatted(characters, reason)));
    plan.warnings()
        .forEach(warning -> text.append("warning: ").append(OneLine.of(warning)).append('\n'));
    return text.toString();
  }

  private static Map<String, Object> event(
      BookPlan plan, List<PlannedChapter> chapters, double seconds) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", plan.metadata().title());
    values.put("source", plan.source());
    values.put("estimatedSeconds", seconds);
    values.put(
        "chapters",
        chapters.stream()
            .map(
                chapter ->
                    new ChapterEvent(
                        chapter.chapter().number(),
                        chapter.chapter().title(),
                        chapter.words(),
                        chapter.seconds()))
            .toList());
    values.put("skippedCharacters", skips(plan));
    values.put("warnings", plan.warnings());
    return values;
  }

  /** A chapter as programs get it. */
  private record ChapterEvent(int number, String title, long words, double estimatedSeconds) {}

  private static String count(long number, String thing) {
    return "%,d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }

  /** Skipped characters by reason. */
  private static Map<String, Long> skips(BookPlan plan) {
    Map<SkipReason, Long> byReason =
        plan.skips().stream()
            .collect(
                Collectors.groupingBy(
                    Skip::reason,
                    TreeMap::new,
                    Collectors.summingLong(skip -> skip.text().length())));
    Map<String, Long> named = new LinkedHashMap<>();
    byReason.forEach(
        (reason, characters) ->
            named.put(reason.name().toLowerCase(Locale.ROOT).replace('_', ' '), characters));
    return named;
  }
}
