package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.workflows.casting.CastDirector;
import io.rhapsode.workflows.command.option.CastOptions;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.manifest.ManifestWriter;
import io.rhapsode.workflows.progress.OneLine;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the casts of books and writes them into manifests. */
@Command(
    name = "cast",
    description = {
      "Finds who says what in a book and gives everybody a voice.",
      "The cast stands in a manifest beside the book, to be edited and passed to `narrate"
          + " --manifest`. What is in it already stays as it is."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CastCommand implements Callable<Integer> {
  private static final String SUFFIX = ".manifest.yaml";

  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1..*",
      paramLabel = "BOOK",
      description = "Documents, those of a series in their order.")
  private List<Path> inputs;

  @Option(
      names = "--manifest",
      description = "The manifest of one book (default: beside the book, NAME.manifest.yaml).",
      paramLabel = "FILE")
  private Path manifest;

  @Option(
      names = "--anew",
      description =
          "Look for the lines again although the manifest has them; speakers keep their voices.")
  private boolean anew;

  @Mixin private CastOptions casting;
  @Mixin private SynthesisOptions synthesis;

  @Option(
      names = "--work",
      description = "Where plans are kept between runs; .rhapsode by default.",
      paramLabel = "DIR")
  private String work;

  CastCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    SettingsReader reader = synthesis.reader(Installation.home());
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    NarrateSettings settings = reader.settings();
    List<BookSource> books =
        NarrateJob.of(settings, inputs, ChapterSelection.ALL, Optional.empty()).books();
    if (manifest != null && books.size() != 1) {
      throw new UsageException(
          "--manifest is the plan of one book, but %d documents were given"
              .formatted(books.size()));
    }
    JobFolders folders = JobFolders.of(settings, Path.of(""));
    int failed = 0;
    try (JobLock lock = JobLock.ofWork(folders)) {
      Installation.logTo(folders.log());
      CastDirector director =
          new CastDirector(settings, folders, stages, casting.confidence(), casting.series());
      for (BookSource book : books) {
        failed += cast(book, director) ? 0 : 1;
      }
      casting.keep(director.series());
    }
    return failed == 0
        ? JobResult.COMPLETE
        : failed == books.size() ? JobResult.FAILED : JobResult.PARTIAL;
  }

  private boolean cast(BookSource book, CastDirector director) throws IOException, UsageException {
    Path file = manifest == null ? beside(Path.of(book.path())) : manifest;
    Optional<BookManifest> known =
        Files.exists(file) ? Optional.of(ManifestFile.read(file)) : Optional.empty();
    BookSource source =
        known.map(found -> book.following(anew ? withoutLines(found) : found)).orElse(book);
    try {
      BookManifest cast = director.cast(source);
      show(cast);
      if (known.isPresent() && known.get().equals(cast)) {
        out.println("%s has this cast already".formatted(file));
        return true;
      }
      ManifestWriter.replace(file, cast);
      out.println(
          "wrote %1$s; edit it, then: rhapsode narrate %2$s --manifest %1$s"
              .formatted(file, book.path()));
      return true;
    } catch (FailureException e) {
      err.println("error: " + OneLine.of(e.failure().describe()));
      return false;
    }
  }

  private static Path beside(Path book) {
    String name = book.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return book.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + SUFFIX);
  }

  /** The same manifest without the lines that the program has found. */
  private static BookManifest withoutLines(BookManifest found) {
    return found.with(
        found.cast(),
        found.lines().stream().filter(line -> line.confidence().isEmpty()).toList(),
        found.skips());
  }

  private void show(BookManifest cast) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, CastMember> role : cast.cast().entrySet()) {
      CastMember member = role.getValue();
      rows.add(
          List.of(
              OneLine.of(role.getKey()),
              member.sex().map(sex -> sex.name().toLowerCase(Locale.ROOT)).orElse(""),
              "%5d".formatted(member.lines()),
              member.voice().orElse("(narrator)")));
    }
    out.println(OneLine.of(cast.metadata().title()));
    if (!rows.isEmpty()) {
      out.print(TextTable.of(List.of("speaker", "sex", "lines", "voice"), rows));
    }
    long spoken = cast.lines().stream().filter(line -> line.speaker().isPresent()).count();
    long open = cast.lines().stream().filter(CastCommand::isOpen).count();
    out.println(
        "%,d lines have a speaker; %,d are too uncertain, so that %s reads them"
            .formatted(spoken, open, cast.voice()));
  }

  private static boolean isOpen(LineEntry line) {
    return line.speaker().isEmpty() && line.confidence().isPresent();
  }
}
