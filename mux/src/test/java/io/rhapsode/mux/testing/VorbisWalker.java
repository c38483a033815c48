package io.rhapsode.mux.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the comments of FLAC (RFC 9639 section 8.6) and of Opus in Ogg (RFC 7845 section 5.2)
 * straight from the bytes, independent of FFmpeg.
 */
public final class VorbisWalker {
  private static final int COMMENT_BLOCK = 4;

  private VorbisWalker() {}

  /** All comments as "NAME=value", in order. */
  public static List<String> comments(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    return switch (ascii(buffer, 4)) {
      case "fLaC" -> comments(flacBlock(buffer));
      case "OggS" -> opusComments(buffer.rewind());
      default -> throw new AssertionError("neither FLAC nor Ogg");
    };
  }

  private static ByteBuffer flacBlock(ByteBuffer buffer) {
    while (true) {
      int header = buffer.get();
      int length = (buffer.get() & 0xFF) << 16 | (buffer.get() & 0xFF) << 8 | (buffer.get() & 0xFF);
      if ((header & 0x7F) == COMMENT_BLOCK) {
        return buffer.slice(buffer.position(), length);
      }
      if (header < 0) {
        throw new AssertionError("no comments");
      }
      buffer.position(buffer.position() + length);
    }
  }

  /** The second packet of the stream (RFC 3533 section 6). */
  private static List<String> opusComments(ByteBuffer file) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    int packets = 0;
    for (int page = 0; ; page++) {
      ByteBuffer header = file.slice().order(ByteOrder.LITTLE_ENDIAN);
      if (!ascii(header, 4).equals("OggS") || header.getInt(18) != page) {
        throw new AssertionError("not page " + page);
      }
      int segments = header.get(26) & 0xFF;
      int position = 27 + segments;
      for (int i = 0; i < segments; i++) {
        int length = header.get(27 + i) & 0xFF;
        packet.write(file.array(), file.position() + position, length);
        position += length;
        if (length < 255 && packets++ == 1) {
          ByteBuffer content = ByteBuffer.wrap(packet.toByteArray());
          if (!ascii(content, 8).equals("OpusTags")) {
            throw new AssertionError("the second packet has no comments");
          }
          return comments(content.slice());
        }
        if (length < 255) {
          packet.reset();
        }
      }
      file.position(file.position() + position);
    }
  }

  private static List<String> comments(ByteBuffer block) {
    block.order(ByteOrder.LITTLE_ENDIAN);
    utf8(block);
    int count = block.getInt();
    List<String> comments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      comments.add(utf8(block));
    }
    return comments;
  }

  private static String utf8(ByteBuffer block) {
    byte[] bytes = new byte[block.getInt()];
    block.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String ascii(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
