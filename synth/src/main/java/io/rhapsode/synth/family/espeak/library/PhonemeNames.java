package io.rhapsode.synth.family.espeak.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of phonemes in the file {@code phontab} of espeak-ng's data: a number of tables; for
 * each the number of its phonemes, the table that it includes, two bytes of filling, a name of 32
 * bytes, and for each phoneme its name of up to four letters and twelve bytes more.
 */
public final class PhonemeNames {
  private static final int HEADER_BYTES = 4;
  private static final int TABLE_NAME_BYTES = 32;
  private static final int NAME_BYTES = 4;
  private static final int PHONEME_BYTES = 16;

  private PhonemeNames() {}

  /**
   * The names of all tables.
   *
   * @param data the espeak-ng-data folder
   * @throws IOException when the file is not there or is cut short
   */
  public static SortedSet<String> read(Path data) throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(data.resolve("phontab"))).order(ByteOrder.LITTLE_ENDIAN);
    SortedSet<String> names = new TreeSet<>();
    int tables = file.get(0) & 0xFF;
    int at = HEADER_BYTES;
    for (int table = 0; table < tables; table++) {
      requireBytes(file, at, HEADER_BYTES + TABLE_NAME_BYTES);
      int phonemes = file.get(at) & 0xFF;
      at += HEADER_BYTES + TABLE_NAME_BYTES;
      requireBytes(file, at, phonemes * PHONEME_BYTES);
      for (int phoneme = 0; phoneme < phonemes; phoneme++) {
        names.add(name(file, at));
        at += PHONEME_BYTES;
      }
    }
    return names;
  }

  private static String name(ByteBuffer file, int at) {
    byte[] bytes = new byte[NAME_BYTES];
    file.get(at, bytes);
    int length = 0;
    while (length < NAME_BYTES && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static void requireBytes(ByteBuffer file, int at, int bytes) throws IOException {
    if (at + bytes > file.capacity()) {
      throw new IOException("phontab ends after %d bytes".formatted(file.capacity()));
    }
  }
}
