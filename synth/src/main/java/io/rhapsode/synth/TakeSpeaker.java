package io.rhapsode.synth;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.LostTakeException;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks a batch of tasks: what the store has is used, the rest is spoken, trimmed and stored. A
 * task that cannot be done is an outcome and does not harm the others. Holds the engines that it
 * has used until it is closed; used by one thread at a time.
 */
final class TakeSpeaker implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(TakeSpeaker.class);
  static final String STAGE = "speak";
  private static final double NANOS = 1e9;

  private final TakeStore takes;
  private final SpeechEngines engines;
  private final JobProgress progress;
  private final TakesUnderWay underWay;
  private final Map<String, SpeechEngines.Lease> leases = new HashMap<>();

  TakeSpeaker(
      TakeStore takes, SpeechEngines engines, JobProgress progress, TakesUnderWay underWay) {
    this.underWay = requireNonNull(underWay, "underWay is null");
    this.takes = requireNonNull(takes, "takes is null");
    this.engines = requireNonNull(engines, "engines is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * @param tasks for any voices and engines
   * @return one outcome for each task, in their order
   */
  List<SpeechOutcome> speak(List<SpeechTask> tasks) {
    long handed = System.nanoTime();
    SpeechOutcome[] outcomes = new SpeechOutcome[tasks.size()];
    Map<String, List<Work>> missing = new TreeMap<>();
    for (int place = 0; place < outcomes.length; place++) {
      SpeechTask task = tasks.get(place);
      Optional<SpeechOutcome> known = find(task);
      if (known.isPresent()) {
        outcomes[place] = known.get();
      } else {
        Work work = new Work(place, task);
        missing.computeIfAbsent(work.request().voice().engine(), id -> new ArrayList<>()).add(work);
      }
    }
    missing.forEach((engine, works) -> speakMissing(engine, works, handed, outcomes));
    return Arrays.asList(outcomes);
  }

  /** Gives the engines back. */
  @Override
  public void close() {
    leases.values().forEach(SpeechEngines.Lease::close);
    leases.clear();
  }

  /** What the store has, or why the task cannot be done; empty when the take must be made. */
  private Optional<SpeechOutcome> find(SpeechTask task) {
    try {
      return findWhole(task).map(found -> new Spoken(task.uses(), found.reference(), true, 0));
    } catch (IOException e) {
      return Optional.of(storageFailed(task, "read", e));
    }
  }

  /** A take that the disk has spoilt is as good as none: it is made again. */
  private Optional<Take> findWhole(SpeechTask task) throws IOException {
    try {
      return takes.find(task.address());
    } catch (LostTakeException e) {
      LOGGER.warn("{} is made again: {}", task.address(), e.getMessage());
      progress.warned("%s: %s; it is made again".formatted(task.source(), e.getMessage()));
      return Optional.empty();
    }
  }

  private void speakMissing(
      String engine, List<Work> missing, long handed, SpeechOutcome[] outcomes) {
    SpeechEngines.Lease lease;
    try {
      lease = lease(engine);
    } catch (IOException | RuntimeException | LinkageError e) {
      String message = "engine %s cannot be opened: %s".formatted(engine, e.getMessage());
      for (Work work : missing) {
        outcomes[work.place()] = failed(work.task(), FailureCode.SYNTHESIS_FAILED, message, e);
      }
      return;
    }
    // Requests of similar length waste least padding in a batch.
    missing.sort(Comparator.comparingInt(work -> work.request().text().length()));
    for (List<Work> batch : batches(missing, Math.max(1, lease.preferredBatch()))) {
      long begun = System.nanoTime();
      List<SpeechOutcome> made = speakMarked(lease, batch);
      tellTimes(engine, made, (begun - handed) / NANOS * batch.size());
      for (int i = 0; i < batch.size(); i++) {
        outcomes[batch.get(i).place()] = made.get(i);
      }
    }
  }

  private void tellTimes(String engine, List<SpeechOutcome> made, double queuedSeconds) {
    double audioSeconds = 0;
    double synthesisSeconds = 0;
    for (SpeechOutcome outcome : made) {
      if (outcome instanceof Spoken spoken) {
        audioSeconds += (double) spoken.take().samples() / spoken.take().sampleRateHz();
        synthesisSeconds += spoken.synthesisNanos() / NANOS;
      }
    }
    progress.synthesised(engine, audioSeconds, synthesisSeconds, queuedSeconds);
  }

  /** Batches of a size at most; a take over which a process may have ended is one of its own. */
  private List<List<Work>> batches(List<Work> missing, int size) {
    List<List<Work>> batches = new ArrayList<>();
    List<Work> batch = new ArrayList<>();
    for (Work work : missing) {
      if (underWay.ended(work.task()) > 0) {
        batches.add(List.of(work));
        continue;
      }
      batch.add(work);
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** Speaks a batch that other workers know to be under way. */
  private List<SpeechOutcome> speakMarked(SpeechEngines.Lease lease, List<Work> batch) {
    SpeechTask first = batch.get(0).task();
    if (underWay.ended(first) >= TakesUnderWay.MOST_ENDED) {
      String message =
          "%d workers have ended while they spoke this; it is left out. Their logs say why they ended"
              .formatted(underWay.ended(first));
      return List.of(failed(first, FailureCode.SYNTHESIS_FAILED, message));
    }
    try {
      underWay.mark(batch.stream().map(Work::task).toList());
      List<SpeechOutcome> made = speak(lease, batch);
      underWay.mark(List.of());
      return made;
    } catch (IOException e) {
      return batch.stream()
          .<SpeechOutcome>map(work -> storageFailed(work.task(), "begun", e))
          .toList();
    }
  }

  private SpeechEngines.Lease lease(String engine) throws IOException {
    SpeechEngines.Lease lease = leases.get(engine);
    if (lease == null) {
      lease = engines.lease(engine);
      leases.put(engine, lease);
    }
    return lease;
  }

  /** Speaks a batch; when the engine breaks over it, each request on its own. */
  private List<SpeechOutcome> speak(SpeechEngines.Lease lease, List<Work> batch) {
    long start = System.nanoTime();
    List<SpeechResult> results;
    try {
      results = lease.speak(batch.stream().map(Work::request).toList());
      if (results.size() != batch.size()) {
        throw new IllegalStateException(
            "%d results for %d requests".formatted(results.size(), batch.size()));
      }
    } catch (RuntimeException | LinkageError e) {
      if (batch.size() > 1) {
        return batch.stream().flatMap(work -> speak(lease, List.of(work)).stream()).toList();
      }
      String message = "the engine broke down: " + e;
      return List.of(failed(batch.get(0).task(), FailureCode.SYNTHESIS_FAILED, message, e));
    }
    long nanosEach = (System.nanoTime() - start) / batch.size();
    List<SpeechOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      outcomes.add(keep(batch.get(i).task(), results.get(i), nanosEach));
    }
    return outcomes;
  }

  private SpeechOutcome keep(SpeechTask task, SpeechResult result, long nanos) {
    if (result instanceof Refusal refusal) {
      return failed(task, refusal.code(), refusal.message());
    }
    Speech speech = (Speech) result;
    Optional<Speech> trimmed = isFinite(speech) ? SilenceTrimmer.trim(speech) : Optional.empty();
    if (trimmed.isEmpty()) {
      String message =
          "voice \"%s\" gave no audible speech".formatted(task.request().voice().name());
      return failed(task, FailureCode.SYNTHESIS_FAILED, message);
    }
    try {
      Take take = takes.put(task.address(), trimmed.get().clip(), trimmed.get().words());
      return new Spoken(task.uses(), take.reference(), false, nanos);
    } catch (IOException e) {
      return storageFailed(task, "stored", e);
    }
  }

  private static boolean isFinite(Speech speech) {
    for (float sample : speech.clip().samples()) {
      if (!Float.isFinite(sample)) {
        return false;
      }
    }
    return true;
  }

  static Unspoken storageFailed(SpeechTask task, String attempt, IOException cause) {
    String message = "the take cannot be %s: %s".formatted(attempt, cause.getMessage());
    return failed(task, FailureCode.STORAGE_FAILED, message, cause);
  }

  static Unspoken failed(SpeechTask task, FailureCode code, String message) {
    return new Unspoken(task.uses(), Failure.of(code, STAGE, task.source(), message));
  }

  static Unspoken failed(SpeechTask task, FailureCode code, String message, Throwable cause) {
    return new Unspoken(task.uses(), Failure.of(code, STAGE, task.source(), message, cause));
  }

  /**
   * A task whose take must be made.
   *
   * @param place position of the task among those given
   */
  private record Work(int place, SpeechTask task) {
    SpeechRequest request() {
      return task.request();
    }
  }
}
