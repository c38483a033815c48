package io.rhapsode.mux.dub.separate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.dub.mix.WaveFile;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speech of which the test knows everything, over music of which it knows everything. */
final class SeparatorTest {
  private static final int RATE_HZ = 48_000;
  private static final int SECONDS = 16;
  private static final int SAMPLES = SECONDS * RATE_HZ;

  /** Two lines, 4 s each. */
  private static final List<long[]> LINES =
      List.of(new long[] {3L * RATE_HZ, 7L * RATE_HZ}, new long[] {9L * RATE_HZ, 13L * RATE_HZ});

  @TempDir Path folder;

  @Test
  void dialogueIsTakenOutOfStereoAndMusicStays() throws IOException {
    assertSeparates(ChannelLayout.STEREO, 15, 3);
  }

  @Test
  void dialogueIsTakenOutOfMonoAndMusicStays() throws IOException {
    assertSeparates(ChannelLayout.MONO, 12, 3);
  }

  @Test
  void dialogueIsTakenOutOfTheCentre() throws IOException {
    assertSeparates(ChannelLayout.SURROUND_5_1, 12, 3);
  }

  /**
   * @param leastRemoved by how much the part of the sound that goes with the speech is to shrink,
   *     dB
   * @param mostChange how much the level may differ from that of the music alone in speech, dB
   */
  private void assertSeparates(ChannelLayout layout, double leastRemoved, double mostChange)
      throws IOException {
    float[][] music = music(layout);
    float[] speech = speech();
    float[][] film = new float[layout.channels()][];
    for (int channel = 0; channel < film.length; channel++) {
      film[channel] = music[channel].clone();
      for (int i = 0; layout.carriesMono(channel) && i < SAMPLES; i++) {
        film[channel][i] += speech[i];
      }
    }
    float[][] rest = separated(new SpectralSeparator(), layout, film);
    int middle = layout == ChannelLayout.SURROUND_5_1 ? 2 : 0;
    double before = share(film[middle], music[middle], speech);
    double after = share(rest[middle], music[middle], speech);
    double removed = 20 * Math.log10(before / Math.max(1e-9, Math.abs(after)));
    double change = level(rest[middle], LINES) - level(music[middle], LINES);
    System.out.printf(
        "%s: dialogue removed %.1f dB; level in speech: film %.1f, music alone %.1f, rest %.1f"
            + " dB%n",
        layout,
        removed,
        level(film[middle], LINES),
        level(music[middle], LINES),
        level(rest[middle], LINES));
    assertTrue(removed >= leastRemoved, layout + ": removed only " + removed + " dB");
    assertEquals(0, change, mostChange, layout + ": music in speech");
    for (int channel = 0; channel < film.length; channel++) {
      int silent = RATE_HZ;
      assertArrayEquals(
          Arrays.copyOf(film[channel], 2 * silent),
          Arrays.copyOf(rest[channel], 2 * silent),
          2e-6f,
          "what is far from speech stays");
    }
    assertArrayEquals(
        rest[middle], separated(new SpectralSeparator(), layout, film)[middle], "the same twice");
  }

  /** Lines that say something else at the same times are over the same bed. */
  @Test
  void aFilmIsSeparatedOnceForTheSameCues() throws IOException {
    Path film = folder.resolve("film.wav");
    float[][] samples = {speech()};
    WaveFile.write(
        film, folder, ChannelLayout.MONO, sink -> sink.accept(samples, 0, samples[0].length));
    SeparatedBeds beds = SeparatedBeds.in(folder.resolve("work"));
    Copying separator = new Copying();
    SpeechStretches speech = SpeechStretches.of(LINES);
    Bed sound = Bed.of(film);
    Bed first = beds.of(separator, film, sound, SAMPLES, speech);
    Bed second = beds.of(separator, film, Bed.of(film), SAMPLES, SpeechStretches.of(LINES));
    assertEquals(first, second);
    assertEquals(1, separator.films);
    beds.of(separator, film, sound, SAMPLES, SpeechStretches.of(LINES.subList(0, 1)));
    assertEquals(2, separator.films, "other cues");
    beds.of(new SpectralSeparator(), film, sound, SAMPLES, speech);
    Files.setLastModifiedTime(film, FileTime.from(Instant.EPOCH));
    beds.of(separator, film, sound, SAMPLES, speech);
    assertEquals(3, separator.films, "another film of the same name");
    Path kept = first.file().orElseThrow();
    Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    beds.removeUnused();
    assertFalse(Files.exists(kept));
    try (var left = Files.list(folder.resolve("work/beds"))) {
      assertEquals(3, left.count(), "nothing unfinished, and what is in use");
    }
  }

  /** Leaves all as it is, and counts how often. */
  private static final class Copying implements DialogueSeparator {
    private int films;

    @Override
    public String identity() {
      return "copying";
    }

    @Override
    public void separate(
        Bed sound, long samples, SpeechStretches speech, Path folder, ChannelSink rest)
        throws IOException {
      films++;
      sound.play(samples, rest);
    }
  }

  @Test
  void aProgramSeparatesWithoutAShell() throws IOException {
    float[][] film = {speech()};
    Path script = script("cp \"$1\" \"$2\"");
    float[][] same =
        separated(
            new CommandSeparator(List.of("sh", script.toString()), 1), ChannelLayout.MONO, film);
    assertArrayEquals(film[0], same[0], 1e-6f);
    float[][] named =
        separated(
            new CommandSeparator(List.of("cp", CommandSeparator.IN, CommandSeparator.OUT), 1),
            ChannelLayout.MONO,
            film);
    assertArrayEquals(same[0], named[0]);
    try (var left = Files.list(folder)) {
      assertTrue(left.noneMatch(file -> file.getFileName().toString().startsWith("separate")));
    }
  }

  @Test
  void aProgramThatFailsIsSaid() throws IOException {
    assertEquals(
        "'sh' ended with exit code 3; it said: no model / pull one",
        failure(List.of("sh", script("echo no model; echo pull one >&2; exit 3").toString())));
    assertEquals("'true' ended well but wrote nothing to {out}", failure(List.of("true")));
    assertTrue(
        failure(List.of("no-such-program")).startsWith("'no-such-program' cannot be started: "));
    assertTrue(
        failure(List.of("sh", script("echo nonsense > \"$2\"").toString()))
            .startsWith("what 'sh' wrote cannot be read: "));
  }

  private String failure(List<String> command) {
    return assertThrows(
            SeparationException.class,
            () ->
                separated(
                    new CommandSeparator(command, 1),
                    ChannelLayout.MONO,
                    new float[][] {new float[RATE_HZ]}))
        .getMessage();
  }

  private Path script(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "script", ".sh"), text + "\n");
  }

  private float[][] separated(DialogueSeparator separator, ChannelLayout layout, float[][] film)
      throws IOException {
    Path file = folder.resolve("film.wav");
    WaveFile.write(file, folder, layout, sink -> sink.accept(film, 0, film[0].length));
    float[][] rest = new float[layout.channels()][film[0].length];
    int[] at = {0};
    separator.separate(
        Bed.of(file),
        film[0].length,
        SpeechStretches.of(LINES),
        folder,
        (channels, start, end) -> {
          for (int channel = 0; channel < rest.length; channel++) {
            System.arraycopy(channels[channel], start, rest[channel], at[0], end - start);
          }
          at[0] += end - start;
        });
    assertEquals(film[0].length, at[0]);
    return rest;
  }

  /** Chords of slow vibrato over soft noise; left and right differ, as they do in music. */
  private static float[][] music(ChannelLayout layout) {
    float[][] music = new float[layout.channels()][SAMPLES];
    double[] notes = {110, 220, 277.2, 329.6, 440, 659.3, 880};
    Random random = new Random(5);
    for (int channel = 0; channel < music.length; channel++) {
      double[] phases = random.doubles(notes.length, 0, 2 * Math.PI).toArray();
      for (int i = 0; i < SAMPLES; i++) {
        double seconds = i / (double) RATE_HZ;
        double sum = 0.004 * random.nextGaussian();
        for (int note = 0; note < notes.length; note++) {
          double vibrato = 0.8 * Math.sin(2 * Math.PI * 4.7 * seconds + note);
          sum += 0.02 * Math.sin(2 * Math.PI * notes[note] * seconds + vibrato + phases[note]);
        }
        music[channel][i] = (float) sum;
      }
    }
    return music;
  }

  /**
   * Syllables of a gliding voice with formants, and hisses between them; silent outside of LINES.
   */
  private static float[] speech() {
    float[] speech = new float[SAMPLES];
    Random random = new Random(7);
    for (long[] line : LINES) {
      double phase = 0;
      for (int i = (int) line[0]; i < line[1]; i++) {
        double seconds = (i - line[0]) / (double) RATE_HZ;
        double syllable = seconds * 4 % 1;
        phase += (120 + 25 * Math.sin(seconds * 2.1)) / RATE_HZ;
        double voice = 0;
        for (int harmonic = 1; harmonic <= 30; harmonic++) {
          double hertz = 120.0 * harmonic;
          double formants =
              Math.exp(-Math.pow((hertz - 600 - 200 * Math.sin(seconds * 5)) / 300, 2))
                  + 0.5 * Math.exp(-Math.pow((hertz - 1_800) / 400, 2));
          voice += formants * Math.sin(2 * Math.PI * harmonic * phase);
        }
        double envelope = syllable < 0.75 ? Math.sin(Math.PI * syllable / 0.75) : 0;
        double hiss = syllable >= 0.75 ? 0.05 * random.nextGaussian() : 0;
        speech[i] = (float) (0.08 * envelope * voice + hiss);
      }
    }
    return speech;
  }

  /** How much of the speech is in a sound, by least squares beside the music. */
  private static double share(float[] sound, float[] music, float[] speech) {
    double ss = 0;
    double sm = 0;
    double mm = 0;
    double xs = 0;
    double xm = 0;
    for (long[] line : LINES) {
      for (int i = (int) line[0]; i < line[1]; i++) {
        ss += speech[i] * speech[i];
        sm += speech[i] * music[i];
        mm += music[i] * music[i];
        xs += sound[i] * speech[i];
        xm += sound[i] * music[i];
      }
    }
    return (xs * mm - xm * sm) / (ss * mm - sm * sm);
  }

  private static double level(float[] sound, List<long[]> stretches) {
    double sum = 0;
    long count = 0;
    for (long[] stretch : stretches) {
      for (int i = (int) stretch[0]; i < stretch[1]; i++) {
        sum += sound[i] * sound[i];
        count++;
      }
    }
    return 10 * Math.log10(sum / count);
  }
}
