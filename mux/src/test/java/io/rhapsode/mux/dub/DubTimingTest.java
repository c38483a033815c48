package io.rhapsode.mux.dub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.ffmpeg.container.film.EncodedSound;
import io.rhapsode.mux.ffmpeg.container.film.FilmTrack;
import io.rhapsode.mux.ffmpeg.container.film.FilmWriter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.testing.MarkerDub;
import io.rhapsode.mux.testing.TestFilm;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.dub.timing.Measure;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.report.dub.DubbedLanguage;
import io.rhapsode.pipeline.report.dub.DubbedLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What is heard when, measured in finished films. */
class DubTimingTest {
  private static final int RATE_HZ = 48_000;
  private static final int SAMPLES_PER_MILLI = RATE_HZ / 1_000;
  private static final double WITHIN_MILLIS = 20;

  /** Length of the film with a flash and a click each second; 7,200 measures drift. */
  private static final int SECONDS = Integer.getInteger("rhapsode.sync.seconds", 40);

  @TempDir Path folder;

  /** Cues at every flash, of one to four words: some fit, some do only at another pace. */
  @Test
  void linesBeginWithTheirCuesUpToTheEnd(TestReporter reporter) throws IOException {
    Path film = clickingFilm();
    MarkerDub dub = new MarkerDub(folder.resolve("work")).track("de");
    List<Long> cues = new ArrayList<>();
    for (int second = 1; second < SECONDS - 1; second++) {
      dub.says("", 1 + second % 5, second * 1_000L, second * 1_000L + 950);
      cues.add(second * 1_000L * SAMPLES_PER_MILLI);
    }
    DubReport report = dubbed(dub, Optional.of(film));
    assertEquals(WorkStatus.COMPLETE, report.status(), report.failures().toString());
    List<DubbedLine> lines = report.languages().get(0).lines();
    Path made = folder.resolve("out/film/film.mp4");
    List<Long> heard = new ArrayList<>();
    List<Long> stem = new ArrayList<>();
    for (List<Long> word : words(made, cues)) {
      heard.add(word.get(0));
    }
    for (List<Long> word : words(folder.resolve("out/film/stems/film.de.dialogue.wav"), cues)) {
      stem.add(word.get(0));
    }
    Map<Measure, List<Double>> errors = new EnumMap<>(Measure.class);
    for (int i = 0; i < cues.size(); i++) {
      errors
          .computeIfAbsent(lines.get(i).measure(), measure -> new ArrayList<>())
          .add(Math.abs(heard.get(i) - cues.get(i)) / (double) SAMPLES_PER_MILLI);
      long planned = Math.round(lines.get(i).startSeconds() * RATE_HZ);
      // What is made shorter has its windows moved by some milliseconds.
      boolean stretched = lines.get(i).measure().compareTo(Measure.STRETCH) >= 0;
      assertEquals(planned, heard.get(i), (stretched ? 15 : 1) * SAMPLES_PER_MILLI);
      if (lines.get(i).measure().compareTo(Measure.STRETCH) <= 0) {
        assertEquals(cues.get(i), heard.get(i), WITHIN_MILLIS * SAMPLES_PER_MILLI);
      }
    }
    errors.forEach((measure, millis) -> reporter.publishEntry(measure.name(), figures(millis)));
    reporter.publishEntry("drift in samples", Long.toString(drift(cues, stem)));
    assertEquals(0, drift(cues, stem));
  }

  /** How far lines begin from their cues. */
  private static String figures(List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    return "%d cues, median %.2f ms, most %.2f ms"
        .formatted(sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  /** How much later against its cue the last line that fits begins than the first. */
  private static long drift(List<Long> cues, List<Long> heard) {
    int first = 0;
    int last = cues.size() - 1;
    while (last % 5 != first % 5) {
      last--;
    }
    return heard.get(last) - cues.get(last) - (heard.get(first) - cues.get(first));
  }

  /** Two languages with a fifth more words than fit. */
  @Test
  void nothingIsCutOfADenseScript() throws IOException {
    MarkerDub dub = new MarkerDub(folder.resolve("work"));
    Random random = new Random(20);
    int words = 0;
    for (String language : List.of("de", "es")) {
      dub.track(language);
      long start = 500;
      for (int line = 0; line < 60; line++) {
        int count = 3 + random.nextInt(10);
        words += count;
        double tooMuch = 0.8 + 0.8 * random.nextDouble();
        long slot = Math.round(count * MarkerDub.WORD_MILLIS / tooMuch);
        dub.says(line % 3 == 0 ? "Ada" : "Ben", count, start, start + slot);
        start += slot + (line % 5 == 0 ? 400 : 80);
      }
    }
    DubReport report = dubbed(dub, Optional.empty());
    assertEquals(WorkStatus.COMPLETE, report.status());
    int heard = 0;
    int overlaps = 0;
    int flagged = 0;
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    for (DubbedLanguage language : report.languages()) {
      Path stem = folder.resolve("out/film/stems/film." + language.language() + ".dialogue.wav");
      heard += bursts(stem).size();
      List<DubbedLine> lines = language.lines();
      for (int i = 0; i < lines.size(); i++) {
        measures.add(lines.get(i).measure());
        flagged += lines.get(i).excess().isPresent() ? 1 : 0;
        assertEquals(lines.get(i).measure() == Measure.OVERRUN, lines.get(i).excess().isPresent());
        assertTrue(lines.get(i).rate() <= 1.15 * 1.15 + 1e-3, lines.get(i).toString());
        double before = i == 0 ? 0 : lines.get(i - 1).startSeconds() + lines.get(i - 1).seconds();
        overlaps += lines.get(i).startSeconds() < before - 1e-6 ? 1 : 0;
      }
    }
    assertEquals(words, heard);
    String page = Files.readString(folder.resolve("out/film/report.html"));
    assertEquals(
        120, page.split("<audio controls preload=\"none\" src=\"data:audio/mpeg", -1).length - 1);
    assertTrue(page.contains("too long by "), "flags are told");
    assertEquals(0, overlaps);
    assertTrue(flagged > 0);
    assertEquals(EnumSet.allOf(Measure.class), measures);
  }

  private DubReport dubbed(MarkerDub dub, Optional<Path> film) throws IOException {
    DubSettings settings =
        new DubSettings(
            folder.resolve("out").toString(),
            TimingLimits.DEFAULTS,
            List.of(),
            DubSettings.NONE,
            List.of(),
            1,
            DialogueGoal.WEB,
            false,
            false,
            true,
            SoundFormat.WAV,
            Watermarking.none());
    DubFitter fitter = new DubFitter(settings, dub.blobs(), MarkerDub.voices());
    DubTakes takes = dub.paced(fitter.fit(dub.natural(film), JobProgress.SILENT));
    SeparatedBeds beds = SeparatedBeds.in(folder.resolve("work"));
    return new DubAssembler(settings, dub.blobs(), dub.takes(), beds, "test")
        .assemble(takes, done -> {});
  }

  private Path clickingFilm() throws IOException {
    Path silent = folder.resolve("silent.mp4");
    TestFilm.writeFlashes(silent, "mpeg4", SECONDS, SECONDS > 60 ? 1 : 25);
    Path film = folder.resolve("film.mp4");
    EncoderSettings settings =
        new EncoderSettings("aac", ChannelLayout.MONO, RATE_HZ, 96_000, true, false, Map.of());
    try (EncodedSound clicks = new EncodedSound(settings, folder.resolve("clicks.spool"));
        FileChannel file =
            FileChannel.open(film, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FilmWriter writer = new FilmWriter("mp4", file)) {
      float[] second = new float[RATE_HZ];
      for (int i = 0; i < RATE_HZ / 100; i++) {
        second[i] = (float) (0.3 * Math.cos(2 * Math.PI * 1_000 * i / RATE_HZ));
      }
      for (int i = 0; i < SECONDS; i++) {
        clicks.accept(new float[][] {second}, 0, RATE_HZ);
      }
      clicks.finish();
      FilmTrack track = new FilmTrack("en", "English", new FilmTrack.Sound(clicks), true);
      writer.write(Optional.of(silent), true, List.of(track));
    }
    return film;
  }

  /** The words that are heard from 300 ms before each cue on. */
  private static List<List<Long>> words(Path file, List<Long> cues) throws IOException {
    List<Long> bursts = bursts(file);
    List<List<Long>> words = new ArrayList<>();
    for (int i = 0; i < cues.size(); i++) {
      long from = cues.get(i) - 160L * SAMPLES_PER_MILLI;
      long to = i + 1 < cues.size() ? cues.get(i + 1) - 160L * SAMPLES_PER_MILLI : Long.MAX_VALUE;
      words.add(bursts.stream().filter(burst -> burst >= from && burst < to).toList());
    }
    return words;
  }

  /** Where tones begin after at least 20 ms of near silence, in samples. */
  private static List<Long> bursts(Path file) throws IOException {
    List<Long> bursts = new ArrayList<>();
    long[] at = {0, Long.MIN_VALUE / 2};
    try (AudioFileReader reader = new AudioFileReader(file)) {
      reader.read(
          RATE_HZ,
          (block, start, end) -> {
            for (int i = start; i < end; i++, at[0]++) {
              if (Math.abs(block[i]) > LOUD) {
                if (at[0] - at[1] > 20L * SAMPLES_PER_MILLI) {
                  bursts.add(at[0]);
                }
                at[1] = at[0];
              }
            }
          });
    }
    return bursts;
  }

  /** Well below the tones, well above what a codec smears before them. */
  private static final float LOUD = 0.1f;
}
