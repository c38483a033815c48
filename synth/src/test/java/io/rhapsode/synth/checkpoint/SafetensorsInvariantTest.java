package io.rhapsode.synth.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SafetensorsInvariantTest {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("safetensors");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAndOrderDoesNotMatter(
      @ForAll @Size(max = 8) Map<@StringLength(max = 12) String, float[]> floats,
      @ForAll @Size(max = 4) Map<@StringLength(min = 13, max = 20) String, long[]> integers,
      @ForAll Map<@StringLength(max = 6) String, @StringLength(max = 9) String> metadata,
      @ForAll long seed)
      throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    writer(floats, integers, metadata, seed).write(first);
    writer(floats, integers, metadata, seed + 1).write(second);
    assertEquals(-1, Files.mismatch(first, second));
    try (Safetensors file = Safetensors.open(first)) {
      assertEquals(floats.size() + integers.size(), file.names().size());
      assertEquals(metadata, file.metadata());
      for (String name : floats.keySet()) {
        assertArrayEquals(floats.get(name), file.floats(name));
      }
      for (String name : integers.keySet()) {
        assertArrayEquals(integers.get(name), file.integers(name));
      }
    }
  }

  @Property(tries = 500)
  void corruptionIsReadOrRefusedButNeverBreaksTheReader(
      @ForAll @NotEmpty @Size(max = 6) List<@IntRange(max = 699) Integer> positions,
      @ForAll byte replacement)
      throws IOException {
    byte[] bytes =
        Files.readAllBytes(Path.of("src/test/resources/pocket-tts/voice_state-v1.safetensors"));
    positions.forEach(position -> bytes[position] = replacement);
    Path path = Files.write(folder.resolve("corrupt"), bytes);
    try (Safetensors file = Safetensors.open(path)) {
      for (TensorEntry entry : file.entries().values()) {
        assertEquals(entry.bytes(), file.bytes(entry.name()).remaining());
      }
    } catch (CheckpointException refused) {
      assertTrue(refused.getMessage().startsWith(path + ": "), refused.getMessage());
    }
  }

  private static SafetensorsWriter writer(
      Map<String, float[]> floats,
      Map<String, long[]> integers,
      Map<String, String> metadata,
      long seed) {
    List<Runnable> calls = new ArrayList<>();
    SafetensorsWriter writer = new SafetensorsWriter();
    floats.forEach((name, values) -> calls.add(() -> writer.floats(name, values, values.length)));
    integers.forEach(
        (name, values) -> calls.add(() -> writer.integers(name, values, values.length)));
    metadata.forEach((key, value) -> calls.add(() -> writer.metadata(key, value)));
    Collections.shuffle(calls, new Random(seed));
    calls.forEach(Runnable::run);
    return writer;
  }
}
