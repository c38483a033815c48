package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.pocket.PocketEngineFactory;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.DryRun;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.Interruption;
import io.rhapsode.workflows.definition.BookSources;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressTicker;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.run.JobFolders;
import io.rhapsode.workflows.run.JobLock;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrationJob;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Narrates documents. */
@Command(
    name = "narrate",
    description = "Makes an audiobook of each document.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every book is complete",
      "1:no book was made",
      "2:nothing was begun: a flag, a setting, a manifest or a folder is wrong",
      "3:some books or parts of them are missing",
      "130, 143:stopped by Ctrl-C or a signal; run the same command to go on"
    })
final class NarrateCommand implements Callable<Integer> {
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "Documents, or folders that are searched for documents (EPUB, PDF, DOCX, DOC, ODT, RTF,"
              + " HTML, FB2, Markdown, plain text).")
  private List<Path> inputs;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--chapters",
      description = "Chapters to narrate, such as 2-4,7 or 9-.",
      paramLabel = "RANGES")
  private String chapters;

  @Option(
      names = "--manifest",
      description =
          "The plan of one book, as YAML. With --dry-run it is written if it is not there yet;"
              + " otherwise it is followed exactly.",
      paramLabel = "FILE")
  private Path manifest;

  @Option(names = "--dry-run", description = "Read and plan only: chapters, words, hours, skips.")
  private boolean dryRun;

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "One JSON object a line instead of text.")
  private boolean json;

  @Option(names = "--verbose", description = "Show the details of errors as well.")
  private boolean verbose;

  NarrateCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    NarrateSettings settings = options.settings(Installation.home());
    JobFolders folders = JobFolders.of(settings, Path.of(""));
    List<BookSource> sources = sources(settings);
    try (JobLock lock = dryRun ? JobLock.ofWork(folders) : JobLock.acquire(folders)) {
      Installation.logTo(folders.log());
      Map<String, Voice> wanted = stages.voices(settings).voicesOf(sources);
      if (!dryRun) {
        requireDevice(settings, wanted);
      }
      NarrationJob job = new NarrationJob(settings, folders, sources, wanted, stages);
      Announcer announcer = new Announcer(out, err, quiet, json, verbose);
      return dryRun
          ? new DryRun(job, announcer, Optional.ofNullable(manifest)).show(sources)
          : narrate(job, settings, folders, announcer, sources.size());
    }
  }

  /** Refuses a device that is not there before any work, and says which one is used. */
  private void requireDevice(NarrateSettings settings, Map<String, Voice> wanted)
      throws UsageException {
    boolean neural =
        wanted.values().stream().anyMatch(voice -> voice.engine().equals(PocketEngineFactory.ID));
    if (neural || settings.synthesis().device().startsWith("cuda")) {
      String chosen = settings.synthesis().requireDevice();
      if (!quiet && !json) {
        err.println("neural voices speak on " + chosen);
      }
    }
  }

  private int narrate(
      NarrationJob job,
      NarrateSettings settings,
      JobFolders folders,
      Announcer announcer,
      int books)
      throws IOException {
    ProgressView view = announcer.view();
    JobMeter meter = new JobMeter(books, view, System::nanoTime);
    JobResult result;
    try (Interruption interruption = new Interruption(err);
        ProgressTicker ticker = new ProgressTicker(meter, view)) {
      result = job.narrate(meter);
    }
    announcer.announce(result, folders);
    if (settings.work().limitMegabytes() > 0) {
      folders.takes().evict(settings.work().limitMegabytes() * BYTES_PER_MEGABYTE);
    }
    return result.exitCode();
  }

  private List<BookSource> sources(NarrateSettings settings) throws UsageException {
    ChapterSelection selection = selection();
    Optional<BookManifest> edited =
        manifest != null && (!dryRun || Files.exists(manifest))
            ? Optional.of(ManifestFile.read(manifest))
            : Optional.empty();
    List<BookSource> sources = BookSources.of(inputs, settings, selection, edited);
    if (manifest != null && sources.size() != 1) {
      throw new UsageException(
          "--manifest is the plan of one book, but %d documents were given"
              .formatted(sources.size()));
    }
    return sources;
  }

  private ChapterSelection selection() throws UsageException {
    try {
      return chapters == null ? ChapterSelection.ALL : ChapterSelection.parse(chapters);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--chapters: " + e.getMessage(), e);
    }
  }
}
