package io.rhapsode.synth.listen.whisper;

import io.rhapsode.synth.compute.torch.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code model.bin} of CTranslate2: 16-bit and 32-bit float tensors by name. Numbers are
 * little endian; a text is its length with a final zero (2 bytes) and its bytes.
 *
 * <pre>
 * version (4), name of the architecture (text), its revision (4), number of tensors (4)
 * each tensor: name (text), rank (1), length of each axis (4), type (1), bytes (4), content
 * number of aliases (4), each: alias, name (texts)
 * </pre>
 *
 * Source: {@code python/ctranslate2/specs/model_spec.py}. No library reads it in Java.
 */
final class CTranslate2File {
  private static final int VERSION = 6;
  private static final int FLOAT32 = 0;
  private static final int FLOAT16 = 4;
  private static final int MOST_TENSORS = 10_000;

  private final Path file;
  private final ByteBuffer bytes;

  private CTranslate2File(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * @return the float tensors by name, widened to 32 bits; what is a setting is left out
   * @throws IOException if the file cannot be read or is not of this format
   */
  static Map<String, TensorData> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return new CTranslate2File(file, bytes.order(ByteOrder.LITTLE_ENDIAN)).tensors();
    }
  }

  private Map<String, TensorData> tensors() throws IOException {
    try {
      int version = bytes.getInt();
      String architecture = text();
      bytes.getInt();
      int count = bytes.getInt();
      if (version != VERSION || count < 1 || count > MOST_TENSORS) {
        throw damaged("version %d, %s, %d tensors".formatted(version, architecture, count));
      }
      Map<String, TensorData> tensors = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        readTensor(tensors);
      }
      return tensors;
    } catch (RuntimeException e) {
      throw new IOException(damaged("it ends early or a length is wrong").getMessage(), e);
    }
  }

  private void readTensor(Map<String, TensorData> tensors) throws IOException {
    String name = text();
    long[] shape = new long[bytes.get()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = bytes.getInt();
    }
    int type = bytes.get();
    int length = bytes.getInt();
    ByteBuffer content = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    if (shape.length == 0) {
      return;
    }
    if (type == FLOAT16) {
      tensors.put(name, new TensorData(widened(content), shape));
    } else if (type == FLOAT32) {
      ByteBuffer copy = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
      tensors.put(name, new TensorData(copy.put(content).flip(), shape));
    } else {
      throw damaged("tensor %s is of type %d, not float16 or float32".formatted(name, type));
    }
  }

  private static ByteBuffer widened(ByteBuffer halves) {
    int count = halves.remaining() / Short.BYTES;
    ByteBuffer wide = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = wide.asFloatBuffer();
    for (int i = 0; i < count; i++) {
      floats.put(i, fromBinary16(halves.getShort(Short.BYTES * i)));
    }
    return wide;
  }

  /** IEEE 754 binary16 to binary32; Java 17 has no Float.float16ToFloat. */
  private static float fromBinary16(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int mantissa = bits & 0x3ff;
    float magnitude =
        exponent == 0
            ? mantissa * 0x1p-24f
            : (float) Math.scalb(1 + mantissa / 1024.0, exponent - 15);
    return bits < 0 ? -magnitude : magnitude;
  }

  private String text() {
    byte[] text = new byte[Short.toUnsignedInt(bytes.getShort())];
    bytes.get(text);
    return new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
  }

  private IOException damaged(String what) {
    return new IOException("%s is no CTranslate2 model of version 6: %s".formatted(file, what));
  }
}
