package io.rhapsode.synth.tokenizer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a SentencePiece model file that decoding needs. Format: {@code
 * sentencepiece_model.proto} in Protocol Buffers wire encoding; read by hand since it takes three
 * fields of some forty.
 *
 * @param pieces by id
 * @param stripsOneSpace a leading space of the first piece was put there by the encoder
 * @param stripsAllSpaces any leading space was
 */
record SentencePieceModel(List<Piece> pieces, boolean stripsOneSpace, boolean stripsAllSpaces) {
  private static final int MODEL_PIECES = 1;
  private static final int MODEL_NORMALIZER = 3;
  private static final int PIECE_TEXT = 1;
  private static final int PIECE_TYPE = 3;
  private static final int NORMALIZER_ADD_DUMMY_PREFIX = 3;
  private static final int NORMALIZER_REMOVE_EXTRA_WHITESPACES = 4;

  private static final int WIRE_VARINT = 0;
  private static final int WIRE_64_BIT = 1;
  private static final int WIRE_LENGTH = 2;
  private static final int WIRE_32_BIT = 5;

  /** Kinds of pieces, by their number in the format. */
  enum Kind {
    NORMAL(1),
    UNKNOWN(2),
    CONTROL(3),
    USER_DEFINED(4),
    UNUSED(5),
    BYTE(6);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(long number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new IllegalArgumentException("piece type " + number + " is unknown");
    }
  }

  /** One entry of the vocabulary; a byte's text is {@code <0x41>}. */
  record Piece(String text, Kind kind) {}

  SentencePieceModel {
    pieces = List.copyOf(pieces);
  }

  static SentencePieceModel parse(Path file, byte[] model) throws TokenizerException {
    try {
      return parse(ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | IllegalArgumentException exception) {
      throw new TokenizerException(
          file, "not a SentencePiece model: " + exception.getMessage(), exception);
    }
  }

  private static SentencePieceModel parse(ByteBuffer model) {
    List<Piece> pieces = new ArrayList<>();
    boolean dummyPrefix = true;
    boolean removesSpaces = true;
    while (model.hasRemaining()) {
      long tag = varint(model);
      if (tag == tag(MODEL_PIECES, WIRE_LENGTH)) {
        pieces.add(piece(message(model)));
        continue;
      }
      if (tag == tag(MODEL_NORMALIZER, WIRE_LENGTH)) {
        ByteBuffer normalizer = message(model);
        dummyPrefix = flag(normalizer.duplicate(), NORMALIZER_ADD_DUMMY_PREFIX);
        removesSpaces = flag(normalizer, NORMALIZER_REMOVE_EXTRA_WHITESPACES);
        continue;
      }
      skip(model, tag);
    }
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("it has no pieces");
    }
    return new SentencePieceModel(pieces, dummyPrefix, removesSpaces);
  }

  private static Piece piece(ByteBuffer message) {
    String text = "";
    Kind kind = Kind.NORMAL;
    while (message.hasRemaining()) {
      long tag = varint(message);
      if (tag == tag(PIECE_TEXT, WIRE_LENGTH)) {
        text = StandardCharsets.UTF_8.decode(message(message)).toString();
        continue;
      }
      if (tag == tag(PIECE_TYPE, WIRE_VARINT)) {
        kind = Kind.of(varint(message));
        continue;
      }
      skip(message, tag);
    }
    return new Piece(text, kind);
  }

  /** A Boolean field, true where absent as both that are read default to. */
  private static boolean flag(ByteBuffer message, int field) {
    boolean value = true;
    while (message.hasRemaining()) {
      long tag = varint(message);
      if (tag == tag(field, WIRE_VARINT)) {
        value = varint(message) != 0;
        continue;
      }
      skip(message, tag);
    }
    return value;
  }

  private static long tag(int field, int wireType) {
    return (long) field << 3 | wireType;
  }

  private static ByteBuffer message(ByteBuffer input) {
    long length = varint(input);
    if (length < 0 || length > input.remaining()) {
      throw new IllegalArgumentException("a part of %d bytes is cut short".formatted(length));
    }
    ByteBuffer message = input.slice(input.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    input.position(input.position() + (int) length);
    return message;
  }

  private static void skip(ByteBuffer input, long tag) {
    switch ((int) (tag & 7)) {
      case WIRE_VARINT -> varint(input);
      case WIRE_64_BIT -> input.getLong();
      case WIRE_LENGTH -> message(input);
      case WIRE_32_BIT -> input.getInt();
      default -> throw new IllegalArgumentException("wire type " + (tag & 7) + " is unknown");
    }
  }

  private static long varint(ByteBuffer input) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = input.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than ten bytes");
  }
}
