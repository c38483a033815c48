package io.rhapsode.workflows.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.workflows.job.file.JobRow;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.nio.file.Path;
import java.util.List;

/** One work of a job with everything that decides it. */
sealed interface JobWork {
  /** The row that names it. */
  JobRow row();

  NarrateSettings settings();

  /** Name inside the job. */
  String id();

  /** The document or film. */
  String source();

  /** Whether the row names a plan of its own, so that no edits of the review page are followed. */
  default boolean hasOwnPlan() {
    return row().fields().manifest().isPresent() || row().fields().plan().isPresent();
  }

  /** Every file that it is made of. */
  List<Path> files();

  /** A book to narrate. */
  record Book(JobRow row, NarrateSettings settings, BookSource book, List<Path> files)
      implements JobWork {
    public Book {
      requireNonNull(row, "row is null");
      requireNonNull(settings, "settings is null");
      requireNonNull(book, "book is null");
      files = List.copyOf(files);
    }

    @Override
    public String id() {
      return book.bookId();
    }

    @Override
    public String source() {
      return book.path();
    }
  }

  /** A film to dub. */
  record Film(JobRow row, NarrateSettings settings, DubSource film, List<Path> files)
      implements JobWork {
    public Film {
      requireNonNull(row, "row is null");
      requireNonNull(settings, "settings is null");
      requireNonNull(film, "film is null");
      files = List.copyOf(files);
    }

    @Override
    public String id() {
      return film.dubId();
    }

    @Override
    public String source() {
      return film.video().orElse(film.tracks().get(0).path());
    }
  }
}
