package io.rhapsode.mux.id3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames of ID3v2.3 one after the other. */
final class FrameBuffer {
  private static final int LATIN_1 = 0;
  private static final int UTF_16_WITH_BOM = 1;

  /** Frame header: id, size as a plain 32-bit number, two bytes of flags (section 3.3). */
  private static final int FLAG_BYTES = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FrameBuffer frame(String id, byte[] content) {
    latin1(id).u32(content.length).zeros(FLAG_BYTES);
    return raw(content);
  }

  /** A text frame (section 4.2); nothing when the text is empty. */
  FrameBuffer text(String id, String text) {
    if (text.isEmpty()) {
      return this;
    }
    int encoding = encodingOf(text);
    return frame(id, new FrameBuffer().u8(encoding).encoded(text, encoding).toByteArray());
  }

  /** A "TXXX" frame (section 4.2.2). */
  FrameBuffer userText(String description, String text) {
    int encoding = encodingOf(description + text);
    FrameBuffer content = new FrameBuffer().u8(encoding);
    content.encoded(description, encoding).terminator(encoding).encoded(text, encoding);
    return frame("TXXX", content.toByteArray());
  }

  /** A "COMM" frame (section 4.11); nothing when the text is empty. */
  FrameBuffer comment(String languageCode, String text) {
    if (text.isEmpty()) {
      return this;
    }
    int encoding = encodingOf(text);
    FrameBuffer content = new FrameBuffer().u8(encoding).latin1(languageCode);
    content.encoded("", encoding).terminator(encoding).encoded(text, encoding);
    return frame("COMM", content.toByteArray());
  }

  FrameBuffer u8(int value) {
    bytes.write(value);
    return this;
  }

  FrameBuffer u32(long value) {
    return u8((int) (value >>> 24))
        .u8((int) (value >>> 16))
        .u8((int) (value >>> 8))
        .u8((int) value);
  }

  FrameBuffer zeros(int count) {
    return raw(new byte[count]);
  }

  FrameBuffer raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  FrameBuffer latin1(String text) {
    return raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private FrameBuffer encoded(String text, int encoding) {
    if (encoding == LATIN_1) {
      return latin1(text);
    }
    return u8(0xFF).u8(0xFE).raw(text.getBytes(StandardCharsets.UTF_16LE));
  }

  private FrameBuffer terminator(int encoding) {
    return zeros(encoding == LATIN_1 ? 1 : 2);
  }

  private static int encodingOf(String text) {
    return text.chars().allMatch(unit -> unit <= 0xFF) ? LATIN_1 : UTF_16_WITH_BOM;
  }
}
