package io.rhapsode.synth.family.kokoro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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
