package io.rhapsode.mux.mp4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.mux.testing.AtomWalker;
import io.rhapsode.pipeline.book.BookMetadata;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The atoms of books that nobody wants to encode in a test. */
class LongBookTest {
  private static final int RATE = 44_100;

  @Test
  void fiftyHoursHaveA64BitMediaLengthAnd32BitMilliseconds() {
    AtomWalker atoms = movie(50 * 3_600L * RATE, 230);
    ByteBuffer media = atoms.content(atoms.within(atoms.audioTrack(), "mdia/mdhd"));
    assertEquals(1, media.get(0), "version");
    assertEquals(50 * 3_600L * RATE + 1_024, media.getLong(24));
    assertEquals(50 * 3_600_000, atoms.content(atoms.one("moov/mvhd")).getInt(16));
    ByteBuffer offsets = atoms.content(atoms.within(atoms.audioTrack(), "mdia/minf/stbl/stco"));
    assertEquals(1_000 + 64 * 230, offsets.getInt(12), "second chunk");
  }

  @Test
  void beyondFourGigabytesTheOffsetsHave64Bits() {
    AtomWalker atoms = movie(60 * 3_600L * RATE, 800);
    ByteBuffer offsets = atoms.content(atoms.within(atoms.audioTrack(), "mdia/minf/stbl/co64"));
    int chunks = offsets.getInt(4);
    assertEquals(1_000 + (chunks - 1) * 64L * 800, offsets.getLong(offsets.capacity() - 8));
  }

  @Test
  void refusesATableThatDoesNotHoldTheSignal() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new AudioTrack(1, RATE, 64_000, "eng", new byte[2], 1_024, 5_000, sizes(5, 100)));
  }

  private static AtomWalker movie(long samples, int accessUnitBytes) {
    int units = (int) ((samples + 1_024 + 1_023) / 1_024);
    AudioTrack audio =
        new AudioTrack(
            1, RATE, 80_000, "eng", new byte[2], 1_024, samples, sizes(units, accessUnitBytes));
    List<ChapterTime> chapters = List.of(new ChapterTime("One", 0, samples * 1_000 / RATE));
    BookTags tags =
        new BookTags(BookMetadata.untold("Long", "en"), "", "", "", DigitalSource.ALGORITHMIC);
    return new AtomWalker(new MovieAtom(audio, chapters, tags, Optional.empty()).write(500, 1_000));
  }

  private static SizeList sizes(int count, int bytes) {
    SizeList sizes = new SizeList();
    for (int i = 0; i < count; i++) {
      sizes.add(bytes);
    }
    return sizes;
  }
}
