package io.rhapsode.synth.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what {@code torch.save} writes for one bfloat16 matrix, and what it never would. */
public final class TorchTensorFiles {
  private TorchTensorFiles() {}

  /** A sound file. The values must be exact in bfloat16. */
  public static void write(Path file, float[] values, int rows, int columns) throws IOException {
    byte[] pickle = pickle("torch BFloat16Storage", values.length, 0, rows, columns, columns);
    write(file, pickle, bfloat16(values), true);
  }

  static byte[] bfloat16(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
    }
    return bytes.array();
  }

  static void write(Path file, byte[] pickle, byte[] data, boolean stored) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      entry(zip, "voice/data.pkl", pickle, true);
      entry(zip, "voice/byteorder", "little".getBytes(StandardCharsets.US_ASCII), true);
      entry(zip, "voice/data/0", data, stored);
      entry(zip, "voice/version", "3\n".getBytes(StandardCharsets.US_ASCII), true);
    }
  }

  static void entry(ZipOutputStream zip, String name, byte[] content, boolean stored)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (stored) {
      CRC32 checksum = new CRC32();
      checksum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(checksum.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** The pickle of a matrix in protocol 2. */
  static byte[] pickle(
      String storage, int elements, int offset, int rows, int columns, int rowStride) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 2});
    global(out, "torch._utils _rebuild_tensor_v2", 0);
    out.writeBytes(new byte[] {'(', '('});
    text(out, "storage", 1);
    global(out, storage, 2);
    text(out, "0", 3);
    text(out, "cpu", 4);
    number(out, elements);
    out.writeBytes(new byte[] {'t', 'q', 5, 'Q'});
    number(out, offset);
    number(out, rows);
    number(out, columns);
    out.writeBytes(new byte[] {(byte) 0x86, 'q', 6});
    number(out, rowStride);
    number(out, 1);
    out.writeBytes(new byte[] {(byte) 0x86, 'q', 7, (byte) 0x89});
    global(out, "collections OrderedDict", 8);
    out.writeBytes(new byte[] {')', 'R', 'q', 9, 't', 'q', 10, 'R', 'q', 11, '.'});
    return out.toByteArray();
  }

  private static void global(ByteArrayOutputStream out, String name, int memo) {
    out.write('c');
    out.writeBytes((name.replace(' ', '\n') + "\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {'q', (byte) memo});
  }

  private static void text(ByteArrayOutputStream out, String text, int memo) {
    out.write('X');
    int4(out, text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {'q', (byte) memo});
  }

  private static void number(ByteArrayOutputStream out, int number) {
    if (number >= 0 && number < 256) {
      out.writeBytes(new byte[] {'K', (byte) number});
    } else {
      out.write('J');
      int4(out, number);
    }
  }

  private static void int4(ByteArrayOutputStream out, int number) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }
}
