package io.rhapsode.synth.listen.sound;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Fault.Kind;
import io.rhapsode.pipeline.listen.Measures;
import io.rhapsode.pipeline.listen.Measures.Extremes;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.text.SpeakingRate;
import io.rhapsode.synth.listen.HeardClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the sound of a take tells by itself, whatever was said: cheap, and the same for every
 * language but for its speaking rate. The bounds let through the human and synthetic readings that
 * they were tried on, the quickest and the slowest included.
 */
public final class SignalChecks {
  /** Changes with whatever changes a verdict. */
  public static final String ID = "signal/2";

  /** Times the usual rate of the language. */
  private static final double QUICKEST = 1.75;

  private static final double SLOWEST = 0.4;

  /** What an utterance may take beyond its letters, in seconds: a breath, a drawn-out word. */
  private static final double SLACK_SECONDS = 0.8;

  private static final double LONGEST_PAUSE_SECONDS = 2;
  private static final double LEAST_JUDGED_SECONDS = 1.5;

  /** No speaker holds a sound this long, this steadily. */
  private static final double CONSTANT_SECONDS = 1.2;

  private static final double CONSTANT_DECIBELS = 2.5;

  /** Pauses and stops are at least this much quieter than the loud parts. */
  private static final double LEAST_RANGE_DECIBELS = 17;

  private static final double NOISE_QUANTILE = 0.03;

  /**
   * An end this near to the loud parts is no end of a word. Words of the draft voice end as near as
   * 5 dB, those of people as near as 10.
   */
  private static final double CUT_DECIBELS = 4;

  private static final int END_MILLIS = 10;

  private static final float FULL_SCALE = 0.999f;
  private static final int CLIPPED_RUN = 3;
  private static final double CLIPPED_SHARE = 5e-4;

  private SignalChecks() {}

  /** The verdict on the sound of a take, signed {@link #ID}. */
  public static Verdict check(HeardClip heard) {
    PcmClip clip = heard.clip();
    Frames frames = Frames.of(clip);
    List<Fault> faults = new ArrayList<>();
    double expected = expectedSeconds(heard.request());
    double spoken = frames.spokenSeconds();
    length(expected, spoken).ifPresent(faults::add);
    silence(frames).ifPresent(faults::add);
    end(clip, frames).ifPresent(faults::add);
    clipping(clip).ifPresent(faults::add);
    if (frames.count() * Frames.MILLIS / 1_000.0 >= LEAST_JUDGED_SECONDS) {
      steadiness(frames).ifPresent(faults::add);
    }
    double badness = faults.size() + Math.abs(Math.log((spoken + 0.1) / (expected + 0.1))) / 10;
    return new Verdict(ID, faults, badness, measures(heard, frames));
  }

  /** How long the text takes at the usual rate, in seconds. */
  private static double expectedSeconds(SpeechRequest request) {
    Optional<Integer> wanted = request.delivery().durationMillis();
    if (wanted.isPresent()) {
      return wanted.get() / 1_000.0;
    }
    double pace = request.delivery().pacePercent().orElse(100) / 100.0;
    return SpeakingRate.letters(request.text())
        / SpeakingRate.lettersPerSecond(request.language())
        / pace;
  }

  private static Optional<Fault> length(double expected, double spoken) {
    if (spoken < expected / QUICKEST - SLACK_SECONDS / 4) {
      return fault(
          Kind.TOO_SHORT, "it speaks for %.1f s where about %.1f are usual", spoken, expected);
    }
    if (spoken > expected / SLOWEST + SLACK_SECONDS) {
      return fault(
          Kind.TOO_LONG, "it speaks for %.1f s where about %.1f are usual", spoken, expected);
    }
    return Optional.empty();
  }

  private static Optional<Fault> silence(Frames frames) {
    double seconds = frames.longestPauseSeconds();
    return seconds > LONGEST_PAUSE_SECONDS
        ? fault(Kind.SILENCE_INSIDE, "it is silent for %.1f s", seconds)
        : Optional.empty();
  }

  /** What was cut is as loud at its end as in the middle of a word. */
  private static Optional<Fault> end(PcmClip clip, Frames frames) {
    double below = endDecibels(clip, frames);
    return below != 0 && below < CUT_DECIBELS
        ? fault(
            Kind.CUT_OFF, "it ends in the middle of a sound, %.0f dB below its loud parts", below)
        : Optional.empty();
  }

  /** How far the last sound is below the loud parts; 0 where there is no telling. */
  private static double endDecibels(PcmClip clip, Frames frames) {
    int last = clip.length();
    double silent = Math.pow(10, (frames.loud() - 40) / 20);
    while (last > 0 && Math.abs(clip.sample(last - 1)) <= silent) {
      last--;
    }
    int length = clip.sampleRateHz() * END_MILLIS / 1_000;
    if (last < 2 * length) {
      return 0;
    }
    double level = 20 * Math.log10(clip.slice(last - length, last).rootMeanSquare() + 1e-6);
    return frames.loud() - level;
  }

  private static Optional<Fault> clipping(PcmClip clip) {
    int clipped = 0;
    int run = 0;
    for (int i = 0; i < clip.length(); i++) {
      run = Math.abs(clip.sample(i)) >= FULL_SCALE ? run + 1 : 0;
      if (run >= CLIPPED_RUN) {
        clipped += run == CLIPPED_RUN ? CLIPPED_RUN : 1;
      }
    }
    double share = clipped / (double) Math.max(1, clip.length());
    return share > CLIPPED_SHARE
        ? fault(Kind.CLIPPED, "%.2f %% of its samples are clipped", 100 * share)
        : Optional.empty();
  }

  private static Optional<Fault> steadiness(Frames frames) {
    double constant = frames.longestConstantSeconds(CONSTANT_DECIBELS);
    if (constant > CONSTANT_SECONDS) {
      return fault(Kind.CONSTANT_SOUND, "a sound does not change for %.1f s", constant);
    }
    double range = rangeDecibels(frames);
    return range < LEAST_RANGE_DECIBELS
        ? fault(Kind.NOISE, "its quietest parts are only %.0f dB below its loud ones", range)
        : Optional.empty();
  }

  private static double rangeDecibels(Frames frames) {
    return frames.loud() - frames.quantile(NOISE_QUANTILE);
  }

  private static Measures measures(HeardClip heard, Frames frames) {
    double seconds = frames.spokenSeconds();
    if (seconds < LEAST_JUDGED_SECONDS) {
      return Measures.NONE;
    }
    PcmClip clip = heard.clip();
    double pace = heard.request().delivery().pacePercent().orElse(100) / 100.0;
    return new Measures(
        frames.spokenDecibels(),
        brightness(clip),
        MedianPitch.of(clip, frames.loud() - 25),
        SpeakingRate.letters(heard.request().text()) / seconds / pace,
        Optional.of(new Extremes(endDecibels(clip, frames), rangeDecibels(frames))));
  }

  /** Root mean square frequency: that of the derivative by that of the signal. */
  private static double brightness(PcmClip clip) {
    double signal = 0;
    double derivative = 0;
    for (int i = 1; i < clip.length(); i++) {
      double difference = clip.sample(i) - clip.sample(i - 1);
      signal += (double) clip.sample(i) * clip.sample(i);
      derivative += difference * difference;
    }
    return signal == 0 ? 0 : clip.sampleRateHz() / (2 * Math.PI) * Math.sqrt(derivative / signal);
  }

  private static Optional<Fault> fault(Kind kind, String detail, Object... figures) {
    return Optional.of(new Fault(kind, String.format(Locale.ROOT, detail, figures)));
  }
}
