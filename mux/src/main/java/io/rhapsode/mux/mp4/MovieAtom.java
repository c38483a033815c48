package io.rhapsode.mux.mp4;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import java.util.List;
import java.util.Optional;

/**
 * The "moov" atom: an audio track, a QuickTime chapter track that it refers to, tags, and a Nero
 * chapter list where it can hold all chapters.
 */
final class MovieAtom {
  private static final int AUDIO_TRACK_ID = 1;
  private static final int CHAPTER_TRACK_ID = 2;

  /** Milliseconds: an hour-long book stays far from the 32-bit limit that old players have. */
  static final int MOVIE_TIMESCALE = 1_000;

  private static final int NO_LANGUAGE = 0x55C4;

  private final AudioTrack audio;
  private final List<ChapterTime> chapters;
  private final BookTags tags;
  private final Optional<Cover> cover;

  MovieAtom(AudioTrack audio, List<ChapterTime> chapters, BookTags tags, Optional<Cover> cover) {
    this.audio = audio;
    this.chapters = List.copyOf(chapters);
    this.tags = tags;
    this.cover = cover;
  }

  /**
   * @param textOffset position of the first chapter title in the file
   * @param audioOffset position of the first access unit in the file
   */
  byte[] write(long textOffset, long audioOffset) {
    return new AtomBuffer()
        .atom(
            "moov",
            moov -> {
              header(moov);
              moov.atom("trak", trak -> audioTrack(trak, audioOffset));
              moov.atom("trak", trak -> chapterTrack(trak, textOffset));
              moov.atom("udta", this::userData);
            })
        .toByteArray();
  }

  private void header(AtomBuffer moov) {
    moov.fullAtom(
        "mvhd",
        0,
        0,
        mvhd -> {
          mvhd.u32(0).u32(0).u32(MOVIE_TIMESCALE).u32(audio.millis());
          mvhd.u32(0x00010000).u16(0x0100).zeros(10);
          unityMatrix(mvhd);
          mvhd.zeros(24).u32(CHAPTER_TRACK_ID + 1);
        });
  }

  private void audioTrack(AtomBuffer trak, long offset) {
    trackHeader(trak, AUDIO_TRACK_ID, 7, 0x0100);
    trak.atom(
        "edts",
        edts ->
            edts.fullAtom(
                "elst",
                0,
                0,
                elst ->
                    elst.u32(1).u32(audio.millis()).u32(audio.primingSamples()).u32(0x00010000)));
    trak.atom("tref", tref -> tref.atom("chap", chap -> chap.u32(CHAPTER_TRACK_ID)));
    trak.atom(
        "mdia",
        mdia -> {
          mediaHeader(mdia, audio.sampleRateHz(), audio.mediaSamples(), packed(audio.language()));
          handler(mdia, "soun", "SoundHandler");
          mdia.atom(
              "minf",
              minf -> {
                minf.fullAtom("smhd", 0, 0, smhd -> smhd.zeros(4));
                dataInformation(minf);
                minf.atom("stbl", stbl -> new AudioSampleTable(audio).write(stbl, offset));
              });
        });
  }

  private void chapterTrack(AtomBuffer trak, long offset) {
    trackHeader(trak, CHAPTER_TRACK_ID, 2, 0);
    trak.atom(
        "mdia",
        mdia -> {
          long end = chapters.get(chapters.size() - 1).endMillis();
          mediaHeader(mdia, MOVIE_TIMESCALE, end, NO_LANGUAGE);
          handler(mdia, "text", "ChapterHandler");
          mdia.atom(
              "minf",
              minf -> {
                ChapterText.mediaHeader(minf);
                dataInformation(minf);
                minf.atom("stbl", stbl -> ChapterText.sampleTable(stbl, chapters, offset));
              });
        });
  }

  private void trackHeader(AtomBuffer trak, int id, int flags, int volume) {
    trak.fullAtom(
        "tkhd",
        0,
        flags,
        tkhd -> {
          tkhd.u32(0).u32(0).u32(id).u32(0).u32(audio.millis()).zeros(8);
          tkhd.u16(0).u16(0).u16(volume).u16(0);
          unityMatrix(tkhd);
          tkhd.u32(0).u32(0);
        });
  }

  private static void mediaHeader(AtomBuffer mdia, int timescale, long duration, int language) {
    boolean wide = duration > 0xFFFF_FFFFL;
    mdia.fullAtom(
        "mdhd",
        wide ? 1 : 0,
        0,
        mdhd -> {
          if (wide) {
            mdhd.u64(0).u64(0).u32(timescale).u64(duration);
          } else {
            mdhd.u32(0).u32(0).u32(timescale).u32(duration);
          }
          mdhd.u16(language).u16(0);
        });
  }

  private static void handler(AtomBuffer mdia, String type, String name) {
    mdia.fullAtom("hdlr", 0, 0, hdlr -> hdlr.u32(0).type(type).zeros(12).utf8(name).u8(0));
  }

  private static void dataInformation(AtomBuffer minf) {
    minf.atom(
        "dinf",
        dinf -> dinf.fullAtom("dref", 0, 0, dref -> dref.u32(1).fullAtom("url ", 0, 1, url -> {})));
  }

  private void userData(AtomBuffer udta) {
    MetadataAtom.write(udta, tags, cover);
    NeroChapters.write(udta, chapters);
  }

  private static void unityMatrix(AtomBuffer buffer) {
    buffer.u32(0x00010000).zeros(12).u32(0x00010000).zeros(12).u32(0x40000000);
  }

  /** Three letters in five bits each (ISO/IEC 14496-12 section 8.4.2.3). */
  private static int packed(String language) {
    int packed = 0;
    for (char letter : language.toCharArray()) {
      packed = packed << 5 | (letter - 0x60);
    }
    return packed;
  }
}
