package io.rhapsode.mux.mp4;

import io.rhapsode.mux.tag.ChapterTime;
import java.util.List;

/**
 * A QuickTime chapter track: text samples, one a chapter, each lasting as long as its chapter
 * (QuickTime File Format, "Text Media" and "Chapter Lists").
 */
final class ChapterText {
  /** "encd" atom that says that the text is Unicode. */
  private static final int UNICODE = 0x00000100;

  private ChapterText() {}

  /** The samples as they lie in the media data. */
  static byte[] samples(List<ChapterTime> chapters) {
    AtomBuffer buffer = new AtomBuffer();
    for (ChapterTime chapter : chapters) {
      byte[] title = ChapterTitles.forTextSample(chapter.title());
      buffer.u16(title.length).raw(title).atom("encd", encd -> encd.u32(UNICODE));
    }
    return buffer.toByteArray();
  }

  static void mediaHeader(AtomBuffer minf) {
    minf.atom(
        "gmhd",
        gmhd -> {
          gmhd.fullAtom(
              "gmin",
              0,
              0,
              gmin -> gmin.u16(0x40).u16(0x8000).u16(0x8000).u16(0x8000).u16(0).u16(0));
          gmhd.atom(
              "text", text -> text.u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000));
        });
  }

  static void sampleTable(AtomBuffer stbl, List<ChapterTime> chapters, long offset) {
    int count = chapters.size();
    stbl.fullAtom("stsd", 0, 0, stsd -> stsd.u32(1).atom("text", ChapterText::sampleEntry));
    stbl.fullAtom(
        "stts",
        0,
        0,
        stts -> {
          stts.u32(count);
          chapters.forEach(chapter -> stts.u32(1).u32(chapter.millis()));
        });
    stbl.fullAtom("stsc", 0, 0, stsc -> stsc.u32(1).u32(1).u32(count).u32(1));
    stbl.fullAtom(
        "stsz",
        0,
        0,
        stsz -> {
          stsz.u32(0).u32(count);
          chapters.forEach(chapter -> stsz.u32(sampleBytes(chapter)));
        });
    stbl.fullAtom("stco", 0, 0, stco -> stco.u32(1).u32(offset));
  }

  private static int sampleBytes(ChapterTime chapter) {
    return 2 + ChapterTitles.forTextSample(chapter.title()).length + 12;
  }

  /** QuickTime File Format, "Text sample description": all defaults. */
  private static void sampleEntry(AtomBuffer text) {
    text.zeros(6).u16(1);
    text.u32(1).u32(1).zeros(6).zeros(8).zeros(8).u16(0).u16(0).u8(0).u16(0).zeros(6).u8(0);
  }
}
