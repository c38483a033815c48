package io.rhapsode.synth.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A safetensors file, checked when opened and mapped into memory tensor by tensor.
 *
 * <p>Nothing in the file is believed: header length, JSON, types, shapes and offsets are checked
 * before the first tensor is handed out, and no allocation exceeds a small multiple of the file's
 * real size. Buffers stay valid after {@link #close}; the file must not be shortened while they are
 * in use, since a native reader of a mapped page that is gone ends the process (replace such files
 * by renaming, never in place).
 *
 * <p>Safe for use by several threads.
 */
public final class Safetensors implements AutoCloseable {
  /** Bound on the JSON header, in bytes; a model of ten thousand tensors needs about one MiB. */
  public static final int LARGEST_HEADER_BYTES = 16 << 20;

  private static final int LENGTH_BYTES = Long.BYTES;

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataStart;

  private Safetensors(Path file, FileChannel channel, SafetensorsHeader header, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Opens and checks a file; the tensors' bytes are not read yet.
   *
   * @throws CheckpointException if the file is missing, unreadable or not a sound safetensors file
   */
  public static Safetensors open(Path file) throws CheckpointException {
    requireNonNull(file, "file is null");
    try {
      return openChecked(file);
    } catch (CheckpointException exception) {
      throw exception;
    } catch (NoSuchFileException exception) {
      throw new CheckpointException(file, "no such file", exception);
    } catch (IOException exception) {
      throw new CheckpointException(file, "cannot be read: " + exception.getMessage(), exception);
    }
  }

  public Path file() {
    return file;
  }

  /** Tensor names in the order of their bytes. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** Entries by name, in the order of their bytes. */
  public Map<String, TensorEntry> entries() {
    return header.tensors();
  }

  /** The header's metadata, sorted by key; empty if the file has none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * @throws CheckpointException if the file holds no tensor of that name
   */
  public TensorEntry entry(String name) throws CheckpointException {
    TensorEntry entry = header.tensors().get(name);
    if (entry == null) {
      throw CheckpointException.ofTensor(file, name, "not in the file");
    }
    return entry;
  }

  /**
   * The raw bytes of a tensor, mapped: a read-only little-endian direct buffer from position 0 to
   * the tensor's length.
   *
   * @throws CheckpointException if the tensor is absent or longer than one buffer can be (2^31-1
   *     bytes)
   */
  public ByteBuffer bytes(String name) throws CheckpointException {
    TensorEntry entry = entry(name);
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw CheckpointException.ofTensor(
          file, name, "%d bytes do not fit in one buffer of 2^31-1".formatted(entry.bytes()));
    }
    try {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, dataStart + entry.beginByte(), entry.bytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException exception) {
      throw new CheckpointException(
          file, "tensor " + CheckpointException.quote(name) + " cannot be mapped", exception);
    }
  }

  /**
   * A tensor as float32 in a little-endian direct buffer, fit for {@code NDManager.create(buffer,
   * shape, FLOAT32)}: the mapped file itself when the tensor is F32 and aligned, otherwise a
   * converted or moved copy. Never write to it.
   *
   * @throws CheckpointException if the tensor is absent, not of a float type, or too long for one
   *     buffer
   */
  public ByteBuffer floatBytes(String name) throws CheckpointException {
    TensorEntry entry = entry(name);
    if (!entry.type().isFloat()) {
      throw CheckpointException.ofTensor(
          file, name, "dtype " + entry.type() + " is not a float type");
    }
    if (entry.elements() > Integer.MAX_VALUE / Float.BYTES) {
      throw CheckpointException.ofTensor(
          file, name, "%d values as float32 do not fit in one buffer".formatted(entry.elements()));
    }
    ByteBuffer raw = bytes(name);
    boolean aligned = (dataStart + entry.beginByte()) % Float.BYTES == 0;
    if (entry.type() == ElementType.F32 && aligned) {
      return raw;
    }
    return HalfPrecision.widen(raw, entry.type(), (int) entry.elements());
  }

  /**
   * Bytes of a tensor of 16-bit floats of type BF16 as the file has them, mapped, where numbers
   * begin at places that a processor can read them at.
   *
   * @return empty for tensors of other types, and of odd places
   * @throws CheckpointException if the tensor is absent or too long for one buffer
   */
  public Optional<ByteBuffer> bfloat16Bytes(String name) throws CheckpointException {
    TensorEntry entry = entry(name);
    boolean usable =
        entry.type() == ElementType.BF16
            && entry.elements() > 0
            && (dataStart + entry.beginByte()) % ElementType.BF16.bytes() == 0;
    return usable ? Optional.of(bytes(name)) : Optional.empty();
  }

  /** A tensor as float32 values on the heap; errors as for {@link #floatBytes}. */
  public float[] floats(String name) throws CheckpointException {
    ByteBuffer bytes = floatBytes(name);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /**
   * An I64 tensor's values.
   *
   * @throws CheckpointException if the tensor is absent, of another type, or too long for one
   *     buffer
   */
  public long[] integers(String name) throws CheckpointException {
    TensorEntry entry = entry(name);
    if (entry.type() != ElementType.I64) {
      throw CheckpointException.ofTensor(file, name, "dtype " + entry.type() + " is not I64");
    }
    ByteBuffer bytes = bytes(name);
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }

  /** Ends mapping of further tensors; buffers handed out before stay valid. */
  @Override
  public void close() throws CheckpointException {
    try {
      channel.close();
    } catch (IOException exception) {
      throw new CheckpointException(file, "cannot be closed", exception);
    }
  }

  private static Safetensors openChecked(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return read(file, channel);
    } catch (IOException | RuntimeException exception) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        exception.addSuppressed(suppressed);
      }
      throw exception;
    }
  }

  private static Safetensors read(Path file, FileChannel channel) throws IOException {
    long fileBytes = channel.size();
    if (fileBytes < LENGTH_BYTES) {
      throw new CheckpointException(
          file, "%d bytes are too few for a safetensors file".formatted(fileBytes));
    }
    long headerBytes = readFully(channel, 0, LENGTH_BYTES).getLong(0);
    if (headerBytes < 2 || headerBytes > LARGEST_HEADER_BYTES) {
      throw new CheckpointException(
          file,
          "header length %s is not in 2 .. %d: not a safetensors file, or a corrupt one"
              .formatted(Long.toUnsignedString(headerBytes), LARGEST_HEADER_BYTES));
    }
    if (headerBytes > fileBytes - LENGTH_BYTES) {
      throw new CheckpointException(
          file,
          "a header of %d bytes does not fit in a file of %d: it is cut short"
              .formatted(headerBytes, fileBytes));
    }
    ByteBuffer json = readFully(channel, LENGTH_BYTES, (int) headerBytes);
    long dataStart = LENGTH_BYTES + headerBytes;
    SafetensorsHeader header =
        SafetensorsHeader.parse(file, decode(file, json), fileBytes - dataStart);
    return new Safetensors(file, channel, header, dataStart);
  }

  private static String decode(Path file, ByteBuffer json) throws CheckpointException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(json).toString();
    } catch (CharacterCodingException exception) {
      throw new CheckpointException(file, "the header is not UTF-8", exception);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("file ended at byte " + (position + buffer.position()));
      }
    }
    return buffer.flip();
  }
}
