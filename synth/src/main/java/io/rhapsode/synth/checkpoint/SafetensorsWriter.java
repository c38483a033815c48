package io.rhapsode.synth.checkpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects tensors and writes them as one safetensors file. The same tensors and metadata give the
 * same bytes whatever the order of calls: widest element type first, then by name, as the reference
 * implementation sorts them.
 *
 * <p>Not safe for use by several threads.
 */
public final class SafetensorsWriter {
  /** The header is padded with spaces so that the data begin at a multiple of this. */
  private static final int ALIGNMENT_BYTES = 8;

  private record Pending(String name, ElementType type, List<Long> shape, ByteBuffer bytes) {}

  private final Map<String, Pending> tensors = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();

  /**
   * Adds a float32 tensor.
   *
   * @param shape extents, outermost first; their product is the number of values
   */
  public SafetensorsWriter floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length * (long) Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return add(name, ElementType.F32, bytes, shape);
  }

  /** Adds an I64 tensor; {@code shape} as for {@link #floats}. */
  public SafetensorsWriter integers(String name, long[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length * (long) Long.BYTES);
    bytes.asLongBuffer().put(values);
    return add(name, ElementType.I64, bytes, shape);
  }

  /** Adds a tensor from its little-endian bytes, which are copied. */
  public SafetensorsWriter bytes(String name, ElementType type, ByteBuffer values, long... shape) {
    ByteBuffer copy = buffer(values.remaining());
    copy.put(values.duplicate()).flip();
    return add(name, type, copy, shape);
  }

  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(requireNonNull(key, "key is null"), requireNonNull(value, "value is null"));
    return this;
  }

  /**
   * Writes the file next to its destination and renames it, so that no reader ever sees half of it.
   *
   * @throws IOException if it cannot be written; the destination is then as it was
   */
  public void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path part = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        writeFully(channel, header());
        for (Pending tensor : inByteOrder()) {
          writeFully(channel, tensor.bytes().duplicate());
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private SafetensorsWriter add(String name, ElementType type, ByteBuffer bytes, long[] shape) {
    requireNonNull(name, "name is null");
    if (name.equals(SafetensorsHeader.METADATA_KEY) || tensors.containsKey(name)) {
      throw new IllegalArgumentException("tensor name '%s' is taken".formatted(name));
    }
    long expected = type.bytes();
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "shape %s has a negative extent".formatted(Arrays.toString(shape)));
      }
      expected = Math.multiplyExact(expected, extent);
    }
    if (expected != bytes.limit()) {
      throw new IllegalArgumentException(
          "shape %s of %s takes %d bytes, but '%s' has %d"
              .formatted(Arrays.toString(shape), type, expected, name, bytes.limit()));
    }
    tensors.put(name, new Pending(name, type, Arrays.stream(shape).boxed().toList(), bytes));
    return this;
  }

  private List<Pending> inByteOrder() {
    Comparator<Pending> widestFirst = Comparator.comparingInt(tensor -> -tensor.type().bytes());
    return tensors.values().stream()
        .sorted(widestFirst.thenComparing(Pending::type).thenComparing(Pending::name))
        .toList();
  }

  private ByteBuffer header() throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
      generator.writeStartObject();
      if (!metadata.isEmpty()) {
        generator.writeObjectFieldStart(SafetensorsHeader.METADATA_KEY);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          generator.writeStringField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
      }
      long position = 0;
      for (Pending tensor : inByteOrder()) {
        position = writeEntry(generator, tensor, position);
      }
      generator.writeEndObject();
    }
    while (json.size() % ALIGNMENT_BYTES != 0) {
      json.write(' ');
    }
    if (json.size() > Safetensors.LARGEST_HEADER_BYTES) {
      throw new IOException("header of %d bytes is too long".formatted(json.size()));
    }
    ByteBuffer header = buffer(Long.BYTES + json.size());
    return header.putLong(json.size()).put(json.toByteArray()).flip();
  }

  private static long writeEntry(JsonGenerator generator, Pending tensor, long begin)
      throws IOException {
    long end = begin + tensor.bytes().limit();
    generator.writeObjectFieldStart(tensor.name());
    generator.writeStringField("dtype", tensor.type().name());
    generator.writeArrayFieldStart("shape");
    for (long extent : tensor.shape()) {
      generator.writeNumber(extent);
    }
    generator.writeEndArray();
    generator.writeArrayFieldStart("data_offsets");
    generator.writeNumber(begin);
    generator.writeNumber(end);
    generator.writeEndArray();
    generator.writeEndObject();
    return end;
  }

  private static ByteBuffer buffer(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
