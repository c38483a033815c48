package io.rhapsode.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.pipeline.text.Span;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeStoreTest {
  private static final PcmClip CLIP = new PcmClip(24_000, new float[] {0, 0.5f, -0.25f, 0});
  private static final List<WordTime> WORDS = List.of(new WordTime(new Span(0, 4), 1, 3));

  @TempDir Path root;

  private TakeStore store() {
    return new TakeStore(root.toString(), new RawCodec());
  }

  private static TakeAddress address(String text) {
    return new TakeAddress(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void findsWhatWasPut() throws IOException {
    Take put = store().put(address("Word"), CLIP, WORDS);

    assertEquals(Optional.of(put), store().find(address("Word")));
    assertEquals(CLIP, store().clip(put.reference()));
    assertEquals(0.5f, put.peak());
    assertEquals(Math.sqrt(0.3125 / 4), put.rootMeanSquare(), 1e-7);
  }

  @Test
  void findsNothingWhereOnlyTheClipWasWritten() throws IOException {
    store().put(address("Word"), CLIP, WORDS);
    Files.delete(file("json"));

    assertEquals(Optional.empty(), store().find(address("Word")));
  }

  @Test
  void findsNothingWhereTheFactsAreDamaged() throws IOException {
    store().put(address("Word"), CLIP, WORDS);
    Files.writeString(file("json"), "{\"address\":");

    assertEquals(Optional.empty(), store().find(address("Word")));
  }

  @Test
  void leavesNoUnfinishedFiles() throws IOException {
    store().put(address("Word"), CLIP, WORDS);

    try (Stream<Path> incoming = Files.list(root.resolve("incoming"))) {
      assertEquals(0, incoming.count());
    }
  }

  @Test
  void saysWhichTakeIsGone() {
    TakeReference reference = new TakeReference(address("Word"), 24_000, 4);

    FileNotFoundException error =
        assertThrows(FileNotFoundException.class, () -> store().clip(reference));

    assertTrue(error.getMessage().contains(reference.address().sha256()), error.getMessage());
  }

  @Test
  void refusesAClipOfAnotherLength() throws IOException {
    store().put(address("Word"), CLIP, WORDS);
    TakeReference longer = new TakeReference(address("Word"), 24_000, 5);

    assertThrows(IOException.class, () -> store().clip(longer));
  }

  @Test
  void evictsTheLeastRecentlyUsedFirst() throws IOException {
    for (String text : List.of("old", "older", "new")) {
      store().put(address(text), CLIP, List.of());
    }
    age("older", Duration.ofDays(3));
    age("old", Duration.ofDays(2));
    age("new", Duration.ofDays(1));
    store().find(address("older")); // a use makes it the newest
    long one = Files.size(clip("old")) + Files.size(facts("old"));

    Eviction eviction = store().evict(2 * one + one / 2);

    assertEquals(1, eviction.removedTakes());
    assertEquals(Optional.empty(), store().find(address("old")));
    assertTrue(store().find(address("older")).isPresent());
    assertTrue(store().find(address("new")).isPresent());
    assertEquals(eviction.keptBytes(), sizeOfTakes());
  }

  @Test
  void evictsNothingThatFits() throws IOException {
    store().put(address("Word"), CLIP, List.of());

    assertEquals(new Eviction(0, 0, sizeOfTakes()), store().evict(sizeOfTakes()));
  }

  private void age(String text, Duration age) throws IOException {
    FileTime time = FileTime.from(Instant.now().minus(age));
    Files.setLastModifiedTime(clip(text), time);
    Files.setLastModifiedTime(facts(text), time);
  }

  private Path file(String extension) {
    return path("Word", extension);
  }

  private Path clip(String text) {
    return path(text, "raw");
  }

  private Path facts(String text) {
    return path(text, "json");
  }

  private Path path(String text, String extension) {
    String name = address(text).sha256();
    return root.resolve("takes").resolve(name.substring(0, 2)).resolve(name + "." + extension);
  }

  private long sizeOfTakes() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("takes"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
