package io.rhapsode.mux.mp4;

import io.rhapsode.mux.tag.ChapterTime;
import java.util.List;

/**
 * The "chpl" atom of Nero, which many players read first. Its count is one byte: with more than 255
 * chapters it is left out, because players would show the first 255 and stop.
 */
final class NeroChapters {
  private static final int MOST_CHAPTERS = 255;
  private static final int TICKS_PER_MILLISECOND = 10_000;

  private NeroChapters() {}

  static void write(AtomBuffer udta, List<ChapterTime> chapters) {
    if (chapters.size() > MOST_CHAPTERS) {
      return;
    }
    udta.fullAtom(
        "chpl",
        1,
        0,
        chpl -> {
          chpl.u32(0).u8(chapters.size());
          for (ChapterTime chapter : chapters) {
            byte[] title = ChapterTitles.forNeroList(chapter.title());
            chpl.u64(chapter.startMillis() * TICKS_PER_MILLISECOND).u8(title.length).raw(title);
          }
        });
  }
}
