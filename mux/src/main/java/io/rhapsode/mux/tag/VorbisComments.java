package io.rhapsode.mux.tag;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags of Opus and FLAC files. */
public final class VorbisComments {
  /** How many chapters three digits count. */
  private static final int MOST_CHAPTERS = 1_000;

  private static final int FRONT_COVER = 3;

  private VorbisComments() {}

  /**
   * Comments in order; chapters as CHAPTERxxx (wiki.xiph.org, "Chapter Extension"). Their numbers
   * have three digits, and begin with 000 only where 1,000 chapters need it; what is beyond is left
   * out.
   *
   * @param chapters the chapters in the file; none when it is a chapter itself
   * @param embeddedCover a cover for containers that have no other place for it
   */
  public static List<Map.Entry<String, String>> of(
      BookTags tags, Track track, List<ChapterTime> chapters, Optional<Cover> embeddedCover) {
    List<Map.Entry<String, String>> comments = new ArrayList<>();
    add(comments, "TITLE", track.title());
    add(comments, "ALBUM", tags.title());
    tags.metadata().authors().forEach(author -> add(comments, "ARTIST", OneLine.of(author)));
    add(comments, "ALBUMARTIST", tags.author());
    add(comments, "COMPOSER", tags.narrator());
    add(comments, "TRACKNUMBER", Integer.toString(track.number()));
    add(comments, "TRACKTOTAL", Integer.toString(track.total()));
    add(comments, "GENRE", tags.genre());
    add(comments, "DATE", tags.date());
    add(comments, "DESCRIPTION", tags.description());
    add(comments, "COMMENT", tags.syntheticNotice());
    add(comments, "COPYRIGHT", tags.rights());
    add(comments, "ALBUMSORT", tags.sortTitle());
    add(comments, "ENCODED-BY", tags.encodedBy());
    tags.extras().forEach((name, value) -> add(comments, name, value));
    int firstNumber = chapters.size() < MOST_CHAPTERS ? 1 : 0;
    for (int i = 0; i < Math.min(MOST_CHAPTERS, chapters.size()); i++) {
      String name = "CHAPTER%03d".formatted(firstNumber + i);
      add(comments, name, clock(chapters.get(i).startMillis()));
      add(comments, name + "NAME", chapters.get(i).title());
    }
    embeddedCover.ifPresent(
        cover ->
            add(
                comments,
                "METADATA_BLOCK_PICTURE",
                Base64.getEncoder().encodeToString(pictureBlock(cover))));
    return comments;
  }

  private static void add(List<Map.Entry<String, String>> comments, String name, String value) {
    if (!value.isEmpty()) {
      comments.add(Map.entry(name, value));
    }
  }

  private static String clock(long millis) {
    long seconds = millis / 1_000;
    return "%02d:%02d:%02d.%03d"
        .formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60, millis % 1_000);
  }

  /** RFC 9639 section 8.8. */
  private static byte[] pictureBlock(Cover cover) {
    byte[] mediaType = cover.mediaType().getBytes(StandardCharsets.US_ASCII);
    byte[] image = cover.bytes();
    return ByteBuffer.allocate(32 + mediaType.length + image.length)
        .putInt(FRONT_COVER)
        .putInt(mediaType.length)
        .put(mediaType)
        .putInt(0)
        .putInt(cover.width())
        .putInt(cover.height())
        .putInt(24)
        .putInt(0)
        .putInt(image.length)
        .put(image)
        .array();
  }
}
