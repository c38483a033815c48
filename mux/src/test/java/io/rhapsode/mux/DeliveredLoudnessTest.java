package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.FfmpegLoudness;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredLoudnessTest {
  @TempDir Path folder;

  @Test
  void theReportSaysWhatEachChapterFileMeasures() throws IOException {
    TestBook book = new TestBook(folder);
    book.chapter("One").says("Hello.", TestBook.speechLike(22_050, 20, 1), 400);
    book.chapter("Two").says("Again.", TestBook.speechLike(22_050, 15, 2), 400);
    BookReport report = assemble(book, AudioFormat.MP3, false);
    List<AudioFigures> files = report.loudness().orElseThrow().deliveries().get(0).files();
    assertEquals(
        List.of("01 - One.mp3", "02 - Two.mp3"), files.stream().map(AudioFigures::file).toList());
    for (AudioFigures file : files) {
      float[] decoded = MediaProbe.decode(folder.resolve("out/Book").resolve(file.file()), 44_100);
      FfmpegLoudness expected = FfmpegLoudness.of(decoded, 44_100);
      LoudnessMeter meter = new LoudnessMeter(44_100);
      meter.accept(decoded, 0, decoded.length);
      assertEquals(expected.integratedLufs(), file.integratedLufs(), 0.1);
      assertEquals(expected.truePeakDbtp(), file.truePeakDbtp(), 0.2);
      assertEquals(meter.rootMeanSquareDecibels(), file.rootMeanSquareDecibels(), 0.01);
      assertTrue(file.rootMeanSquareDecibels() > -23 && file.rootMeanSquareDecibels() < -18);
      assertTrue(file.truePeakDbtp() <= -3.5);
    }
    assertEquals(List.of(), report.warnings());
  }

  @Test
  void aChapterOutsideTheProfileIsAWarning() throws IOException {
    TestBook book = new TestBook(folder);
    book.chapter("Loud").says("Hello.", TestBook.speechLike(22_050, 20, 1), 400);
    book.chapter("Faint").says("Again.", quiet(TestBook.speechLike(22_050, 15, 2)), 400);
    BookReport report = assemble(book, AudioFormat.MP3, false);
    assertEquals(1, report.warnings().size(), report.warnings().toString());
    assertTrue(
        report
            .warnings()
            .get(0)
            .matches(
                "'02 - Faint.mp3' has an RMS of -2\\d\\.\\d dB, not -23 to -18 dB:"
                    + " raise the level by \\d\\.\\d dB"),
        report.warnings().get(0));
  }

  @Test
  void manyChaptersOutsideTheProfileAreFewWarnings() throws IOException {
    TestBook book = new TestBook(folder);
    book.chapter("Loud").says("Hello.", TestBook.speechLike(22_050, 20, 1), 400);
    for (int i = 1; i <= 8; i++) {
      book.chapter("Faint").says("Again.", quiet(TestBook.speechLike(22_050, 1, i)), 400);
    }
    BookReport report = assemble(book, AudioFormat.FLAC, false);
    assertEquals(6, report.warnings().size(), report.warnings().toString());
    assertEquals(
        "so it is with 3 more files; the report has the figures of each", report.warnings().get(5));
  }

  private BookReport assemble(TestBook book, AudioFormat format, boolean single)
      throws IOException {
    AssemblySettings settings = Deliveries.of(folder.resolve("out"), format, single);
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return report;
  }

  private static PcmClip quiet(PcmClip clip) {
    float[] samples = clip.samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.1f;
    }
    return new PcmClip(clip.sampleRateHz(), samples);
  }
}
