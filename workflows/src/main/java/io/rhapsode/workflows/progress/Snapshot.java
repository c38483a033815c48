package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How far a job is.
 *
 * @param books documents of the job
 * @param readBooks documents read or found unreadable
 * @param finishedBooks books finished or given up
 * @param utterances utterances of the books read so far
 * @param spokenUtterances those that were served
 * @param madeUtterances those that were synthesised for it
 * @param audioSeconds length of the speech that was served, in seconds
 * @param madeAudioSeconds length of what was synthesised for it, in seconds
 * @param elapsedSeconds time since the job began, in seconds
 * @param synthesisSeconds time since the first utterance was asked for, in seconds
 * @param document file name of the document that is being read
 * @param assembling the book that is being assembled, and how far it is
 */
public record Snapshot(
    int books,
    int readBooks,
    int finishedBooks,
    long utterances,
    long spokenUtterances,
    long madeUtterances,
    double audioSeconds,
    double madeAudioSeconds,
    double elapsedSeconds,
    double synthesisSeconds,
    Optional<String> document,
    Optional<Assembly> assembling) {
  /** Characters of a title that a line has room for. */
  static final int LONGEST_TITLE = 48;

  /** Too little to tell a speed by. */
  static final double SHORTEST_SECONDS = 2;

  public Snapshot {
    requireNonNull(document, "document is null");
    requireNonNull(assembling, "assembling is null");
  }

  /**
   * A book on its way into a file.
   *
   * @param fraction how much is done, 0 to 1
   * @param secondsLeft until all books of the job are assembled, in seconds, if it can be told
   */
  public record Assembly(String title, double fraction, Optional<Double> secondsLeft) {}

  /** Whether documents are still being read, and nothing is spoken yet. */
  public boolean reading() {
    return readBooks < books && spokenUtterances == 0;
  }

  /** Whether every utterance of every book was served. */
  public boolean spoken() {
    return readBooks == books && spokenUtterances >= utterances;
  }

  /** Seconds of audio made in a second, or empty when it is too early to tell. */
  public Optional<Double> multipleOfRealTime() {
    return synthesisSeconds < SHORTEST_SECONDS || madeAudioSeconds <= 0
        ? Optional.empty()
        : Optional.of(madeAudioSeconds / synthesisSeconds);
  }

  /** Seconds until the speaking, and after it the assembling, is over at the speed so far. */
  public Optional<Double> secondsLeft() {
    if (spoken()) {
      return assembling.flatMap(Assembly::secondsLeft);
    }
    if (readBooks < books || madeUtterances == 0 || synthesisSeconds < SHORTEST_SECONDS) {
      return Optional.empty();
    }
    return Optional.of((utterances - spokenUtterances) * synthesisSeconds / madeUtterances);
  }

  /** "utterances 120/3456, audio 0:12:33, 35x real time, 0:03:10 left". */
  public String describe() {
    if (reading()) {
      String name =
          document.map(file -> " '%s'".formatted(OneLine.of(file, LONGEST_TITLE))).orElse("");
      return "reading%s, books %d/%d".formatted(name, readBooks, books);
    }
    StringBuilder text = new StringBuilder();
    if (books > 1) {
      text.append("books %d/%d, ".formatted(finishedBooks, books));
    }
    text.append("utterances %d/%d".formatted(spokenUtterances, utterances));
    text.append(speed());
    assembling.ifPresent(
        assembly ->
            text.append(
                ", assembling '%s' %d %%"
                    .formatted(
                        OneLine.of(assembly.title(), LONGEST_TITLE),
                        (int) (100 * assembly.fraction()))));
    secondsLeft().ifPresent(seconds -> text.append(", %s left".formatted(clock(seconds))));
    return text.toString();
  }

  private String speed() {
    StringBuilder text = new StringBuilder(", audio " + clock(audioSeconds));
    multipleOfRealTime()
        .ifPresent(multiple -> text.append(", %.1fx real time".formatted(multiple)));
    return text.toString();
  }

  /** Hours, minutes and seconds: "1:02:03". */
  public static String clock(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d:%02d".formatted(whole / 3_600, whole / 60 % 60, whole % 60);
  }
}
