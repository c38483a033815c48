package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a publication says about itself; the source of tags and file names.
 *
 * @param title never blank
 * @param authors display names in the order of the source
 * @param language BCP 47 tag of the main text
 * @param date as the source has it: a year, a day or an instant
 * @param series name of the series
 * @param seriesPart position in the series, such as "2" or "1.5"
 * @param subjects genres and subjects
 */
public record BookMetadata(
    String title,
    Optional<String> subtitle,
    List<String> authors,
    String language,
    Optional<String> publisher,
    Optional<String> date,
    Optional<String> description,
    Optional<String> series,
    Optional<String> seriesPart,
    Optional<String> isbn,
    Optional<String> rights,
    List<String> subjects) {
  public BookMetadata {
    requireNonNull(subtitle, "subtitle is null");
    requireNonNull(language, "language is null");
    requireNonNull(publisher, "publisher is null");
    requireNonNull(date, "date is null");
    requireNonNull(description, "description is null");
    requireNonNull(series, "series is null");
    requireNonNull(seriesPart, "seriesPart is null");
    requireNonNull(isbn, "isbn is null");
    requireNonNull(rights, "rights is null");
    authors = List.copyOf(authors);
    subjects = List.copyOf(subjects);
    if (title.isBlank()) {
      throw new IllegalArgumentException("title is blank");
    }
  }

  /** Metadata of a document that says nothing but its title and language. */
  public static BookMetadata untold(String title, String language) {
    return new BookMetadata(
        title,
        Optional.empty(),
        List.of(),
        language,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
