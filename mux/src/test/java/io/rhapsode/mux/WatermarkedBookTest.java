package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.check.WatermarkCheck;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.mux.watermark.Detection;
import io.rhapsode.mux.watermark.WatermarkKey;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.report.BookReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatermarkedBookTest {
  private static final String VOICE = "test-voice";
  private static final WatermarkKey SECRET = new WatermarkKey("a secret");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void theMarkSurvivesEveryFormatAndNamesTheBook(AudioFormat format) throws IOException {
    BookReport report = assemble(format, marking(WatermarkKey.PUBLIC, VOICE));
    Detection detection = WatermarkCheck.of(audio(report), WatermarkKey.PUBLIC);
    assertTrue(detection.found(), detection.toString());
    assertEquals(
        OptionalInt.of(HexFormat.fromHexDigits(TestBook.TEXT_SHA256, 0, 8)), detection.payload());
  }

  @Test
  void onlyBooksOfMarkedVoicesAreMarked() throws IOException {
    BookReport plain = assemble(AudioFormat.FLAC, Watermarking.none());
    byte[] bytes = Files.readAllBytes(audio(plain));
    assertFalse(WatermarkCheck.of(audio(plain), WatermarkKey.PUBLIC).found());

    BookReport other = assemble(AudioFormat.FLAC, marking(WatermarkKey.PUBLIC, "other"));
    assertTrue(other.upToDate(), "voices of other books change nothing");
    assertArrayEquals(bytes, Files.readAllBytes(audio(other)));

    BookReport marked = assemble(AudioFormat.FLAC, marking(SECRET, VOICE));
    assertNotEquals(plain.fingerprint(), marked.fingerprint());
    assertTrue(WatermarkCheck.of(audio(marked), SECRET).found());
    assertFalse(WatermarkCheck.of(audio(marked), WatermarkKey.PUBLIC).found());
    assertEquals(plain.audioSeconds(), marked.audioSeconds());
  }

  private static Watermarking marking(WatermarkKey key, String voice) {
    return new Watermarking(key, new TreeSet<>(List.of(voice)));
  }

  private static Path audio(BookReport report) {
    return Path.of(report.files().get(0).path());
  }

  private BookReport assemble(AudioFormat format, Watermarking watermarking) throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One")
        .says("Hello.", TestBook.speechLike(22_050, 25, 1), 400)
        .says("Good bye.", TestBook.speechLike(24_000, 20, 2), 400);
    BookReport report =
        new BookAssembler(
                Deliveries.of(folder, format, true).marking(watermarking),
                book.blobs(),
                book.takes(),
                "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return report;
  }
}
