package io.rhapsode.mux.mp4;

import java.nio.charset.StandardCharsets;

/** Titles in the forms that the two kinds of chapters can hold. */
final class ChapterTitles {
  /** The length of a title in a Nero chapter list is one byte. */
  private static final int NERO_BYTES = 255;

  /** The length of a QuickTime text sample is two bytes. */
  private static final int TEXT_SAMPLE_BYTES = 65_535;

  private ChapterTitles() {}

  static byte[] forNeroList(String title) {
    return cut(title, NERO_BYTES);
  }

  static byte[] forTextSample(String title) {
    return cut(title, TEXT_SAMPLE_BYTES);
  }

  /** As much of the text as fits, in UTF-8, cut between characters. */
  static byte[] cut(String text, int maximumBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maximumBytes) {
      return bytes;
    }
    int end = maximumBytes;
    // Bytes 10xxxxxx continue a character.
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return java.util.Arrays.copyOf(bytes, end);
  }
}
