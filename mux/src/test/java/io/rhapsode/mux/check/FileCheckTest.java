package io.rhapsode.mux.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.FfmpegLoudness;
import io.rhapsode.mux.testing.FfmpegProgram;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made with the ffmpeg command line, right and wrong on purpose. */
class FileCheckTest {
  /** What makes the clip a file that ACX would take; each case changes one thing. */
  private static final String RIGHT =
      "-af volume=0.5dB,alimiter=limit=0.6:level=0 -ar 44100 -c:a libmp3lame -b:a 192k"
          + " -metadata title=One -metadata album=Book -metadata track=1/2";

  @TempDir Path folder;

  @Test
  void aFileAsItHasToBeHasNoProblem() throws Exception {
    assertEquals(List.of(), problems(speech(0.7, 2), RIGHT, "right.mp3", "acx"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "volume=0.5dB|volume=-20dB|has an RMS of -4\\d\\.\\d dB, not -23 to -18 dB: raise the"
            + " level by 1\\d\\.\\d dB",
        "volume=0.5dB,alimiter=limit=0.6:level=0|volume=6dB|has a peak of -?\\d\\.\\d dB, not at"
            + " most -3 dB: limit the peaks \\d\\.\\d dB lower",
        "-b:a 192k|-b:a 128k|has a bit rate of 128 kbit/s, not at least 192 kbit/s: encode it"
            + " again, from the lossless original, at 64 kbit/s more",
        "-b:a 192k|-q:a 0|has a variable bit rate: encode it again at a constant one",
        "-ar 44100|-ar 48000|has a sample rate of 48000 Hz, not 44100 Hz: resample it",
        "-metadata album=Book|-metadata genre=x|has no tag 'album': add it",
        "-af volume|-af adelay=1500,volume|has a head of silence of 2\\.\\d\\d s, not 0.5 to 1 s:"
            + " cut 1\\.\\d\\d s before the first word",
        "-af volume|-af apad=pad_dur=6,volume|has a tail of silence of [78]\\.\\d\\d s, not 1 to 5"
            + " s: cut [23]\\.\\d\\d s after the last word",
        "-c:a libmp3lame|-c:a aac -f mp4|is aac, not mp3: encode it again, from the lossless"
            + " original",
      })
  void eachFaultIsNamedWithItsRemedy(String right, String wrong, String problem) throws Exception {
    String options = RIGHT.replace(right, wrong);
    assertTrue(!options.equals(RIGHT), right);
    List<String> problems = problems(speech(0.7, 2), options, "wrong.mp3", "acx");
    assertTrue(
        problems.stream().anyMatch(found -> found.matches(problem)),
        () -> problem + " is not in " + problems);
  }

  @Test
  void noiseBetweenTheWordsIsFound() throws Exception {
    PcmClip clip = speech(0.7, 2);
    float[] noisy = clip.samples();
    Random random = new Random(1);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (0.002 * random.nextGaussian());
    }
    List<String> problems =
        problems(new PcmClip(clip.sampleRateHz(), noisy), RIGHT, "noisy.mp3", "acx");
    assertTrue(
        problems.stream()
            .anyMatch(
                problem ->
                    problem.matches(
                        "has a noise floor of -5\\d\\.\\d dB, not at most -60 dB: take .* of noise"
                            + " away where nobody speaks")),
        problems::toString);
  }

  @Test
  void stereoIsMeasuredAsStereo() throws Exception {
    PcmClip clip = speech(0.7, 2);
    Path mono = FfmpegProgram.encode(clip, "-c:a pcm_s24le", folder.resolve("mono.wav"));
    Path stereo =
        FfmpegProgram.encode(
            clip, "-af pan=stereo|c0=c0|c1=c0 -c:a pcm_s24le", folder.resolve("two.wav"));
    Path left =
        FfmpegProgram.encode(
            clip, "-af pan=stereo|c0=c0|c1=0*c0 -c:a pcm_s24le", folder.resolve("left.wav"));
    AudioFigures one = figures(mono);
    AudioFigures two = figures(stereo);
    assertEquals(one.integratedLufs() + 3.01, two.integratedLufs(), 0.05, "both channels count");
    assertEquals(one.rootMeanSquareDecibels(), two.rootMeanSquareDecibels(), 0.05);
    assertEquals(one.truePeakDbtp(), two.truePeakDbtp(), 0.05);
    assertEquals(one.integratedLufs(), figures(left).integratedLufs(), 0.05);
  }

  @Test
  void figuresAreThoseOfOtherMeters() throws Exception {
    Path file = FfmpegProgram.encode(speech(0.7, 2), RIGHT, folder.resolve("right.mp3"));
    AudioFigures figures = figures(file);
    float[] decoded = MediaProbe.decode(file, 44_100);
    FfmpegLoudness expected = FfmpegLoudness.of(decoded, 44_100);
    assertEquals(expected.integratedLufs(), figures.integratedLufs(), 0.1);
    assertEquals(expected.truePeakDbtp(), figures.truePeakDbtp(), 0.2);
    assertEquals(decoded.length / 44_100.0, figures.seconds(), 1e-9);
    assertEquals(0.7, figures.headSeconds(), 0.1);
    assertEquals(2, figures.tailSeconds(), 0.2);
  }

  @Test
  void theLoudnessRangeIsThatOfEbuTech3342() {
    // Case 1 of EBU Tech 3342: 20 s at -20 and 20 s at -30 LUFS have a range of 10 LU.
    PcmClip tone = tone(48_000, 20, 0.1f, 0.0316228f);
    LoudnessMeter meter = new LoudnessMeter(48_000);
    meter.accept(tone.samples(), 0, tone.length());
    assertEquals(10, meter.loudnessRangeLu(), 1);
  }

  @Test
  void whatIsNoAudioIsAnErrorThatNamesTheFile() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.mp3"), "no audio at all");
    IOException e = assertThrows(IOException.class, () -> MeasuredFile.of(text, "notes.mp3"));
    assertTrue(e.getMessage().contains("notes.mp3"), e.getMessage());
  }

  @Test
  void everyProfileOfTheProductIsRead() throws IOException {
    for (String name :
        List.of(
            "acx",
            "apple",
            "broadcast",
            "flac",
            "google-play",
            "m4b",
            "mp3-chapters",
            "mp3-single",
            "opus",
            "podcast",
            "wav")) {
      assertEquals(name, Deliveries.profile(name).name());
    }
  }

  private List<String> problems(PcmClip clip, String options, String name, String profile)
      throws Exception {
    Path file = FfmpegProgram.encode(clip, options, folder.resolve(name));
    return FileCheck.of(MeasuredFile.of(file, name), Deliveries.profile(profile)).problems();
  }

  private static AudioFigures figures(Path file) throws IOException {
    return MeasuredFile.of(file, "file").figures();
  }

  /** Ten seconds that measure like speech, with silence around them. */
  private static PcmClip speech(double headSeconds, double tailSeconds) {
    PcmClip speech = TestBook.speechLike(44_100, 10, 1);
    int head = (int) (44_100 * headSeconds);
    float[] samples = new float[head + speech.length() + (int) (44_100 * tailSeconds)];
    System.arraycopy(speech.samples(), 0, samples, head, speech.length());
    return new PcmClip(44_100, samples);
  }

  private static PcmClip tone(int rateHz, int seconds, float... amplitudes) {
    float[] samples = new float[rateHz * seconds * amplitudes.length];
    for (int i = 0; i < samples.length; i++) {
      float amplitude = amplitudes[i / (rateHz * seconds)];
      samples[i] = amplitude * (float) Math.sin(2 * Math.PI * 1_000 * i / rateHz);
    }
    return new PcmClip(rateHz, Arrays.copyOf(samples, samples.length));
  }
}
