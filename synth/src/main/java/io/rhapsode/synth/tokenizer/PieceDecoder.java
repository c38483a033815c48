package io.rhapsode.synth.tokenizer;

import io.rhapsode.synth.tokenizer.SentencePieceModel.Kind;
import io.rhapsode.synth.tokenizer.SentencePieceModel.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Joins pieces to text as SentencePiece does: U+2581 is a space, a first one is dropped if the
 * encoder put it there, bytes are gathered and read as UTF-8, control pieces are silent.
 */
final class PieceDecoder {
  private static final char SPACE_MARK = '\u2581';
  private static final String UNKNOWN_SURFACE = " \u2047 ";
  private static final char REPLACEMENT = '\uFFFD';

  private final SentencePieceModel model;

  PieceDecoder(SentencePieceModel model) {
    this.model = model;
  }

  int entries() {
    return model.pieces().size();
  }

  String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean atStart = true;
    for (int id : ids) {
      if (id < 0 || id >= entries()) {
        throw new IllegalArgumentException(
            "token id %d is not in 0 .. %d".formatted(id, entries() - 1));
      }
      Piece piece = model.pieces().get(id);
      if (piece.kind() == Kind.BYTE) {
        bytes.write(Integer.parseInt(piece.text(), 3, 5, 16));
        continue;
      }
      appendUtf8(text, bytes);
      atStart &= text.isEmpty();
      atStart = append(text, piece, atStart);
    }
    appendUtf8(text, bytes);
    return text.toString();
  }

  /** Returns whether a further piece may still have its leading space dropped. */
  private boolean append(StringBuilder text, Piece piece, boolean atStart) {
    if (piece.kind() == Kind.CONTROL) {
      return atStart;
    }
    if (piece.kind() == Kind.UNKNOWN) {
      text.append(UNKNOWN_SURFACE);
      return false;
    }
    String surface = piece.text();
    boolean strips = model.stripsOneSpace() || model.stripsAllSpaces();
    boolean dropped = atStart && strips && surface.indexOf(SPACE_MARK) == 0;
    text.append(surface.substring(dropped ? 1 : 0).replace(SPACE_MARK, ' '));
    return atStart && text.isEmpty() && (!dropped || model.stripsAllSpaces());
  }

  /** Appends gathered bytes; each byte that is not part of a sound sequence becomes one U+FFFD. */
  private static void appendUtf8(StringBuilder text, ByteArrayOutputStream gathered) {
    byte[] bytes = gathered.toByteArray();
    gathered.reset();
    int position = 0;
    while (position < bytes.length) {
      int length = sequenceLength(bytes, position);
      if (length == 0) {
        text.append(REPLACEMENT);
        position++;
        continue;
      }
      text.append(new String(bytes, position, length, StandardCharsets.UTF_8));
      position += length;
    }
  }

  /** Length of the well-formed UTF-8 sequence at a position, or 0 (Unicode 15, table 3-7). */
  private static int sequenceLength(byte[] bytes, int position) {
    int lead = bytes[position] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || position + length > bytes.length) {
      return 0;
    }
    for (int index = 1; index < length; index++) {
      if ((bytes[position + index] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[position + 1] & 0xff;
    boolean overlong = lead == 0xe0 && second < 0xa0 || lead == 0xf0 && second < 0x90;
    boolean surrogate = lead == 0xed && second >= 0xa0;
    boolean beyond = lead == 0xf4 && second >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
  }
}
