package io.rhapsode.workflows.command.bench;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.workflows.bench.FfmpegCommand;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the stages on a document, one job at a time, in a folder that is removed afterwards. */
@Command(
    name = "bench",
    description = "Measures reading, synthesis and encoding on a document.",
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private final StageFactory stages;
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "INPUT",
      description = "A document, the longer the better.")
  private Path input;

  @Option(names = "--voice", description = "Voice that is measured.", paramLabel = "NAME")
  private String voice;

  @Option(
      names = "--chapters",
      description = "Chapters to narrate, such as 1-3.",
      paramLabel = "RANGES")
  private String chapters;

  public BenchCommand(StageFactory stages, PrintStream out) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() throws IOException, UsageException, InterruptedException {
    if (input == null) {
      throw new ParameterException(spec.commandLine(), "a document or 'synth' is missing");
    }
    Path folder = Files.createTempDirectory("rhapsode-bench");
    try {
      return measure(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private int measure(Path folder) throws IOException, UsageException, InterruptedException {
    Installation.logTo(folder.resolve("rhapsode.log"));
    List<List<String>> rows = new ArrayList<>();
    // The first run loads classes and natives, and makes the takes that all others reuse.
    BookReport made = narrate(folder, AudioFormat.FLAC);
    if (made.status() == WorkStatus.FAILED) {
      throw new UsageException(made.failures().get(0).describe());
    }
    double seconds = made.audioSeconds();
    rows.add(row("synthesis", multiple(seconds, made.facts().times().synthesisSeconds())));
    FfmpegCommand ffmpeg = new FfmpegCommand(Path.of(made.files().get(0).path()), folder);
    for (AudioFormat format : List.of(AudioFormat.M4B, AudioFormat.MP3)) {
      BookReport book = narrate(folder, format);
      if (format == AudioFormat.M4B) {
        rows.add(row("read and plan", readingSpeed(book)));
      }
      rows.add(
          row(
              "master and encode " + format,
              multiple(seconds, book.facts().times().assemblySeconds())));
      Optional<Double> compared = ffmpeg.encodeSeconds(format);
      rows.add(
          row(
              "  ffmpeg command, encoding only",
              compared.map(time -> multiple(seconds, time)).orElse("ffmpeg is not installed")));
    }
    out.println("%s: %,.0f s of audio, one job".formatted(made.title(), seconds));
    out.print(TextTable.of(List.of("stage", "speed"), rows));
    return JobResult.COMPLETE;
  }

  private BookReport narrate(Path folder, AudioFormat format) throws IOException, UsageException {
    SettingsReader reader =
        new SettingsReader()
            .overlay("--jobs", "run/jobs", 1)
            .overlay("bench", "work/folder", folder.resolve("work").toString())
            .overlay("bench", "audio/folder", folder.resolve(format.fileExtension()).toString())
            .overlay("bench", "audio/format", format);
    if (voice != null) {
      reader.overlay("--voice", "voice", voice);
    }
    NarrateSettings settings = reader.settings();
    ChapterSelection selection =
        chapters == null ? ChapterSelection.ALL : ChapterSelection.parse(chapters);
    NarrateJob job = NarrateJob.of(settings, List.of(input), selection, Optional.empty());
    if (job.books().size() != 1) {
      throw new UsageException("bench measures one document, not a folder");
    }
    NarrateRunner runner = new NarrateRunner(job, JobFolders.of(settings, folder), stages);
    return runner.narrate(JobProgress.SILENT).books().get(0);
  }

  private static String readingSpeed(BookReport book) {
    long characters = book.facts().coverage().map(Coverage::spoken).orElse(0L);
    return "%,.0f characters/s".formatted(characters / book.facts().times().readSeconds());
  }

  private static String multiple(double audioSeconds, double workSeconds) {
    return "%,.1fx real time".formatted(audioSeconds / workSeconds);
  }

  private static List<String> row(String stage, String speed) {
    return List.of(stage, speed);
  }
}
