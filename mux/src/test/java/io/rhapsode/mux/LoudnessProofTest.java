package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.deliver.PublishSettings;
import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.testing.FfmpegLoudness;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.mux.watermark.WatermarkSettings;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.report.BookReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What encoded files of recorded human speech measure. */
class LoudnessProofTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "AUDIOBOOK, M4B",
    "AUDIOBOOK, MP3",
    "AUDIOBOOK, OPUS",
    "PODCAST, M4B",
    "BROADCAST, MP3",
  })
  void encodedFilesKeepTheirLoudness(LoudnessPreset preset, AudioFormat format) throws IOException {
    AssemblySettings settings =
        new AudioSettings(
                "out",
                List.of(),
                format,
                Division.SINGLE,
                0,
                44_100,
                preset,
                700,
                3_000,
                "",
                "",
                RestorationSettings.DEFAULTS,
                CaptionSettings.DEFAULTS,
                PublishSettings.DEFAULTS,
                WatermarkSettings.DEFAULTS)
            .assembly(folder.resolve("out"), List.of());
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One");
    for (PcmClip clip : recordings()) {
      book.says("Somebody reads this.", clip, 600);
    }
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());

    float[] decoded =
        MediaProbe.decode(folder.resolve("out/Book/Book." + format.fileExtension()), 48_000);
    FfmpegLoudness measured = FfmpegLoudness.of(decoded, 48_000);
    LoudnessMeter meter = new LoudnessMeter(48_000);
    meter.accept(decoded, 0, decoded.length);
    String found = measured + ", RMS " + meter.rootMeanSquareDecibels() + " dB";
    assertEquals(preset.target().targetLufs(), measured.integratedLufs(), 0.5, found);
    assertTrue(measured.truePeakDbtp() <= preset.target().truePeakLimitDbtp(), found);
    if (preset == LoudnessPreset.AUDIOBOOK) {
      double rms = meter.rootMeanSquareDecibels();
      assertTrue(rms > -23 && rms < -18, found);
    }
  }

  private static List<PcmClip> recordings() throws IOException {
    Path speech = sharedSpeech();
    AudioDecoder decoder = new AudioDecoder(10_000_000, 60);
    try (Stream<Path> files = Files.list(speech)) {
      List<Path> chosen =
          files.filter(file -> file.toString().endsWith(".flac")).sorted().limit(4).toList();
      List<PcmClip> clips = new java.util.ArrayList<>();
      for (Path file : chosen) {
        clips.add(decoder.decode(file, 24_000));
      }
      return clips;
    }
  }

  /** Recordings beside the repository, which are too large to be part of it. */
  private static Path sharedSpeech() {
    Path place = Path.of("").toAbsolutePath();
    while (place != null) {
      Path speech = place.resolveSibling("shared").resolve("data").resolve("speech");
      if (Files.isDirectory(speech)) {
        return speech;
      }
      place = place.getParent();
    }
    Assumptions.abort("no ../shared/data/speech beside the repository");
    throw new AssertionError();
  }
}
