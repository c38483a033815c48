package io.rhapsode.synth.voice.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rhapsode.synth.voice.reference.ReferenceReport.Finding;
import io.rhapsode.synth.voice.reference.ReferenceReport.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCheckTest {
  private static final double QUIET = 0.0005;

  @Test
  void aGoodClipHasNoFindings() {
    ReferenceReport report = ReferenceCheck.check(SyntheticSpeech.speak(8, 120, QUIET));
    assertEquals(List.of(), report.findings());
    assertEquals("", report.describe());
    assertTrue(report.isUsable());
    assertEquals(8, report.seconds());
    assertEquals(8, report.usedSeconds());
    assertEquals(120, report.medianPitchHz().orElseThrow(), 12);
  }

  @ParameterizedTest
  @CsvSource({"90, 0.0005", "120, 0.002", "220, 0.0005", "330, 0.002"})
  void measuresPitchAtAnyVoice(double pitchHz, double noise) {
    ReferenceReport report = ReferenceCheck.check(SyntheticSpeech.speak(8, pitchHz, noise));
    assertEquals(pitchHz, report.medianPitchHz().orElseThrow(), pitchHz / 10);
    assertEquals(Set.of(), subjects(report));
  }

  @Test
  void judgesLength() {
    ReferenceReport tooShort = ReferenceCheck.check(SyntheticSpeech.speak(1.5, 120, QUIET));
    assertFalse(tooShort.isUsable());
    assertEquals(
        "refusal: the clip is 1.5 s long, at least 2 s are needed; 5 to 15 s are best",
        tooShort.describe());
    assertWarned(SyntheticSpeech.speak(4, 120, QUIET), Subject.LENGTH, "is 4.0 s long; 5 to 15 s");
    assertWarned(SyntheticSpeech.speak(20, 120, QUIET), Subject.LENGTH, "is 20.0 s long; beyond");
    assertWarned(SyntheticSpeech.speak(40, 120, QUIET), Subject.LENGTH, "only the first 30 s are");
  }

  @Test
  void aLongClipIsCutInAPause() {
    float[] samples = SyntheticSpeech.speak(40, 120, QUIET);
    float[] used = ReferenceCheck.cut(samples);
    double seconds = (double) used.length / ReferenceCheck.SAMPLE_RATE_HZ;
    assertTrue(seconds > 27 && seconds <= 30, seconds + " s");
    for (int index = used.length - 100; index < used.length; index++) {
      assertTrue(Math.abs(used[index]) < 0.01, "cut at a level of " + used[index]);
    }
    assertArrayEquals(Arrays.copyOf(samples, used.length), used);
    float[] fitting = Arrays.copyOf(samples, 30 * ReferenceCheck.SAMPLE_RATE_HZ);
    assertArrayEquals(fitting, ReferenceCheck.cut(fitting));
  }

  @Test
  void findsClipping() {
    float[] clipped = SyntheticSpeech.speak(8, 120, QUIET);
    for (int index = 0; index < clipped.length; index++) {
      clipped[index] = Math.max(-0.15f, Math.min(0.15f, clipped[index]));
    }
    assertWarned(clipped, Subject.CLIPPING, "the recording is clipped");
  }

  @Test
  void findsNoise() {
    assertWarned(
        SyntheticSpeech.speak(8, 120, 0.02), Subject.NOISE, "the voice will carry the noise");
  }

  @Test
  void findsSilence() {
    float[] mostlySilent = Arrays.copyOf(SyntheticSpeech.speak(4, 120, 0), 10 * 24000);
    assertWarned(mostlySilent, Subject.SILENCE, "% of the clip is silent; cut the pauses out");
    ReferenceReport empty = ReferenceCheck.check(new float[5 * 24000]);
    assertFalse(empty.isUsable());
    assertTrue(empty.describe().contains("refusal: the clip is silent"), empty.describe());
  }

  @Test
  void findsFaintSpeech() {
    float[] faint = SyntheticSpeech.speak(8, 120, 0);
    for (int index = 0; index < faint.length; index++) {
      faint[index] *= 0.02f;
    }
    assertWarned(faint, Subject.LEVEL, "the speech is faint");
  }

  @Test
  void findsSignsOfTwoSpeakers() {
    float[] two =
        SyntheticSpeech.join(
            SyntheticSpeech.speak(6, 110, QUIET), SyntheticSpeech.speak(6, 210, QUIET));
    assertWarned(two, Subject.SPEAKERS, "11 semitones apart, a sign that two people may be");
  }

  @Test
  void findsThatNoiseIsNoSpeech() {
    ReferenceReport report = ReferenceCheck.check(SyntheticSpeech.speak(8, 0, 0.1));
    assertEquals(Set.of(Subject.NOISE, Subject.SPEAKERS), subjects(report));
    assertTrue(report.describe().endsWith("is it speech?"), report.describe());
    assertTrue(report.medianPitchHz().isEmpty());
  }

  @Test
  void emptyAndUnsoundClips() {
    assertFalse(ReferenceCheck.check(new float[0]).isUsable());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ReferenceCheck.check(new float[] {0, Float.NaN}));
    assertEquals("a sample of the clip is not finite: NaN", refused.getMessage());
  }

  /** Real recordings: a studio voice is accepted, a whisper and a noisy room are noticed. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "thorsten_de_3.wav, -",
        "thorsten_de_1.wav, -",
        "thorsten_de_10.wav, -",
        "thorsten_de_12.wav, LEVEL SPEAKERS",
        "mfamichael_en_1.wav, NOISE",
      })
  void judgesRealRecordings(String name, String expected) throws Exception {
    Path file = shared("data/speech/" + name);
    assumeTrue(Files.exists(file), "the shared recordings are not here");
    Set<String> found =
        subjects(ReferenceCheck.check(read(file))).stream()
            .filter(subject -> subject != Subject.LENGTH)
            .map(Subject::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected == null ? Set.of() : Set.of(expected.split(" ")), found);
  }

  private static void assertWarned(float[] samples, Subject subject, String message) {
    ReferenceReport report = ReferenceCheck.check(samples);
    assertEquals(Set.of(subject), subjects(report), report.describe());
    assertTrue(report.isUsable(), report.describe());
    assertTrue(report.describe().contains(message), report.describe());
  }

  private static Set<Subject> subjects(ReferenceReport report) {
    return report.findings().stream().map(Finding::subject).collect(Collectors.toSet());
  }

  private static Path shared(String path) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("absent") : folder.resolve("shared").resolve(path);
  }

  private static float[] read(Path wav) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream input = AudioSystem.getAudioInputStream(wav.toFile())) {
      ShortBuffer shorts =
          ByteBuffer.wrap(input.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      float[] samples = new float[shorts.remaining()];
      for (int index = 0; index < samples.length; index++) {
        samples[index] = shorts.get(index) / 32768f;
      }
      int rateHz = (int) input.getFormat().getSampleRate();
      return new KaiserResampler(rateHz, ReferenceCheck.SAMPLE_RATE_HZ).resample(samples);
    }
  }
}
