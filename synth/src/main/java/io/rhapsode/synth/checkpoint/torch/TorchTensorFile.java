package io.rhapsode.synth.checkpoint.torch;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.HalfPrecision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file of {@code torch.save} that holds one dense tensor: an uncompressed zip of {@code
 * NAME/data.pkl}, {@code NAME/data/0} and notes that do not matter here.
 *
 * <p>The pickle is never run: {@link TensorPickle} reads the one form that a tensor has and refuses
 * all others. Entries are not compressed, so that no entry is larger than the file.
 *
 * @param shape extents, outermost first
 * @param values the numbers, row by row; not copied, nobody changes it
 */
public record TorchTensorFile(List<Long> shape, float[] values) {
  private static final long LARGEST_FILE_BYTES = 64 << 20;
  private static final int MOST_ENTRIES = 16;
  private static final int LARGEST_PICKLE_BYTES = 64 << 10;
  private static final String PICKLE = "/data.pkl";
  private static final String DATA = "/data/";

  public TorchTensorFile {
    shape = List.copyOf(shape);
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException if it is missing, unreadable, or anything but one dense tensor of
   *     floats
   */
  public static TorchTensorFile read(Path file) throws CheckpointException {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new CheckpointException(file, "larger than 64 MiB, so not one small tensor");
      }
      try (ZipFile zip = new ZipFile(file.toFile())) {
        return read(file, zip);
      }
    } catch (CheckpointException exception) {
      throw exception;
    } catch (NoSuchFileException exception) {
      throw new CheckpointException(file, "no such file", exception);
    } catch (ZipException exception) {
      throw new CheckpointException(
          file, "not a zip of torch.save: " + exception.getMessage(), exception);
    } catch (IOException | IllegalArgumentException exception) {
      throw new CheckpointException(file, "cannot be read: " + exception.getMessage(), exception);
    }
  }

  private static TorchTensorFile read(Path file, ZipFile zip) throws IOException {
    if (zip.size() > MOST_ENTRIES) {
      throw new CheckpointException(
          file, "%d entries, more than one tensor has".formatted(zip.size()));
    }
    ZipEntry pickle = entry(file, zip, PICKLE);
    String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    requireLittleEndian(file, zip, folder);
    if (pickle.getSize() > LARGEST_PICKLE_BYTES) {
      throw new CheckpointException(file, "data.pkl is larger than that of one tensor");
    }
    TensorPickle tensor = TensorPickle.parse(file, bytes(zip, pickle));
    ZipEntry data = entry(file, zip, folder + DATA + tensor.storage());
    long expected = tensor.storageBytes();
    if (data.getSize() != expected) {
      throw new CheckpointException(
          file, "data has %d bytes, the pickle says %d".formatted(data.getSize(), expected));
    }
    return new TorchTensorFile(tensor.shape(), floats(tensor, bytes(zip, data)));
  }

  /** The only entry whose name ends so; it must be stored as it is. */
  private static ZipEntry entry(Path file, ZipFile zip, String suffix) throws IOException {
    ZipEntry found = null;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      if (entry.getName().equals(suffix) || entry.getName().endsWith(suffix)) {
        if (found != null) {
          throw new CheckpointException(file, "two entries end in " + suffix);
        }
        found = entry;
      }
    }
    if (found == null) {
      throw new CheckpointException(
          file, "no entry ends in " + CheckpointException.quote(suffix) + ": not of torch.save");
    }
    if (found.getMethod() != ZipEntry.STORED
        || found.getSize() != found.getCompressedSize()
        || found.getSize() > Files.size(file)) {
      throw new CheckpointException(
          file, CheckpointException.quote(found.getName()) + " is compressed: not of torch.save");
    }
    return found;
  }

  private static void requireLittleEndian(Path file, ZipFile zip, String folder)
      throws IOException {
    ZipEntry order = zip.getEntry(folder + "/byteorder");
    if (order == null) {
      return;
    }
    try (InputStream stream = zip.getInputStream(order)) {
      String text = new String(stream.readNBytes(16), StandardCharsets.ISO_8859_1);
      if (!text.equals("little")) {
        throw new CheckpointException(
            file, "byte order " + CheckpointException.quote(text) + " is not little");
      }
    }
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes(Math.toIntExact(entry.getSize()));
      if (bytes.length != entry.getSize()) {
        throw new ZipException(entry.getName() + " is cut short");
      }
      return bytes;
    }
  }

  private static float[] floats(TensorPickle tensor, byte[] bytes) {
    int elements = Math.toIntExact(tensor.elements());
    int size = tensor.type().bytes();
    ByteBuffer raw =
        ByteBuffer.wrap(bytes, Math.toIntExact(tensor.offset() * size), elements * size)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[elements];
    HalfPrecision.widen(raw, tensor.type(), elements)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
