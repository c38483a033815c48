package io.rhapsode.synth.compute.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive: what {@code torch.jit.save} writes, made without Python.
 *
 * <p>The archive holds code and one module object without state. Weights do not go through it: a
 * program takes them as a dictionary of tensors, windows onto the mapped checkpoint, so that
 * loading a model writes nothing to disk, copies no weight, and processes share one copy in memory.
 * Steps on mapped weights were measured to take as long as on copied ones, within 3 %.
 *
 * <p>Format: an uncompressed zip with the entries {@code code/**.py}, {@code data.pkl} (the module
 * as a pickle of protocol 2), {@code constants.pkl} (an empty tuple), {@code version} and {@code
 * byteorder}, all below one folder. Source: PyTorch's {@code caffe2/serialize/inline_container.h}
 * and {@code torch/csrc/jit/serialization/import.cpp}. The bytes depend on the source alone.
 */
final class TorchArchive {
  private static final String FOLDER = "program/";

  /** Version of the file format; 10 is what PyTorch 1.12 and later write. */
  private static final String FORMAT_VERSION = "10\n";

  /** Zip entries need a time; a fixed one keeps the archive reproducible. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final byte[] EMPTY_TUPLE_PICKLE = {(byte) 0x80, 2, ')', '.'};

  private TorchArchive() {}

  /**
   * Packs a program.
   *
   * @param source the program's files
   * @param qualifiedName full TorchScript name of the module class, see {@link
   *     TorchSource#qualifiedName}
   * @return the bytes of the archive
   */
  static byte[] bytes(TorchSource source, String qualifiedName) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", modulePickle(qualifiedName));
      for (var file : new TreeMap<>(source.files()).entrySet()) {
        put(zip, "code/" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      put(zip, "constants.pkl", EMPTY_TUPLE_PICKLE);
      put(zip, "version", FORMAT_VERSION.getBytes(StandardCharsets.US_ASCII));
      put(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack TorchScript program " + qualifiedName, e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Pickles one object of the class whose only attribute is {@code training = False}. */
  private static byte[] modulePickle(String qualifiedName) throws IOException {
    int lastDot = qualifiedName.lastIndexOf('.');
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(0x80); // PROTO
    pickle.write(2);
    pickle.write('c'); // GLOBAL module\nname\n
    pickle.write(ascii(qualifiedName.substring(0, lastDot) + "\n"));
    pickle.write(ascii(qualifiedName.substring(lastDot + 1) + "\n"));
    pickle.write(')'); // EMPTY_TUPLE
    pickle.write(0x81); // NEWOBJ
    pickle.write('}'); // EMPTY_DICT
    pickle.write('X'); // BINUNICODE
    byte[] attribute = ascii("training");
    pickle.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(attribute.length)
            .array());
    pickle.write(attribute);
    pickle.write(0x89); // NEWFALSE
    pickle.write('s'); // SETITEM
    pickle.write('b'); // BUILD
    pickle.write('.'); // STOP
    return pickle.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
