package io.rhapsode.mux.id3;

import io.rhapsode.mux.tag.ChapterTime;
import java.util.ArrayList;
import java.util.List;

/**
 * "CHAP" and "CTOC" frames (ID3v2 Chapter Frame Addendum, sections 3.1 and 3.2). The entry count of
 * a table of contents is one byte; above 255 chapters the top table lists tables of 255.
 */
final class ChapterFrames {
  private static final int MOST_ENTRIES = 255;
  private static final int ORDERED = 1;
  private static final int TOP_LEVEL = 2;

  /** Says that the times are to be used. */
  private static final long NO_OFFSET = 0xFFFF_FFFFL;

  private static final String TOP_ID = "toc";

  private ChapterFrames() {}

  static void write(FrameBuffer tag, List<ChapterTime> chapters) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < chapters.size(); i++) {
      ids.add("chp" + i);
    }
    if (ids.size() <= MOST_ENTRIES) {
      contents(tag, TOP_ID, ORDERED | TOP_LEVEL, ids);
    } else {
      nestedContents(tag, ids);
    }
    for (int i = 0; i < chapters.size(); i++) {
      chapter(tag, ids.get(i), chapters.get(i));
    }
  }

  private static void nestedContents(FrameBuffer tag, List<String> ids) {
    List<String> tables = new ArrayList<>();
    for (int first = 0; first < ids.size(); first += MOST_ENTRIES) {
      tables.add(TOP_ID + tables.size());
    }
    if (tables.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException("more chapters than ID3 can list: " + ids.size());
    }
    contents(tag, TOP_ID, ORDERED | TOP_LEVEL, tables);
    for (int i = 0; i < tables.size(); i++) {
      int first = i * MOST_ENTRIES;
      int end = Math.min(ids.size(), first + MOST_ENTRIES);
      contents(tag, tables.get(i), ORDERED, ids.subList(first, end));
    }
  }

  private static void contents(FrameBuffer tag, String id, int flags, List<String> entries) {
    FrameBuffer content = new FrameBuffer().latin1(id).u8(0).u8(flags).u8(entries.size());
    entries.forEach(entry -> content.latin1(entry).u8(0));
    tag.frame("CTOC", content.toByteArray());
  }

  private static void chapter(FrameBuffer tag, String id, ChapterTime chapter) {
    FrameBuffer content = new FrameBuffer().latin1(id).u8(0);
    content.u32(chapter.startMillis()).u32(chapter.endMillis()).u32(NO_OFFSET).u32(NO_OFFSET);
    content.text("TIT2", chapter.title());
    tag.frame("CHAP", content.toByteArray());
  }
}
