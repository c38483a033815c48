package io.rhapsode.workflows.command.voice;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import io.rhapsode.synth.voice.reference.ReferenceReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the cleanest 6 to 15 s of a speaker in a film: of the moments in which the subtitles have
 * him or her speak and nobody else, those in which speech is farthest above what is heard between
 * its words. Holds no more than it may need. Used by one thread.
 */
final class SpeakerClip {
  private static final double SHORTEST_SECONDS = 6;
  private static final double LONGEST_SECONDS = 15;
  private static final long SHORTEST_PIECE_MILLIS = 1_000;

  /** Others are not heard for so long before and after a piece. */
  private static final long APART_MILLIS = 100;

  /** Speech that is fainter is not worth a voice, in dB of full scale. */
  private static final double FAINTEST = -45;

  /**
   * Speech that is less above what is heard between its words would make a voice of noise, in dB.
   */
  private static final double LEAST_CLEAN = 10;

  private static final double MOST_CLIPPED = 0.001;

  /** Between pieces. */
  private static final int PAUSE_SAMPLES = ReferenceCheck.SAMPLE_RATE_HZ / 5;

  /** Pieces come and go in so much, so that nothing clicks. */
  private static final int FADE_SAMPLES = ReferenceCheck.SAMPLE_RATE_HZ / 100;

  private final String speaker;
  private final List<long[]> candidates;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A moment.
   *
   * @param clean how far speech is above what is heard between words, in dB
   */
  private record Piece(int index, float[] samples, double clean) {
    double seconds() {
      return samples.length / (double) ReferenceCheck.SAMPLE_RATE_HZ;
    }
  }

  private SpeakerClip(String speaker, List<long[]> candidates) {
    this.speaker = speaker;
    this.candidates = candidates;
  }

  /**
   * @throws VoiceException when the speaker says nothing, or never alone
   */
  static SpeakerClip of(String speaker, DubPlan plan) throws VoiceException {
    List<long[]> own = new ArrayList<>();
    List<long[]> others = new ArrayList<>();
    for (DubbedTrack track : plan.tracks()) {
      for (Window window : track.windows()) {
        boolean same = window.speaker().equalsIgnoreCase(speaker);
        (same ? own : others).add(new long[] {window.startMillis(), window.endMillis()});
      }
    }
    if (own.isEmpty()) {
      throw new VoiceException("nobody of that name speaks in the subtitles");
    }
    List<long[]> alone = new ArrayList<>();
    own.sort(Comparator.comparingLong((long[] one) -> one[0]));
    for (long[] stretch : own) {
      long last = alone.isEmpty() ? 0 : alone.get(alone.size() - 1)[1];
      long start = Math.max(stretch[0], last);
      boolean apart =
          others.stream()
              .noneMatch(
                  other -> other[0] < stretch[1] + APART_MILLIS && other[1] > start - APART_MILLIS);
      if (apart && stretch[1] - start >= SHORTEST_PIECE_MILLIS) {
        alone.add(new long[] {start, stretch[1]});
      }
    }
    return new SpeakerClip(speaker, alone);
  }

  /** Begin and end of each moment, in milliseconds. */
  List<long[]> candidates() {
    return candidates;
  }

  /** Looks at a moment; the samples are at {@link TrackLines#RATE_HZ}. */
  void judge(int index, float[] samples) {
    float[] narrow =
        new KaiserResampler(TrackLines.RATE_HZ, ReferenceCheck.SAMPLE_RATE_HZ).resample(samples);
    float[] used =
        Arrays.copyOf(
            narrow, (int) Math.min(narrow.length, LONGEST_SECONDS * ReferenceCheck.SAMPLE_RATE_HZ));
    ReferenceReport report = ReferenceCheck.check(used);
    double clean = report.speechDecibels() - report.noiseDecibels();
    if (report.speechDecibels() < FAINTEST
        || clean < LEAST_CLEAN
        || report.clippedShare() > MOST_CLIPPED) {
      return;
    }
    pieces.add(new Piece(index, used, clean));
    pieces.sort(
        Comparator.comparingDouble((Piece piece) -> -piece.clean()).thenComparingInt(Piece::index));
    // What is beyond the longest clip is never taken.
    double seconds = 0;
    for (int i = 0; i < pieces.size(); i++) {
      if (seconds >= LONGEST_SECONDS) {
        pieces.subList(i, pieces.size()).clear();
      } else {
        seconds += pieces.get(i).seconds();
      }
    }
  }

  /**
   * The cleanest moments, one after the other as they are in the film.
   *
   * @return mono, at {@link ReferenceCheck#SAMPLE_RATE_HZ}
   * @throws VoiceException when they are too few
   */
  float[] best(Path film) throws VoiceException {
    List<Piece> taken = new ArrayList<>();
    double seconds = 0;
    double found = 0;
    for (Piece piece : pieces) {
      found += piece.seconds();
      if (seconds + piece.seconds() <= LONGEST_SECONDS) {
        taken.add(piece);
        seconds += piece.seconds();
      }
    }
    if (seconds < SHORTEST_SECONDS) {
      throw new VoiceException(
          ("%.1f s of %s alone and clean were found in %s, at least %.0f s are needed (%d moments"
               + " in which nobody else speaks); take a voice that is installed, or make one with"
               + " `rhapsode voice create`")
              .formatted(found, speaker, film, SHORTEST_SECONDS, candidates.size()));
    }
    taken.sort(Comparator.comparingInt(Piece::index));
    int length =
        taken.stream().mapToInt(piece -> piece.samples().length).sum()
            + (taken.size() - 1) * PAUSE_SAMPLES;
    float[] joined = new float[length];
    int at = 0;
    for (Piece piece : taken) {
      float[] samples = piece.samples();
      for (int i = 0; i < samples.length; i++) {
        double edge = Math.min(1, Math.min(i, samples.length - 1 - i) / (double) FADE_SAMPLES);
        joined[at + i] = (float) (samples[i] * edge);
      }
      at += samples.length + PAUSE_SAMPLES;
    }
    return joined;
  }
}
