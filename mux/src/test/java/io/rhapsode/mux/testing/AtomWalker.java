package io.rhapsode.mux.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads MP4 atoms straight from the bytes, independent of the writer and of FFmpeg. */
public final class AtomWalker {
  /** An atom and where its content lies. */
  public record Atom(String type, int start, int contentStart, int end) {}

  private final byte[] file;

  public AtomWalker(byte[] file) {
    this.file = file;
  }

  /** The types of the atoms at the top of the file, in order. */
  public List<String> topTypes() {
    return children(0, file.length).stream().map(Atom::type).toList();
  }

  /** All atoms at a path such as "moov/trak/mdia". */
  public List<Atom> all(String path) {
    List<Atom> found = List.of(new Atom("", 0, 0, file.length));
    for (String type : path.split("/")) {
      List<Atom> next = new ArrayList<>();
      for (Atom parent : found) {
        int skipped = parent.type().equals("meta") ? 4 : 0;
        for (Atom child : children(parent.contentStart() + skipped, parent.end())) {
          if (child.type().equals(type)) {
            next.add(child);
          }
        }
      }
      found = next;
    }
    return found;
  }

  public Atom one(String path) {
    List<Atom> found = all(path);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " atoms at " + path);
    }
    return found.get(0);
  }

  public ByteBuffer content(Atom atom) {
    return ByteBuffer.wrap(file, atom.contentStart(), atom.end() - atom.contentStart()).slice();
  }

  /** Titles and starts in 100 ns of a Nero chapter list. */
  public Map<String, Long> neroChapters() {
    ByteBuffer list = content(one("moov/udta/chpl"));
    list.position(8);
    int count = list.get() & 0xFF;
    Map<String, Long> chapters = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      long start = list.getLong();
      chapters.put(text(list, list.get() & 0xFF), start);
    }
    if (list.hasRemaining()) {
      throw new AssertionError(list.remaining() + " bytes after the last chapter");
    }
    return chapters;
  }

  /** Titles of the chapter track in order, read through its sample tables. */
  public List<String> textTrackTitles() {
    Atom track = chapterTrack();
    ByteBuffer sizes = content(within(track, "mdia/minf/stbl/stsz"));
    int count = sizes.getInt(8);
    int position = content(within(track, "mdia/minf/stbl/stco")).getInt(8);
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer sample = ByteBuffer.wrap(file, position, sizes.getInt(12 + 4 * i)).slice();
      titles.add(text(sample, sample.getShort() & 0xFFFF));
      position += sizes.getInt(12 + 4 * i);
    }
    return titles;
  }

  /** Durations of the chapter track in milliseconds. */
  public List<Integer> textTrackMillis() {
    ByteBuffer times = content(within(chapterTrack(), "mdia/minf/stbl/stts"));
    List<Integer> millis = new ArrayList<>();
    for (int i = 0; i < times.getInt(4); i++) {
      for (int k = 0; k < times.getInt(8 + 8 * i); k++) {
        millis.add(times.getInt(12 + 8 * i));
      }
    }
    return millis;
  }

  /** The text of an iTunes tag. */
  public String tag(String type) {
    ByteBuffer data = content(one("moov/udta/meta/ilst/" + type + "/data"));
    data.position(8);
    return text(data, data.remaining());
  }

  /** Freeform tags "----:com.apple.iTunes:NAME". */
  public Map<String, String> freeformTags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Atom item : all("moov/udta/meta/ilst/----")) {
      String mean = textOf(within(item, "mean"), 4);
      if (!mean.equals("com.apple.iTunes")) {
        throw new AssertionError("freeform domain " + mean);
      }
      tags.put(textOf(within(item, "name"), 4), textOf(within(item, "data"), 8));
    }
    return tags;
  }

  /** The track whose handler is "text". */
  public Atom chapterTrack() {
    return all("moov/trak").stream()
        .filter(track -> content(within(track, "mdia/hdlr")).getInt(8) == 0x74657874)
        .findFirst()
        .orElseThrow();
  }

  /** The track whose handler is "soun". */
  public Atom audioTrack() {
    return all("moov/trak").stream()
        .filter(track -> content(within(track, "mdia/hdlr")).getInt(8) == 0x736F756E)
        .findFirst()
        .orElseThrow();
  }

  public Atom within(Atom parent, String path) {
    Atom found = parent;
    for (String type : path.split("/")) {
      found =
          children(found.contentStart(), found.end()).stream()
              .filter(child -> child.type().equals(type))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no " + type + " in " + parent));
    }
    return found;
  }

  private String textOf(Atom atom, int skipped) {
    ByteBuffer content = content(atom);
    content.position(skipped);
    return text(content, content.remaining());
  }

  private List<Atom> children(int start, int end) {
    List<Atom> atoms = new ArrayList<>();
    int position = start;
    while (position < end) {
      ByteBuffer header = ByteBuffer.wrap(file, position, end - position).slice();
      long size = Integer.toUnsignedLong(header.getInt());
      byte[] type = new byte[4];
      header.get(type);
      int headerBytes = size == 1 ? 16 : 8;
      size = size == 1 ? header.getLong() : size;
      if (size < headerBytes || size > end - position) {
        throw new AssertionError("atom of %d bytes at %d".formatted(size, position));
      }
      int next = position + (int) size;
      String name = new String(type, StandardCharsets.ISO_8859_1);
      atoms.add(new Atom(name, position, position + headerBytes, next));
      position = next;
    }
    return atoms;
  }

  private static String text(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
