package io.rhapsode.mux.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads ID3v2.3 frames straight from the bytes, independent of the writer and of FFmpeg. */
public final class Id3Walker {
  /** A frame with its content. */
  public record Frame(String id, byte[] content) {}

  /** A "CHAP" frame. */
  public record Chapter(String id, String title, long startMillis, long endMillis) {}

  /** A "CTOC" frame. */
  public record Contents(String id, boolean top, boolean ordered, List<String> entries) {}

  private final List<Frame> frames;
  private final int bytes;

  public Id3Walker(byte[] file) {
    String mark = new String(file, 0, 3, StandardCharsets.ISO_8859_1);
    if (!mark.equals("ID3") || file[3] != 3 || file[5] != 0) {
      throw new AssertionError("not an ID3v2.3 tag without flags");
    }
    int size = file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9];
    bytes = 10 + size;
    frames = frames(ByteBuffer.wrap(file, 10, size).slice());
  }

  /** Length of the tag: where the first MPEG frame begins. */
  public int bytes() {
    return bytes;
  }

  public String text(String id) {
    byte[] content = one(id).content();
    return decode(content[0], ByteBuffer.wrap(content, 1, content.length - 1));
  }

  public byte[] content(String id) {
    return one(id).content();
  }

  /** "TXXX" frames by description. */
  public Map<String, String> userTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Frame frame : all("TXXX")) {
      byte[] content = frame.content();
      String both = decode(content[0], ByteBuffer.wrap(content, 1, content.length - 1));
      int end = both.indexOf('\0');
      texts.put(both.substring(0, end), both.substring(end + 1).replace("\uFEFF", ""));
    }
    return texts;
  }

  public List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>();
    for (Frame frame : all("CHAP")) {
      ByteBuffer content = ByteBuffer.wrap(frame.content());
      String id = latin1(content);
      long start = Integer.toUnsignedLong(content.getInt());
      long end = Integer.toUnsignedLong(content.getInt());
      if (content.getInt() != -1 || content.getInt() != -1) {
        throw new AssertionError("byte offsets of " + id + " are not all ones");
      }
      Frame title = frames(content.slice()).get(0);
      ByteBuffer text = ByteBuffer.wrap(title.content(), 1, title.content().length - 1);
      chapters.add(new Chapter(id, decode(title.content()[0], text), start, end));
    }
    return chapters;
  }

  public List<Contents> contents() {
    List<Contents> tables = new ArrayList<>();
    for (Frame frame : all("CTOC")) {
      ByteBuffer content = ByteBuffer.wrap(frame.content());
      String id = latin1(content);
      int flags = content.get();
      int count = content.get() & 0xFF;
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(latin1(content));
      }
      if (content.hasRemaining()) {
        throw new AssertionError(content.remaining() + " bytes after the entries of " + id);
      }
      tables.add(new Contents(id, (flags & 2) != 0, (flags & 1) != 0, entries));
    }
    return tables;
  }

  private List<Frame> all(String id) {
    return frames.stream().filter(frame -> frame.id().equals(id)).toList();
  }

  private Frame one(String id) {
    List<Frame> found = all(id);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " frames " + id);
    }
    return found.get(0);
  }

  private static List<Frame> frames(ByteBuffer buffer) {
    List<Frame> frames = new ArrayList<>();
    while (buffer.hasRemaining()) {
      byte[] id = new byte[4];
      buffer.get(id);
      byte[] content = new byte[buffer.getInt()];
      buffer.getShort();
      buffer.get(content);
      frames.add(new Frame(new String(id, StandardCharsets.ISO_8859_1), content));
    }
    return frames;
  }

  private static String latin1(ByteBuffer buffer) {
    StringBuilder text = new StringBuilder();
    for (byte next = buffer.get(); next != 0; next = buffer.get()) {
      text.append((char) (next & 0xFF));
    }
    return text.toString();
  }

  private static String decode(int encoding, ByteBuffer text) {
    return encoding == 0
        ? StandardCharsets.ISO_8859_1.decode(text).toString()
        : StandardCharsets.UTF_16.decode(text).toString();
  }
}
