package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.util.List;
import java.util.Optional;

/**
 * How a work was asked for when it was made last: what making it again takes.
 *
 * @param settings everything that decides it besides what follows
 * @param book the document, without review edits; absent for a film
 * @param film the film, without review edits; absent for a book
 * @param sceneCutMillis where the picture of a film changes, in milliseconds
 * @param edits hash of the review edits that were followed; empty when there were none
 */
public record WorkRequest(
    NarrateSettings settings,
    Optional<BookSource> book,
    Optional<DubSource> film,
    List<Long> sceneCutMillis,
    String edits) {
  public WorkRequest {
    requireNonNull(settings, "settings is null");
    requireNonNull(edits, "edits is null");
    sceneCutMillis = List.copyOf(sceneCutMillis);
    if (book.isPresent() == film.isPresent()) {
      throw new IllegalArgumentException("a work is either a book or a film");
    }
  }

  /** The work. */
  public String workId() {
    return book.map(BookSource::bookId).orElseGet(() -> film.orElseThrow().dubId());
  }
}
