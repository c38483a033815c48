package io.rhapsode.mux.format;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.tag.Track;
import java.util.List;
import java.util.Optional;

/**
 * What a file says about itself.
 *
 * @param book what all files of the book say
 * @param track the file's place among them
 * @param chapters the chapters of the file, contiguous from 0; at least one
 * @param listed the same, or none when the file is one chapter of many and tells no chapters
 * @param cover the embedded cover
 */
public record FileTags(
    BookTags book,
    Track track,
    List<ChapterTime> chapters,
    List<ChapterTime> listed,
    Optional<Cover> cover) {
  public FileTags {
    requireNonNull(book, "book is null");
    requireNonNull(track, "track is null");
    requireNonNull(cover, "cover is null");
    chapters = List.copyOf(chapters);
    listed = List.copyOf(listed);
  }
}
