package io.rhapsode.synth.family.kokoro;

import io.rhapsode.synth.checkpoint.NumpyFile;
import io.rhapsode.synth.checkpoint.torch.TorchTensorFile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a voice sounds, by the number of symbols that it says: float32 [{@value #ROWS}, {@value
 * #FEATURES}], little-endian. Immutable.
 */
final class StyleTable {
  /** One row for each number of symbols. */
  static final int ROWS = KokoroChunk.MAXIMUM_SYMBOLS;

  /** Features of a style. */
  static final int FEATURES = 256;

  private static final long BYTES = (long) ROWS * FEATURES * Float.BYTES;

  private final float[] values;

  private StyleTable(float[] values) {
    this.values = values;
  }

  /**
   * @throws IOException if the file is no table: of another size, or with numbers that are none
   */
  static StyleTable read(Path file) throws IOException {
    if (Files.size(file) != BYTES) {
      throw new IOException(
          "%s: %,d bytes, a voice of Kokoro has %,d".formatted(file, Files.size(file), BYTES));
    }
    float[] values = new float[ROWS * FEATURES];
    ByteBuffer.wrap(Files.readAllBytes(file))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return of(file, values);
  }

  /**
   * Reads a table in any of the forms in which voices are passed on: the bare numbers ({@code
   * .bin}), an array of NumPy ({@code .npy}) or a tensor of PyTorch ({@code .pt}, {@code .pth}).
   *
   * @return empty when the name says that it is none of them
   * @throws IOException if it holds anything but a table
   */
  static Optional<StyleTable> readAny(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".bin")) {
      return Optional.of(read(file));
    }
    if (name.endsWith(".npy")) {
      NumpyFile array = NumpyFile.read(file);
      return Optional.of(shaped(file, array.shape(), array.values()));
    }
    if (name.endsWith(".pt") || name.endsWith(".pth")) {
      TorchTensorFile tensor = TorchTensorFile.read(file);
      return Optional.of(shaped(file, tensor.shape(), tensor.values()));
    }
    return Optional.empty();
  }

  /** The table of a profile. */
  static StyleTable of(Path file, Conditioning.Table table) throws IOException {
    return shaped(file, List.of((long) table.rows(), (long) table.columns()), table.values());
  }

  /** As a profile keeps it. */
  Conditioning.StyleTable conditioning() {
    return new Conditioning.StyleTable(new Conditioning.Table(values, ROWS, FEATURES));
  }

  private static StyleTable shaped(Path file, List<Long> shape, float[] values) throws IOException {
    List<Long> flat = List.of((long) ROWS, (long) FEATURES);
    if (!shape.equals(flat) && !shape.equals(List.of((long) ROWS, 1L, (long) FEATURES))) {
      throw new IOException(
          "%s: its shape is %s, that of a voice of Kokoro is [%d, 1, %d]"
              .formatted(file, shape, ROWS, FEATURES));
    }
    return of(file, values);
  }

  private static StyleTable of(Path file, float[] values) throws IOException {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IOException(file + ": holds numbers that are not finite");
      }
    }
    return new StyleTable(values);
  }

  /**
   * The mean of tables, weighted.
   *
   * @param shares one for each table
   */
  static StyleTable blend(StyleTable[] tables, double[] shares) {
    if (tables.length == 1) {
      return tables[0];
    }
    float[] values = new float[ROWS * FEATURES];
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      for (int table = 0; table < tables.length; table++) {
        sum += shares[table] * tables[table].values[i];
      }
      values[i] = (float) sum;
    }
    return new StyleTable(values);
  }

  /**
   * The style for a text.
   *
   * @param symbols from 1 to {@value #ROWS}
   */
  float[] style(int symbols) {
    int row = symbols - 1;
    return Arrays.copyOfRange(values, row * FEATURES, (row + 1) * FEATURES);
  }
}
