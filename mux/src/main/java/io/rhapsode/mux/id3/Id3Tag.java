package io.rhapsode.mux.id3;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.tag.Track;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An ID3v2.3 tag, which stands before the first frame of an MP3. */
public final class Id3Tag {
  private static final int FRONT_COVER = 3;

  /** Seven bits a byte, so that no byte looks like an MPEG sync word (section 3.1). */
  private static final int LARGEST_SIZE = (1 << 28) - 1;

  private Id3Tag() {}

  /**
   * The bytes of the tag.
   *
   * @param track the file's place among the files of its book
   * @param chapters the chapters in the file; none when it is a chapter itself
   */
  public static byte[] of(
      BookTags tags, Track track, List<ChapterTime> chapters, Optional<Cover> cover) {
    FrameBuffer frames = new FrameBuffer();
    descriptive(frames, tags, track);
    if (!chapters.isEmpty()) {
      ChapterFrames.write(frames, chapters);
    }
    cover.ifPresent(image -> frames.frame("APIC", picture(image)));
    byte[] content = frames.toByteArray();
    if (content.length > LARGEST_SIZE) {
      throw new IllegalArgumentException(
          "ID3 tag is too large: %d bytes".formatted(content.length));
    }
    return new FrameBuffer()
        .latin1("ID3")
        .u8(3)
        .u8(0)
        .u8(0)
        .u32(synchsafe(content.length))
        .raw(content)
        .toByteArray();
  }

  private static void descriptive(FrameBuffer frames, BookTags tags, Track track) {
    frames.text("TIT2", track.title());
    frames.text("TALB", tags.title());
    frames.text("TPE1", tags.author());
    frames.text("TPE2", tags.author());
    frames.text("TCOM", tags.narrator());
    frames.text("TRCK", track.number() + "/" + track.total());
    frames.text("TIT3", tags.subtitle());
    frames.text("TCON", tags.genre());
    frames.text("TYER", tags.year());
    frames.text("TLAN", tags.languageCode());
    frames.text("TPUB", tags.publisher());
    frames.text("TCOP", tags.rights());
    frames.text("TSOA", tags.sortTitle());
    if (track.total() == 1) {
      frames.text("TSOT", tags.sortTitle());
    }
    frames.text("TSSE", tags.encodedBy());
    frames.comment(tags.languageCode(), tags.comment());
    tags.extras().forEach(frames::userText);
    frames.frame("PRIV", xmp(tags));
  }

  /** A private frame of the owner "XMP" (ISO 16684-3, 2.3.3). */
  private static byte[] xmp(BookTags tags) {
    return new FrameBuffer()
        .latin1("XMP")
        .u8(0)
        .raw(tags.source().xmp().getBytes(StandardCharsets.UTF_8))
        .toByteArray();
  }

  /** Section 4.15. */
  private static byte[] picture(Cover cover) {
    return new FrameBuffer()
        .u8(0)
        .latin1(cover.mediaType())
        .u8(0)
        .u8(FRONT_COVER)
        .u8(0)
        .raw(cover.bytes())
        .toByteArray();
  }

  private static long synchsafe(int size) {
    return (size & 0x0FE0_0000L) << 3
        | (size & 0x1F_C000) << 2
        | (size & 0x3F80) << 1
        | size & 0x7F;
  }
}
