package io.rhapsode.synth.checkpoint;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of {@code numpy.save} that holds 32-bit floats in row order, little-endian (format
 * versions 1 to 3, numpy/lib/format.py). Its header is text of a fixed form and is not run.
 *
 * @param shape extents, outermost first
 * @param values the numbers, row by row; not copied, nobody changes it
 */
public record NumpyFile(List<Long> shape, float[] values) {
  private static final long LARGEST_FILE_BYTES = 64 << 20;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LARGEST_HEADER_BYTES = 4096;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\s*\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\),? ?\\}\\s*");

  public NumpyFile {
    shape = List.copyOf(shape);
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException if it is unreadable, or anything but an array of floats
   */
  public static NumpyFile read(Path file) throws CheckpointException {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new CheckpointException(file, "larger than 64 MiB, so not one small array");
      }
      return read(file, ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
    } catch (CheckpointException e) {
      throw e;
    } catch (BufferUnderflowException e) {
      throw new CheckpointException(file, "is cut short", e);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static NumpyFile read(Path file, ByteBuffer bytes) throws CheckpointException {
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    int version = bytes.get();
    bytes.get();
    if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
      throw new CheckpointException(file, "not of numpy.save");
    }
    int length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
    if (length < 0 || length > LARGEST_HEADER_BYTES) {
      throw new CheckpointException(file, "a header of %d bytes".formatted(length));
    }
    byte[] text = new byte[length];
    bytes.get(text);
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (!header.matches()) {
      throw new CheckpointException(file, "not an array of 32-bit floats in row order");
    }
    List<Long> shape = shape(file, header.group(1));
    long count = 1;
    for (long extent : shape) {
      count = extent > bytes.remaining() ? -1 : count * extent;
      if (count < 0 || count * Float.BYTES > bytes.remaining()) {
        throw new CheckpointException(file, "has fewer numbers than its shape says");
      }
    }
    if (count * Float.BYTES != bytes.remaining()) {
      throw new CheckpointException(file, "has more numbers than its shape says");
    }
    float[] values = new float[(int) count];
    bytes.asFloatBuffer().get(values);
    return new NumpyFile(shape, values);
  }

  private static List<Long> shape(Path file, String text) throws CheckpointException {
    List<Long> shape = new ArrayList<>();
    for (String extent : text.split(",")) {
      if (!extent.isBlank()) {
        try {
          shape.add(Long.parseLong(extent.strip()));
        } catch (NumberFormatException e) {
          throw new CheckpointException(file, "its shape is (%s)".formatted(text), e);
        }
      }
    }
    return shape;
  }
}
