package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.workflows.casting.CastDirector;
import io.rhapsode.workflows.command.job.SpokenJob;
import io.rhapsode.workflows.command.option.AnnouncingOptions;
import io.rhapsode.workflows.command.option.CastOptions;
import io.rhapsode.workflows.command.option.DetachOption;
import io.rhapsode.workflows.command.option.SettingsOptions;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.DryRun;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.definition.InputFinder;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.review.ReviewEdits;
import io.rhapsode.workflows.review.WorkRequests;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "Documents, or folders that are searched for documents (EPUB, PDF, DOCX, DOC, ODT, RTF,"
              + " HTML, FB2, SSML, Markdown, plain text).")
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

  @Option(
      names = "--cast",
      description =
          "narrator: one voice reads all. auto: characters get voices of their own, as `rhapsode"
              + " cast` finds them. By default the manifest decides, and without one the narrator.",
      paramLabel = "MODE")
  private CastMode cast;

  @Mixin private CastOptions casting;

  @Option(names = "--dry-run", description = "Read and plan only: chapters, words, hours, skips.")
  private boolean dryRun;

  @Mixin private DetachOption detaching;

  @Mixin private AnnouncingOptions announcing;

  /** Who speaks what characters say. */
  private enum CastMode {
    NARRATOR,
    AUTO
  }

  NarrateCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    NarrateJob asked = job();
    JobFolders folders = JobFolders.of(asked.settings(), Path.of(""));
    try (JobLock lock = dryRun ? JobLock.ofWork(folders) : JobLock.acquire(folders)) {
      Installation.logTo(folders.log());
      Announcer announcer = announcing.announcer(out, err);
      NarrateJob unedited = cast == CastMode.AUTO ? cast(asked, folders) : asked;
      NarrateJob job = manifest == null ? edited(unedited, folders, announcer) : unedited;
      NarrateRunner runner = new NarrateRunner(job, folders, stages);
      if (!announcer.quiet()) {
        InputFinder.passedOver(inputs)
            .forEach(
                file ->
                    err.println(
                        "passed over: %s has no extension; name the file itself to narrate it"
                            .formatted(file)));
      }
      if (dryRun) {
        return new DryRun(runner, announcer, Optional.ofNullable(manifest)).show(job.books());
      }
      SpokenJob spoken = new SpokenJob(job.settings(), folders, announcer);
      spoken.tellVoices(stages);
      new WorkRequests(folders).keep(unedited, manifest == null);
      if (detaching.detach()) {
        detaching.tell(runner.detach(), announcer, out);
        return JobResult.COMPLETE;
      }
      spoken.requireMeans(runner.voices());
      return spoken.run(job.books().size(), runner::narrate);
    }
  }

  /** The same job, in which books follow what was edited of them in review. */
  private NarrateJob edited(NarrateJob job, JobFolders folders, Announcer announcer)
      throws IOException, UsageException {
    NarrateJob edited = new ReviewEdits(folders.output()).followed(job, announcer::remark);
    if (cast != CastMode.NARRATOR) {
      return edited;
    }
    return new NarrateJob(
        edited.settings(),
        edited.books().stream()
            .map(book -> book.withManifest(book.manifest().map(BookManifest::ofOneVoice)))
            .toList());
  }

  /** The same job with a cast; a book that cannot be read stays as it is and fails by itself. */
  private NarrateJob cast(NarrateJob job, JobFolders folders) throws IOException, UsageException {
    CastDirector director =
        new CastDirector(job.settings(), folders, stages, casting.confidence(), casting.series());
    List<BookSource> books = new ArrayList<>();
    for (BookSource book : job.books()) {
      try {
        books.add(book.following(director.cast(book)));
      } catch (FailureException e) {
        books.add(book);
      }
    }
    casting.keep(director.series());
    return new NarrateJob(job.settings(), books);
  }

  private NarrateJob job() throws UsageException {
    NarrateSettings settings = options.settings(Installation.home());
    boolean follow = manifest != null && (!dryRun || Files.exists(manifest));
    Optional<BookManifest> edited =
        follow ? Optional.of(ManifestFile.read(manifest)) : Optional.empty();
    if (cast == CastMode.NARRATOR) {
      edited = edited.map(BookManifest::ofOneVoice);
    }
    if (cast != CastMode.AUTO && casting.given()) {
      throw new UsageException("--series and --confidence go with --cast auto");
    }
    NarrateJob job = NarrateJob.of(settings, inputs, selection(), edited);
    if (manifest != null && job.books().size() != 1) {
      throw new UsageException(
          "--manifest is the plan of one book, but %d documents were given"
              .formatted(job.books().size()));
    }
    return job;
  }

  private ChapterSelection selection() throws UsageException {
    try {
      return chapters == null ? ChapterSelection.ALL : ChapterSelection.parse(chapters);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--chapters: " + e.getMessage(), e);
    }
  }
}
