package io.rhapsode.workflows.job.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a job: what is made of which source, and what is different for it.
 *
 * @param place where it stands, such as "job.yaml, line 7"
 * @param folder what relative paths of it are relative to
 * @param fields as they were written
 */
public record JobRow(String place, Path folder, Fields fields) {
  /**
   * The keys of a row, and the columns of a table.
   *
   * @param book a document, a folder of documents or a glob
   * @param film a film; without one, subtitles give an audio file
   * @param subtitles of a film or a dub without one: file or {@code track:N} by BCP 47 tag
   * @param language BCP 47 tag of the book
   * @param profiles delivery profiles
   * @param out folder below the one of the job
   * @param chapters such as 2-4,7
   * @param manifest the plan of the book
   * @param cast who plays whom in the film
   * @param plan what is said in the film, and when
   * @param priority higher ones are made first; 0 by default
   * @param settings any other settings, as in conf/narrate.yaml
   */
  public record Fields(
      Optional<String> book,
      Optional<String> film,
      Optional<Map<String, String>> subtitles,
      Optional<String> voice,
      Optional<String> language,
      Optional<List<String>> profiles,
      Optional<String> format,
      Optional<String> out,
      Optional<String> chapters,
      Optional<String> manifest,
      Optional<String> cast,
      Optional<String> plan,
      Optional<Integer> priority,
      Optional<ObjectNode> settings) {
    public Fields {
      requireNonNull(book, "book is null");
      boolean dub = film.isPresent() || subtitles.isPresent();
      if (book.isPresent() == dub) {
        throw new InvalidSettingException(
            "book", "is needed, or 'film' and 'subtitles', and not both");
      }
      if (dub && subtitles.filter(tracks -> !tracks.isEmpty()).isEmpty()) {
        throw new InvalidSettingException("subtitles", "are missing: what is to be said?");
      }
      requireOnly("book", book.isPresent() || chapters.isEmpty(), "chapters");
      requireOnly("book", book.isPresent() || manifest.isEmpty(), "manifest");
      requireOnly("film", dub || cast.isEmpty(), "cast");
      requireOnly("film", dub || plan.isEmpty(), "plan");
    }

    /** A row that says nothing but what is dubbed. */
    public static Fields dub(Optional<String> film, Optional<Map<String, String>> subtitles) {
      Optional<String> none = Optional.empty();
      return new Fields(
          none,
          film,
          subtitles,
          none,
          none,
          Optional.empty(),
          none,
          none,
          none,
          none,
          none,
          none,
          Optional.empty(),
          Optional.empty());
    }

    private static void requireOnly(String kind, boolean held, String key) {
      if (!held) {
        throw new InvalidSettingException(key, "goes with '%s' only".formatted(kind));
      }
    }
  }

  public JobRow {
    requireNonNull(place, "place is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(fields, "fields is null");
  }

  /** A path of this row. */
  public Path beside(String path) {
    return folder.resolve(path).toAbsolutePath().normalize();
  }

  public int priority() {
    return fields.priority().orElse(0);
  }
}
