package io.rhapsode.synth.voice.reference;

import io.rhapsode.synth.voice.reference.ReferenceReport.Finding;
import io.rhapsode.synth.voice.reference.ReferenceReport.Severity;
import io.rhapsode.synth.voice.reference.ReferenceReport.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Judges a recording that a voice is to be made from: mono samples at 24 kHz, nominally within -1
 * .. 1. A voice inherits what is in its reference, noise and room included.
 */
public final class ReferenceCheck {
  public static final int SAMPLE_RATE_HZ = 24_000;

  private static final double SHORTEST_SECONDS = 2;
  private static final double IDEAL_FROM_SECONDS = 5;
  private static final double IDEAL_TO_SECONDS = 15;
  private static final double LONGEST_SECONDS = 30;

  /** The cut of a long clip is made at the quietest frame of this last part. */
  private static final double CUT_SEARCH_SECONDS = 3;

  private static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / 50;
  private static final double FLOOR_DECIBELS = -120;
  private static final double NO_SIGNAL_DECIBELS = -60;
  private static final double FAINT_DECIBELS = -40;
  private static final double SILENT_BELOW_SPEECH_DECIBELS = 30;
  private static final double VOICED_BELOW_SPEECH_DECIBELS = 25;
  private static final double GOOD_SIGNAL_TO_NOISE_DECIBELS = 25;
  private static final double NEAR_PEAK = 0.98;
  private static final double MOST_CLIPPED_SHARE = 0.0005;
  private static final double MOST_SILENT_SHARE = 0.5;
  private static final int FEWEST_VOICED_FRAMES = 30;

  private ReferenceCheck() {}

  /**
   * Measures a clip; what lies beyond {@link #cut} is not looked at.
   *
   * @param samples at 24 kHz, mono
   * @throws IllegalArgumentException if a sample is not finite
   */
  public static ReferenceReport check(float[] samples) {
    requireFinite(samples);
    float[] used = cut(samples);
    double seconds = (double) samples.length / SAMPLE_RATE_HZ;
    double[] levels = levels(used);
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double speech = percentile(sorted, 0.95);
    double noise = percentile(sorted, 0.05);
    double silent = share(levels, level -> level <= speech - SILENT_BELOW_SPEECH_DECIBELS);
    double clipped = clippedShare(used);
    double[] pitches = PitchTrack.of(used, SAMPLE_RATE_HZ, speech - VOICED_BELOW_SPEECH_DECIBELS);
    List<Finding> findings = new ArrayList<>();
    judgeLength(seconds, findings);
    judgeLevel(speech, findings);
    if (speech > NO_SIGNAL_DECIBELS) {
      judgeClipping(clipped, findings);
      judgeNoise(speech - noise, findings);
      judgeSilence(silent, findings);
      judgeSpeakers(pitches, findings);
    }
    return new ReferenceReport(
        seconds,
        (double) used.length / SAMPLE_RATE_HZ,
        speech,
        noise,
        clipped,
        silent,
        medianPitch(pitches),
        findings);
  }

  /**
   * The part of a clip that is used: all of it up to 30 s; of a longer one the begin, cut at its
   * quietest moment between 27 s and 30 s so that no word is cut through.
   */
  public static float[] cut(float[] samples) {
    int longest = (int) (LONGEST_SECONDS * SAMPLE_RATE_HZ);
    if (samples.length <= longest) {
      return samples.clone();
    }
    double[] levels = levels(Arrays.copyOf(samples, longest));
    int first = (int) ((LONGEST_SECONDS - CUT_SEARCH_SECONDS) * SAMPLE_RATE_HZ) / FRAME_SAMPLES;
    int quietest = levels.length - 1;
    for (int frame = levels.length - 1; frame >= first; frame--) {
      if (levels[frame] < levels[quietest]) {
        quietest = frame;
      }
    }
    return Arrays.copyOf(samples, quietest * FRAME_SAMPLES + FRAME_SAMPLES / 2);
  }

  private static void judgeLength(double seconds, List<Finding> findings) {
    if (seconds < SHORTEST_SECONDS) {
      findings.add(
          refusal(
              Subject.LENGTH,
              "the clip is %.1f s long, at least %.0f s are needed; 5 to 15 s are best",
              seconds,
              SHORTEST_SECONDS));
      return;
    }
    if (seconds < IDEAL_FROM_SECONDS) {
      findings.add(
          warning(
              Subject.LENGTH, "the clip is %.1f s long; 5 to 15 s give a truer voice", seconds));
    }
    if (seconds > LONGEST_SECONDS) {
      findings.add(
          warning(
              Subject.LENGTH,
              "the clip is %.1f s long; only the first %.0f s are used, choose the best 5 to 15 s",
              seconds,
              LONGEST_SECONDS));
      return;
    }
    if (seconds > IDEAL_TO_SECONDS) {
      findings.add(
          warning(
              Subject.LENGTH,
              "the clip is %.1f s long; beyond 15 s it costs time and memory and adds little",
              seconds));
    }
  }

  private static void judgeLevel(double speech, List<Finding> findings) {
    if (speech <= NO_SIGNAL_DECIBELS) {
      findings.add(
          refusal(
              Subject.LEVEL,
              "the clip is silent: its loud parts are at %.0f dB of full scale",
              speech));
      return;
    }
    if (speech < FAINT_DECIBELS) {
      findings.add(
          warning(
              Subject.LEVEL,
              "the speech is faint, %.0f dB of full scale; record it closer or louder",
              speech));
    }
  }

  private static void judgeClipping(double clipped, List<Finding> findings) {
    if (clipped > MOST_CLIPPED_SHARE) {
      findings.add(
          warning(
              Subject.CLIPPING,
              "%.2f %% of the samples are at the highest level: the recording is clipped; record it"
                  + " with less gain",
              100 * clipped));
    }
  }

  private static void judgeNoise(double signalToNoise, List<Finding> findings) {
    if (signalToNoise < GOOD_SIGNAL_TO_NOISE_DECIBELS) {
      findings.add(
          warning(
              Subject.NOISE,
              "the quietest moments are only %.0f dB below the speech: noise, music or no pauses;"
                  + " the voice will carry the noise",
              signalToNoise));
    }
  }

  private static void judgeSilence(double silent, List<Finding> findings) {
    if (silent > MOST_SILENT_SHARE) {
      findings.add(
          warning(
              Subject.SILENCE, "%.0f %% of the clip is silent; cut the pauses out", 100 * silent));
    }
  }

  private static void judgeSpeakers(double[] pitches, List<Finding> findings) {
    long voiced = Arrays.stream(pitches).filter(pitch -> !Double.isNaN(pitch)).count();
    if (voiced < FEWEST_VOICED_FRAMES) {
      findings.add(
          warning(
              Subject.SPEAKERS,
              "hardly anything in the clip has the pitch of a voice; is it speech?"));
      return;
    }
    SpeakerSigns.distance(pitches)
        .ifPresent(
            distance ->
                findings.add(
                    warning(
                        Subject.SPEAKERS,
                        "the pitch falls into two groups %.0f semitones apart, a sign that two"
                            + " people may be speaking; listen to the clip",
                        distance)));
  }

  private static OptionalDouble medianPitch(double[] pitches) {
    double[] voiced =
        Arrays.stream(pitches).filter(pitch -> !Double.isNaN(pitch)).sorted().toArray();
    return voiced.length < FEWEST_VOICED_FRAMES
        ? OptionalDouble.empty()
        : OptionalDouble.of(voiced[voiced.length / 2]);
  }

  /**
   * Level of each whole 20 ms frame in dB of full scale; one frame of silence for a shorter clip.
   */
  private static double[] levels(float[] samples) {
    double[] levels = new double[Math.max(1, samples.length / FRAME_SAMPLES)];
    Arrays.fill(levels, FLOOR_DECIBELS);
    for (int frame = 0; frame < samples.length / FRAME_SAMPLES; frame++) {
      double energy = 0;
      for (int index = 0; index < FRAME_SAMPLES; index++) {
        double sample = samples[frame * FRAME_SAMPLES + index];
        energy += sample * sample;
      }
      levels[frame] = Math.max(FLOOR_DECIBELS, 10 * Math.log10(energy / FRAME_SAMPLES));
    }
    return levels;
  }

  private static double clippedShare(float[] samples) {
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    long near = 0;
    for (float sample : samples) {
      near += Math.abs(sample) >= NEAR_PEAK * peak ? 1 : 0;
    }
    return peak == 0 ? 0 : (double) near / samples.length;
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static double share(double[] levels, DoublePredicate counts) {
    return (double) Arrays.stream(levels).filter(counts).count() / levels.length;
  }

  private static void requireFinite(float[] samples) {
    for (float sample : samples) {
      if (!Float.isFinite(sample)) {
        throw new IllegalArgumentException("a sample of the clip is not finite: " + sample);
      }
    }
  }

  private static Finding refusal(Subject subject, String message, Object... values) {
    return new Finding(Severity.REFUSAL, subject, String.format(Locale.ROOT, message, values));
  }

  private static Finding warning(Subject subject, String message, Object... values) {
    return new Finding(Severity.WARNING, subject, String.format(Locale.ROOT, message, values));
  }
}
