package io.rhapsode.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.store.folder.LocalStoreFolder;
import io.rhapsode.pipeline.testing.FailingFiles;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /** A way in which a disk or a person spoils a take. */
  private enum Damage {
    EMPTY_CLIP(false, bytes -> new byte[0]),
    SHORT_CLIP(false, bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
    LONG_CLIP(false, bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
    FLIPPED_BIT_IN_CLIP(false, bytes -> flipped(bytes, bytes.length - 2)),
    MISSING_CLIP(false, bytes -> null),
    EMPTY_FACTS(true, bytes -> new byte[0]),
    SHORT_FACTS(true, bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
    CHANGED_FACTS(true, bytes -> replaced(bytes, "\"peak\":0.5", "\"peak\":0.6")),
    MISSING_FACTS(true, bytes -> null);

    private final boolean facts;
    private final UnaryOperator<byte[]> change;

    Damage(boolean facts, UnaryOperator<byte[]> change) {
      this.facts = facts;
      this.change = change;
    }

    /** The file that it spoils. */
    Path spoil(Path clip, Path json) throws IOException {
      Path file = facts ? json : clip;
      byte[] spoilt = change.apply(Files.readAllBytes(file));
      if (spoilt == null) {
        Files.delete(file);
      } else {
        Files.write(file, spoilt);
      }
      return file;
    }
  }

  @ParameterizedTest
  @EnumSource
  void forgetsADamagedTakeAndNamesItsFile(Damage damage) throws IOException {
    Take put = store().put(address("Word"), CLIP, WORDS);
    Path spoilt = damage.spoil(clip("Word"), facts("Word"));
    if (damage == Damage.MISSING_FACTS) {
      assertEquals(Optional.empty(), store().find(address("Word")));
    } else {
      assertNames(spoilt, () -> store().find(address("Word")));
    }

    assertEquals(Optional.empty(), store().find(address("Word")), "it was forgotten");
    assertEquals(put, store().put(address("Word"), CLIP, WORDS));
    assertEquals(Optional.of(put), store().find(address("Word")));
  }

  @ParameterizedTest
  @EnumSource
  void neverGivesTheAudioOfADamagedTake(Damage damage) throws IOException {
    Take put = store().put(address("Word"), CLIP, WORDS);
    Path spoilt = damage.spoil(clip("Word"), facts("Word"));
    assertNames(spoilt, () -> store().clip(put.reference()));

    assertEquals(Optional.empty(), store().find(address("Word")), "it was forgotten");
  }

  @Test
  void noticesTheFilesOfAnotherTake() throws IOException {
    store().put(address("Word"), CLIP, WORDS);
    store().put(address("Other"), new PcmClip(24_000, new float[] {0, 0.1f, 0.2f, 0}), WORDS);
    Files.copy(clip("Other"), clip("Word"), StandardCopyOption.REPLACE_EXISTING);
    assertNames(clip("Word"), () -> store().find(address("Word")));
    store().put(address("Word"), CLIP, WORDS);
    Files.copy(facts("Other"), facts("Word"), StandardCopyOption.REPLACE_EXISTING);
    assertNames(facts("Word"), () -> store().find(address("Word")));

    assertTrue(store().find(address("Other")).isPresent());
  }

  @Test
  void aClipThatItsCodecCannotReadIsForgotten() throws IOException {
    Take put = store().put(address("Word"), CLIP, WORDS);
    TakeStore reading = new TakeStore(root.toString(), new UnreadableCodec());

    assertNames(clip("Word"), () -> reading.clip(put.reference()));
    assertEquals(Optional.empty(), store().find(address("Word")));
  }

  @Test
  void whateverStepFailsATakeThatIsFoundIsWhole() throws IOException {
    int step = 0;
    boolean failed = true;
    while (failed) {
      step++;
      Path work = root.resolve("work" + step);
      FailingFiles files = new FailingFiles(step);
      put(new TakeStore(new LocalStoreFolder(work.toString(), files), new RawCodec()));
      failed = files.failed();
      assertTrue(
          Files.notExists(below(work, "Word", "json")) || Files.exists(below(work, "Word", "raw")),
          "the clip is there before its facts");
      TakeStore after = new TakeStore(work.toString(), new RawCodec());
      Optional<Take> found = after.find(address("Word"));
      assertTrue(failed || found.isPresent(), "step " + step);
      if (found.isPresent()) {
        assertEquals(CLIP, after.clip(found.get().reference()), "step " + step);
      }
      Take put = after.put(address("Word"), CLIP, WORDS);
      assertEquals(Optional.of(put), after.find(address("Word")), "step " + step);
    }
    assertTrue(step > 10, "two files of five steps each");
  }

  private static void put(TakeStore store) {
    try {
      store.put(address("Word"), CLIP, WORDS);
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("no space left on device"), e.getMessage());
    }
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

    assertNames(facts("Word"), () -> store().clip(reference));
  }

  @Test
  void refusesAClipOfAnotherLength() throws IOException {
    store().put(address("Word"), CLIP, WORDS);
    TakeReference longer = new TakeReference(address("Word"), 24_000, 5);

    assertNames(clip("Word"), () -> store().clip(longer));
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

  @Test
  void leavesAloneWhatIsNoTake() throws IOException {
    store().put(address("Word"), CLIP, List.of());
    Path notes = Files.writeString(root.resolve("takes/README"), "mine");
    Path hidden = Files.writeString(clip("Word").resolveSibling(".DS_Store"), "theirs");

    store().evict(0);

    assertTrue(Files.exists(notes) && Files.exists(hidden) && Files.notExists(clip("Word")));
  }

  private void age(String text, Duration age) throws IOException {
    FileTime time = FileTime.from(Instant.now().minus(age));
    Files.setLastModifiedTime(clip(text), time);
    Files.setLastModifiedTime(facts(text), time);
  }

  private Path clip(String text) {
    return below(root, text, "raw");
  }

  private Path facts(String text) {
    return below(root, text, "json");
  }

  private static Path below(Path work, String text, String extension) {
    String name = address(text).sha256();
    return work.resolve("takes").resolve(name.substring(0, 2)).resolve(name + "." + extension);
  }

  private static void assertNames(Path file, Executable attempt) {
    IOException error = assertThrows(IOException.class, attempt);
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  private static byte[] flipped(byte[] bytes, int place) {
    byte[] copy = bytes.clone();
    copy[place] ^= 1;
    return copy;
  }

  private static byte[] replaced(byte[] bytes, String what, String by) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertTrue(text.contains(what), text);
    return text.replace(what, by).getBytes(StandardCharsets.UTF_8);
  }

  private long sizeOfTakes() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("takes"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Writes what it cannot read, as a codec with a fault would. */
  private static final class UnreadableCodec implements LosslessCodec {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] encode(PcmClip clip) throws IOException {
      return new RawCodec().encode(clip);
    }

    @Override
    public PcmClip decode(byte[] bytes) throws IOException {
      throw new IOException("no marker");
    }

    @Override
    public String fileExtension() {
      return "raw";
    }
  }
}
