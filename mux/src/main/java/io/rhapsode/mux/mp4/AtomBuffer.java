package io.rhapsode.mux.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing buffer of nested atoms ("boxes"), big endian. An atom's size is filled in when it ends.
 */
final class AtomBuffer {
  /** Content of an atom. */
  @FunctionalInterface
  interface Content {
    void write(AtomBuffer buffer);
  }

  private byte[] bytes = new byte[1024];
  private int length;

  /** An atom: size, type, content. */
  AtomBuffer atom(String type, Content content) {
    int start = length;
    u32(0).type(type);
    content.write(this);
    int size = length - start;
    bytes[start] = (byte) (size >>> 24);
    bytes[start + 1] = (byte) (size >>> 16);
    bytes[start + 2] = (byte) (size >>> 8);
    bytes[start + 3] = (byte) size;
    return this;
  }

  /** An atom that begins with a version and flags (a "full box"). */
  AtomBuffer fullAtom(String type, int version, int flags, Content content) {
    return atom(
        type,
        buffer -> {
          buffer.u32((long) version << 24 | flags);
          content.write(buffer);
        });
  }

  AtomBuffer u8(int value) {
    reserve(1);
    bytes[length] = (byte) value;
    length++;
    return this;
  }

  AtomBuffer u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  AtomBuffer u24(int value) {
    return u8(value >>> 16).u16(value);
  }

  AtomBuffer u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  AtomBuffer u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  AtomBuffer zeros(int count) {
    reserve(count);
    Arrays.fill(bytes, length, length + count, (byte) 0);
    length += count;
    return this;
  }

  /** Four characters of ISO 8859-1, such as "©nam". */
  AtomBuffer type(String type) {
    return raw(type.getBytes(StandardCharsets.ISO_8859_1));
  }

  AtomBuffer utf8(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  AtomBuffer raw(byte[] content) {
    reserve(content.length);
    System.arraycopy(content, 0, bytes, length, content.length);
    length += content.length;
    return this;
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), bytes.length * 2));
    }
  }
}
