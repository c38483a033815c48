package io.rhapsode.workflows.proof;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.book.BookFinding;
import io.rhapsode.synth.listen.book.HeardBook;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.listen.word.Recogniser.Care;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import io.rhapsode.workflows.proof.Recording.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Listens to a recording and holds it against a book. What seems wrong is listened to once more, in
 * a piece of its own, and told only when it is heard both times: recognisers err too.
 */
final class Proof {
  /** What a sentence may be heard otherwise: recognisers mishear names and little words. */
  private static final WordLimits LIMITS = new WordLimits(7, 45);

  /** Pieces that are in memory at once. */
  private static final int BATCH = 8;

  /** What is heard again around a place that seems wrong, in seconds. */
  private static final double AROUND_SECONDS = 2;

  /** Longer places are wrong beyond doubt. */
  private static final double LONGEST_DOUBT_SECONDS = 24;

  private final Recording recording;
  private final Recogniser recogniser;
  private final HeardBook book;
  private final String language;
  private final DoubleConsumer progress;

  /**
   * @param recogniser stays the caller's
   * @param progress is told how many seconds have been heard
   */
  Proof(
      Recording recording,
      BookText text,
      Recogniser recogniser,
      Phonemizer phonemizer,
      DoubleConsumer progress)
      throws FailureException {
    this.recording = requireNonNull(recording, "recording is null");
    this.recogniser = requireNonNull(recogniser, "recogniser is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.language = text.language();
    this.book = new HeardBook(text.sentences(), language, phonemizer);
  }

  /**
   * What was found.
   *
   * @param seconds length of the recording
   * @param words how many words are heard
   */
  record Result(double seconds, int words, List<BookFinding> findings) {}

  Result run() throws IOException, FailureException {
    List<HeardWord> words = new ArrayList<>();
    List<Piece> batch = new ArrayList<>();
    long samples =
        recording.read(
            piece -> {
              batch.add(piece);
              if (batch.size() == BATCH) {
                hear(batch, words);
                progress.accept(piece.endSeconds());
              }
            });
    hear(batch, words);
    List<BookFinding> findings = book.compare(words, LIMITS);
    List<double[]> doubtful = doubtful(findings);
    if (!doubtful.isEmpty()) {
      List<BookFinding> again = book.compare(heardAgain(words, doubtful), LIMITS);
      findings =
          findings.stream()
              .filter(
                  finding ->
                      again.stream()
                          .anyMatch(
                              other -> other.kind() == finding.kind() && other.overlaps(finding)))
              .toList();
    }
    return new Result((double) samples / Recording.RATE_HZ, words.size(), findings);
  }

  private void hear(List<Piece> pieces, List<HeardWord> words) throws IOException {
    List<PcmClip> clips = pieces.stream().map(Piece::clip).toList();
    List<List<HeardWord>> heard = recogniser.recognise(clips, language, Care.THOROUGH);
    for (int i = 0; i < heard.size(); i++) {
      for (HeardWord word : heard.get(i)) {
        double start = pieces.get(i).startSeconds();
        words.add(
            new HeardWord(
                word.text(),
                start + word.startSeconds(),
                start + word.endSeconds(),
                word.confidence()));
      }
    }
    pieces.clear();
  }

  /** Stretches around what seems wrong, in order, without overlap. */
  private static List<double[]> doubtful(List<BookFinding> findings) {
    List<double[]> stretches = new ArrayList<>();
    findings.stream()
        .filter(f -> f.endSeconds() - f.startSeconds() <= LONGEST_DOUBT_SECONDS)
        .sorted(Comparator.comparingDouble(BookFinding::startSeconds))
        .forEach(
            finding -> {
              double start = Math.max(0, finding.startSeconds() - AROUND_SECONDS);
              double end = finding.endSeconds() + AROUND_SECONDS;
              double[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
              if (last != null && start <= last[1]) {
                last[1] = Math.max(last[1], end);
              } else {
                stretches.add(new double[] {start, end});
              }
            });
    return stretches;
  }

  /** All words, with those of some stretches as they are heard now. */
  private List<HeardWord> heardAgain(List<HeardWord> words, List<double[]> stretches)
      throws IOException {
    List<HeardWord> again = new ArrayList<>();
    List<Piece> batch = new ArrayList<>();
    recording.read(
        stretches,
        piece -> {
          batch.add(piece);
          if (batch.size() == BATCH) {
            hear(batch, again);
          }
        });
    hear(batch, again);
    List<HeardWord> all =
        new ArrayList<>(words.stream().filter(word -> !isIn(word, stretches)).toList());
    all.addAll(again.stream().filter(word -> isIn(word, stretches)).toList());
    all.sort(Comparator.comparingDouble(HeardWord::startSeconds));
    return all;
  }

  private static boolean isIn(HeardWord word, List<double[]> stretches) {
    double middle = (word.startSeconds() + word.endSeconds()) / 2;
    return stretches.stream().anyMatch(stretch -> middle >= stretch[0] && middle < stretch[1]);
  }
}
