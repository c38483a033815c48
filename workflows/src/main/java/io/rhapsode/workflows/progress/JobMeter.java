package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.workflows.progress.Snapshot.Assembly;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Adds up what the stages of a job tell; passes on what happens to books. Safe for threads. */
public final class JobMeter implements JobProgress {
  private static final double NANOS = 1e9;

  private final int books;
  private final ProgressView view;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Map<String, String> sources = new HashMap<>();
  private final Set<String> reading = new LinkedHashSet<>();
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, Long> characters = new HashMap<>();
  private final Map<String, Double> assembling = new LinkedHashMap<>();
  private int readBooks;
  private int finishedBooks;
  private long utterances;
  private long spokenUtterances;
  private long madeUtterances;
  private long charactersToAssemble;
  private double assembledCharacters;
  private double audioSeconds;
  private double madeAudioSeconds;
  private long firstPlannedNanos = -1;
  private long lastMadeNanos = -1;
  private long firstAssembledNanos = -1;

  /**
   * @param books documents of the job
   * @param nanoTime {@link System#nanoTime}, or a clock that a test turns
   */
  public JobMeter(int books, ProgressView view, LongSupplier nanoTime) {
    this.books = books;
    this.view = requireNonNull(view, "view is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    this.startNanos = nanoTime.getAsLong();
  }

  @Override
  public synchronized void reading(String workId, String source) {
    sources.put(workId, source);
    reading.add(workId);
  }

  @Override
  public synchronized void planned(
      String workId, String title, int bookUtterances, long spokenCharacters) {
    boolean again = titles.put(workId, title) != null;
    reading.remove(workId);
    characters.put(workId, spokenCharacters);
    charactersToAssemble += spokenCharacters;
    readBooks++;
    utterances += bookUtterances;
    if (firstPlannedNanos < 0) {
      firstPlannedNanos = nanoTime.getAsLong();
    }
    if (!again) {
      view.planned(source(workId), title, bookUtterances, spokenCharacters);
    }
  }

  @Override
  public synchronized void repeated(String workId, int more) {
    utterances += more;
  }

  @Override
  public synchronized void unreadable(String workId, String message) {
    readBooks++;
    reading.remove(workId);
    view.unreadable(source(workId), message);
  }

  @Override
  public synchronized void spoken(int count, double seconds, boolean reused) {
    spokenUtterances += count;
    audioSeconds += seconds;
    if (reused) {
      return;
    }
    lastMadeNanos = nanoTime.getAsLong();
    madeUtterances += count;
    madeAudioSeconds += seconds;
  }

  @Override
  public synchronized void assembling(String workId, double fraction) {
    if (firstAssembledNanos < 0) {
      firstAssembledNanos = nanoTime.getAsLong();
    }
    assembling.put(workId, fraction);
  }

  @Override
  public synchronized void restarted() {
    readBooks = 0;
    utterances = 0;
    spokenUtterances = 0;
    audioSeconds = 0;
    charactersToAssemble = 0;
    assembledCharacters = 0;
    reading.clear();
    assembling.clear();
  }

  @Override
  public synchronized void warned(String message) {
    view.warned(message);
  }

  @Override
  public synchronized void finished(WorkReport report) {
    finishedBooks++;
    long characters = characters(report.workId());
    if (assembling.remove(report.workId()) == null) {
      // Nothing was assembled: the book was given up, or its files were up to date.
      charactersToAssemble -= characters;
    } else {
      assembledCharacters += characters;
    }
    view.finished(report);
  }

  /** How far the job is now. */
  public synchronized Snapshot snapshot() {
    long now = nanoTime.getAsLong();
    return new Snapshot(
        books,
        readBooks,
        finishedBooks,
        utterances,
        spokenUtterances,
        madeUtterances,
        audioSeconds,
        madeAudioSeconds,
        (now - startNanos) / NANOS,
        synthesisNanos(now) / NANOS,
        readDocument(),
        latestAssembly(now));
  }

  /** From the first plan to now, or to the last utterance once all are spoken. */
  private long synthesisNanos(long now) {
    if (lastMadeNanos < 0 || firstPlannedNanos < 0) {
      return 0;
    }
    boolean over = readBooks == books && spokenUtterances >= utterances;
    return (over ? lastMadeNanos : now) - firstPlannedNanos;
  }

  private String source(String workId) {
    return sources.getOrDefault(workId, workId);
  }

  /** The name of the document that is being read for the longest time. */
  private Optional<String> readDocument() {
    return reading.stream()
        .findFirst()
        .map(this::source)
        .map(source -> source.substring(source.lastIndexOf('/') + 1));
  }

  private long characters(String workId) {
    return characters.getOrDefault(workId, 0L);
  }

  /** Books take as long to assemble as they are long. */
  private Optional<Double> assemblySecondsLeft(long now) {
    double done = assembledCharacters;
    for (Map.Entry<String, Double> book : assembling.entrySet()) {
      done += book.getValue() * characters(book.getKey());
    }
    double seconds = (now - firstAssembledNanos) / NANOS;
    return done <= 0 || seconds < Snapshot.SHORTEST_SECONDS
        ? Optional.empty()
        : Optional.of(seconds * (charactersToAssemble - done) / done);
  }

  private Optional<Assembly> latestAssembly(long now) {
    return assembling.entrySet().stream()
        .reduce((earlier, later) -> later)
        .map(
            entry ->
                new Assembly(
                    titles.getOrDefault(entry.getKey(), entry.getKey()),
                    entry.getValue(),
                    assemblySecondsLeft(now)));
  }
}
