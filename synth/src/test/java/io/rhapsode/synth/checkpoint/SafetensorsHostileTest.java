package io.rhapsode.synth.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to break a reader: each must end in one clear error, early and cheaply. */
class SafetensorsHostileTest {
  private static final int DATA_BYTES = 16;

  @TempDir Path folder;

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("", "header length 0 is not in 2 .. 16777216"),
        Arguments.of("[]", "the header does not begin with '{'"),
        Arguments.of("{ ", "the header is not valid JSON: 'Unexpected end-of-input"),
        Arguments.of("{}", "16 data bytes follow the last tensor"),
        Arguments.of("{} {}", "the header goes on after its closing brace"),
        Arguments.of("{\"a\":1}", "tensor 'a': its header entry is not an object"),
        Arguments.of("{\"a\":{}}", "tensor 'a': its header entry needs dtype, shape and data_off"),
        Arguments.of("{\"a\":null}", "tensor 'a': its header entry is not an object"),
        Arguments.of("{\"__metadata__\":3}", "__metadata__ is not an object"),
        Arguments.of("{\"__metadata__\":{\"k\":1}}", "__metadata__ value of 'k' is not a string"));
  }

  static Stream<Arguments> tensors() {
    return Stream.of(
        Arguments.of(one("F64", "[2]", "[0,16]"), "tensor 'a': dtype 'F64' is not one of [F32, F1"),
        Arguments.of(one("F32", "[4]", "[0,16],\"x\":0"), "tensor 'a': unknown key 'x'"),
        Arguments.of(one("F32", "4", "[0,16]"), "tensor 'a': shape is not an array"),
        Arguments.of(one("F32", "[4.0]", "[0,16]"), "shape holds something not an integer"),
        Arguments.of(one("F32", "[\"4\"]", "[0,16]"), "shape holds something not an integer"),
        Arguments.of(one("F32", "[-4]", "[0,16]"), "shape holds -4, not in 0 .. 2^63-1"),
        Arguments.of(
            one("F32", "[18446744073709551616]", "[0,16]"),
            "shape holds 18446744073709551616, not in 0 .. 2^63-1"),
        Arguments.of(
            one("F32", "[4611686018427387904,4]", "[0,16]"),
            "tensor 'a': shape [4611686018427387904, 4] of F32 is larger than 2^63-1 bytes"),
        Arguments.of(one("F32", "[1,1,1,1,1,1,1,1,4]", "[0,16]"), "shape has more than 8 numbers"),
        Arguments.of(one("F32", "[4]", "[16,0]"), "data_offsets [16, 0] are not [begin, end]"),
        Arguments.of(one("F32", "[4]", "[0]"), "data_offsets [0] are not [begin, end]"),
        Arguments.of(
            one("F32", "[3]", "[0,16]"),
            "tensor 'a': shape [3] of F32 takes 12 bytes, but data_offsets [0, 16] hold 16"),
        Arguments.of(
            one("F32", "[8]", "[0,32]"), "reach past the 16 data bytes of the file: it is"),
        Arguments.of(
            one("F32", "[3]", "[4,16]"), "begin at byte 4 but the tensor before ends at 0"),
        Arguments.of(one("F32", "[3]", "[0,12]"), "4 data bytes follow the last tensor"),
        Arguments.of(two("[0,12]", "[4,16]"), "tensor 'b': data begin at byte 4 but the tensor "),
        Arguments.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
            "Duplicate field 'a'"),
        Arguments.of(
            "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"I64\",\"shape\":[4],\"data_offsets\":[0,16]}}",
            "Duplicate field 'dtype'"),
        Arguments.of("{\"a\":" + "[".repeat(100_000), "its header entry is not an object"),
        Arguments.of("{\"\\u001b[2J\\u202e\":1}", "tensor '\\u001b[2J\\u202e': its header entry"));
  }

  @ParameterizedTest
  @MethodSource({"headers", "tensors"})
  void saysWhatIsWrong(String json, String problem) throws Exception {
    Path file = SafetensorsFiles.write(folder.resolve("x.safetensors"), json, DATA_BYTES);
    assertRefused(file, problem);
  }

  @Test
  void refusesAHeaderLengthThatOverflows() throws Exception {
    Path file = folder.resolve("x.safetensors");
    SafetensorsFiles.write(file, -1, new byte[0], 0);
    assertRefused(file, "header length 18446744073709551615 is not in 2 .. 16777216");
    SafetensorsFiles.write(file, Long.MAX_VALUE, "{}".getBytes(StandardCharsets.UTF_8), 0);
    assertRefused(file, "header length 9223372036854775807 is not in");
  }

  @Test
  void refusesAHugeHeaderWithoutReadingIt() throws Exception {
    Path file = folder.resolve("x.safetensors");
    SafetensorsFiles.write(file, 3L << 30, "{}".getBytes(StandardCharsets.UTF_8), 0);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(4L << 30);
    }
    assertRefused(file, "header length 3221225472 is not in 2 .. 16777216");
  }

  @Test
  void refusesAHeaderLongerThanTheFile() throws Exception {
    Path file = folder.resolve("x.safetensors");
    SafetensorsFiles.write(file, 1000, "{}".getBytes(StandardCharsets.UTF_8), 0);
    assertRefused(file, "a header of 1000 bytes does not fit in a file of 10: it is cut short");
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() throws Exception {
    Path file = folder.resolve("x.safetensors");
    SafetensorsFiles.write(file, 4, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}, 0);
    assertRefused(file, "the header is not UTF-8");
  }

  @Test
  void refusesFilesOfOtherKinds() throws Exception {
    Path file = folder.resolve("x.safetensors");
    Files.write(file, new byte[0]);
    assertRefused(file, "0 bytes are too few for a safetensors file");
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\n");
    assertRefused(file, "not a safetensors file, or a corrupt one");
    assertRefused(folder, "cannot be read");
    assertRefused(folder.resolve("none"), "no such file");
  }

  @Test
  void refusesEveryTruncationOfASoundFile() throws Exception {
    byte[] sound =
        Files.readAllBytes(Path.of("src/test/resources/pocket-tts/voice_state.safetensors"));
    Path file = folder.resolve("x.safetensors");
    for (int length = 0; length < sound.length; length += length < 500 ? 1 : 997) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertRefused(file, "");
    }
  }

  @Test
  void aTensorLongerThanOneBufferIsRefusedWhenAskedFor() throws Exception {
    Path file = folder.resolve("x.safetensors");
    String json = one("F32", "[1073741824]", "[0,4294967296]");
    SafetensorsFiles.write(file, json, 0);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(Long.BYTES + json.length() + (4L << 30));
    }
    try (Safetensors opened = Safetensors.open(file)) {
      CheckpointException refused =
          assertThrows(CheckpointException.class, () -> opened.floatBytes("a"));
      assertTrue(refused.getMessage().endsWith("do not fit in one buffer"), refused.getMessage());
      assertThrows(CheckpointException.class, () -> opened.bytes("a"));
    }
  }

  @Test
  void aFileShortenedAfterOpeningIsAnError() throws Exception {
    Path file = SafetensorsFiles.write(folder.resolve("x"), one("F32", "[4]", "[0,16]"), 16);
    try (Safetensors opened = Safetensors.open(file)) {
      Files.write(file, new byte[10]);
      CheckpointException refused =
          assertThrows(CheckpointException.class, () -> opened.bytes("a"));
      assertEquals(file + ": tensor 'a' cannot be mapped", refused.getMessage());
    }
  }

  private static void assertRefused(Path file, String problem) {
    CheckpointException refused =
        assertThrows(CheckpointException.class, () -> Safetensors.open(file).close());
    String message = refused.getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(problem), message);
    assertFalse(message.contains("\u001b") || message.contains("\n"), message);
  }

  private static String one(String type, String shape, String offsets) {
    return "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
        .formatted(type, shape, offsets);
  }

  private static String two(String first, String second) {
    String entry = "{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":%s}";
    return "{\"a\":%s,\"b\":%s}".formatted(entry.formatted(first), entry.formatted(second));
  }
}
