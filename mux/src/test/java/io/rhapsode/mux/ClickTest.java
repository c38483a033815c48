package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.deliver.PublishSettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.mux.watermark.WatermarkSettings;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.report.BookReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where sounds end up in the files. Each utterance has a click where its second word begins; the
 * files are decoded, and the clicks looked for. Where they have to be is worked out here, from the
 * lengths of clips and pauses, and not by any class of the product.
 */
class ClickTest {
  /** Takes have one or the other; the timeline has the higher. */
  private static final int LOW_RATE_HZ = 22_050;

  private static final int TIMELINE_RATE_HZ = 24_000;
  private static final int HEAD_MILLIS = 700;
  private static final int TAIL_MILLIS = 3_000;
  private static final int CHAPTERS = 3;
  private static final int UTTERANCES = 5;

  /** Half a click, in seconds: two periods of its tone on either side of its middle. */
  private static final double CLICK_HALF_SECONDS = 0.002;

  private static final double CLICK_TONE_HZ = 1_000;
  private static final Pattern CUE =
      Pattern.compile(
          "(\\d+):(\\d\\d):(\\d\\d)[.,](\\d{3}) --> (\\d+):(\\d\\d):(\\d\\d)[.,](\\d{3})");
  private static final Pattern WORD = Pattern.compile("<(\\d+):(\\d\\d):(\\d\\d)\\.(\\d{3})>");

  @TempDir Path folder;

  private TestBook book;

  /** Samples of the timeline without any head. */
  private final List<Long> starts = new ArrayList<>();

  private final List<Double> clicks = new ArrayList<>();
  private final List<Long> chapterStarts = new ArrayList<>();

  @BeforeEach
  void makeBook() throws IOException {
    book = new TestBook(folder.resolve("work"));
    long position = 0;
    for (int i = 0; i < CHAPTERS * UTTERANCES; i++) {
      if (i % UTTERANCES == 0) {
        book.chapter("Chapter " + (i / UTTERANCES + 1));
        chapterStarts.add(position);
      }
      int rate = i % 2 == 0 ? LOW_RATE_HZ : TIMELINE_RATE_HZ;
      int length = rate / 2 + 37 * i;
      int pauseMillis = 301 + 7 * i;
      book.says("Click here.", clip(rate, length), pauseMillis);
      starts.add(position);
      clicks.add(position + length / 2 * (double) TIMELINE_RATE_HZ / rate);
      position += (length * (long) TIMELINE_RATE_HZ + rate - 1) / rate;
      position += Math.round(pauseMillis * (TIMELINE_RATE_HZ / 1_000.0));
    }
  }

  /** Of 48 kHz, where one sample of the timeline is two; 44.1 kHz has no whole number of them. */
  @ParameterizedTest
  @CsvSource({
    "FLAC, 48000, 0.75",
    "FLAC, 44100, 0.75",
    "WAV, 48000, 0.75",
    "WAV, 22050, 0.75",
    "M4B, 48000, 1",
    "M4B, 44100, 1",
    "MP3, 48000, 1",
    "MP3, 44100, 1",
    "OPUS, 48000, 1",
  })
  void clicksAreWhereTheTimelineAndTheCaptionsSayInOneFile(
      AudioFormat format, int rateHz, double tolerance) throws IOException {
    assemble(settings(format, Division.SINGLE, rateHz));
    Path file = folder.resolve("out/Book/Book." + format.fileExtension());
    List<Double> expected = clicks.stream().map(click -> inFile(click, rateHz)).toList();
    assertClicks(expected, MediaProbe.decode(file, rateHz), rateHz, tolerance);
    assertCaptions(folder.resolve("out/Book/Book"), 0, starts.size(), 0);
    if (format != AudioFormat.WAV) {
      assertEquals(
          chapterStarts.stream().map(ClickTest::chapterMillis).toList(),
          MediaProbe.of(file).chapters().stream().map(MediaProbe.Chapter::startMillis).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"FLAC, 0.75", "MP3, 1", "OPUS, 1", "WAV, 0.75"})
  void clicksAreWhereTheTimelineAndTheCaptionsSayInFilesOfChapters(
      AudioFormat format, double tolerance) throws IOException {
    assemble(settings(format, Division.CHAPTERS, 48_000));
    for (int chapter = 0; chapter < CHAPTERS; chapter++) {
      long origin = chapterStarts.get(chapter);
      int first = chapter * UTTERANCES;
      String name = "out/Book/0%d - Chapter %d".formatted(chapter + 1, chapter + 1);
      float[] decoded =
          MediaProbe.decode(folder.resolve(name + "." + format.fileExtension()), 48_000);
      assertClicks(
          clicks.subList(first, first + UTTERANCES).stream()
              .map(click -> inFile(click - origin, 48_000))
              .toList(),
          decoded,
          48_000,
          tolerance);
      assertCaptions(folder.resolve(name), first, first + UTTERANCES, origin);
    }
  }

  @Test
  void cueSheetsOfFlacSayWhereChaptersBegin() throws IOException {
    assemble(settings(AudioFormat.FLAC, Division.SINGLE, 48_000));
    String sheet = Files.readString(folder.resolve("out/Book/Book.cue"));
    for (long start : chapterStarts) {
      long frames = chapterMillis(start) * 75 / 1_000;
      String time = "INDEX 01 00:%02d:%02d".formatted(frames / 75, frames % 75);
      assertTrue(sheet.contains(time), time + " in " + sheet);
    }
  }

  private void assemble(AssemblySettings settings) throws IOException {
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
  }

  private AssemblySettings settings(AudioFormat format, Division division, int rateHz) {
    return new AudioSettings(
            "out",
            List.of(),
            format,
            division,
            format == AudioFormat.OPUS ? 96 : 0,
            rateHz,
            LoudnessPreset.AUDIOBOOK,
            HEAD_MILLIS,
            TAIL_MILLIS,
            "",
            "",
            RestorationSettings.DEFAULTS,
            CaptionSettings.DEFAULTS,
            PublishSettings.DEFAULTS,
            WatermarkSettings.DEFAULTS)
        .assembly(folder.resolve("out"), List.of());
  }

  /** Looks for each click within a hundredth of a second of its place. */
  private static void assertClicks(
      List<Double> expected, float[] decoded, int rateHz, double tolerance) {
    List<String> wrong = new ArrayList<>();
    for (double click : expected) {
      int found = loudestClick(decoded, (int) Math.round(click), rateHz);
      if (Math.abs(found - click) > tolerance) {
        wrong.add("%d instead of %.2f".formatted(found, click));
      }
    }
    assertEquals(List.of(), wrong, "samples of clicks at %d Hz".formatted(rateHz));
  }

  /**
   * Cues begin with their utterance, and their second word where the click is, to the nearest ms.
   */
  private void assertCaptions(Path name, int first, int end, long origin) throws IOException {
    String vtt = Files.readString(Path.of(name + ".vtt"));
    String srt = Files.readString(Path.of(name + ".srt"));
    List<Long> cues = starts.subList(first, end).stream().map(s -> millis(s - origin)).toList();
    assertEquals(cues, millisOf(CUE, vtt));
    assertEquals(cues, millisOf(CUE, srt));
    List<Long> words = millisOf(WORD, vtt);
    assertEquals(cues.size(), words.size());
    for (int i = 0; i < words.size(); i++) {
      assertEquals(millis(clicks.get(first + i) - origin), words.get(i), 1, "word " + i);
    }
  }

  private static List<Long> millisOf(Pattern pattern, String captions) {
    return pattern.matcher(captions).results().map(ClickTest::millisOf).toList();
  }

  private static long millisOf(MatchResult time) {
    return ((Long.parseLong(time.group(1)) * 60 + Long.parseLong(time.group(2))) * 60
                + Long.parseLong(time.group(3)))
            * 1_000
        + Long.parseLong(time.group(4));
  }

  /** In samples of a file that begins with the head, at its rate. */
  private static double inFile(double timelineSample, int rateHz) {
    return (HEAD_MILLIS * TIMELINE_RATE_HZ / 1_000.0 + timelineSample) * rateHz / TIMELINE_RATE_HZ;
  }

  private static long millis(double timelineSample) {
    return Math.round(inFile(timelineSample, 1_000));
  }

  /** The first chapter begins with the file, and not after its head. */
  private static long chapterMillis(long timelineSample) {
    return timelineSample == 0 ? 0 : millis(timelineSample);
  }

  private static PcmClip clip(int rateHz, int length) {
    float[] samples = new float[length];
    int half = half(rateHz);
    for (int i = -half; i <= half; i++) {
      samples[length / 2 + i] = 0.4f * click(i / (double) rateHz);
    }
    return new PcmClip(rateHz, samples);
  }

  /** Symmetric, so that its middle can be told exactly after any filter without delay. */
  private static float click(double seconds) {
    double window = 0.5 + 0.5 * Math.cos(Math.PI * seconds / CLICK_HALF_SECONDS);
    return (float) (window * Math.cos(2 * Math.PI * CLICK_TONE_HZ * seconds));
  }

  private static int half(int rateHz) {
    return (int) (CLICK_HALF_SECONDS * rateHz);
  }

  private static int loudestClick(float[] samples, int around, int rateHz) {
    int reach = rateHz / 100;
    int half = half(rateHz);
    double[] click = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      click[half + i] = click(i / (double) rateHz);
    }
    int best = -1;
    double most = 0;
    for (int middle = around - reach; middle <= around + reach; middle++) {
      double product = 0;
      for (int i = -half; i <= half; i++) {
        product += samples[middle + i] * click[half + i];
      }
      if (product > most) {
        most = product;
        best = middle;
      }
    }
    return best;
  }
}
