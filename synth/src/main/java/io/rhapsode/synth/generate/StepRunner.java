package io.rhapsode.synth.generate;

import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.chunk.ChunkTask;
import io.rhapsode.synth.generate.chunk.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs a step: starts what has its turn, makes a frame of each and hands it over. By one worker at
 * a time; holds the queue's lock whenever it touches the queue, never while the model computes.
 */
final class StepRunner {
  private final FrameModel model;
  private final GenerationSettings settings;
  private final ReentrantLock lock;
  private final BatchQueue batches;
  private final List<StreamEntry> streams;

  StepRunner(
      FrameModel model,
      GenerationSettings settings,
      ReentrantLock lock,
      BatchQueue batches,
      List<StreamEntry> streams) {
    this.model = model;
    this.settings = settings;
    this.lock = lock;
    this.batches = batches;
    this.streams = streams;
  }

  void run() {
    fillSlots();
    List<StreamEntry> listening = startStreams();
    List<Entry> entries = new ArrayList<>(listening);
    locked(() -> entries.addAll(batches.running(Math.max(1, settings.slots() - listening.size()))));
    try {
      List<FrameStep> made = made(entries);
      locked(
          () -> {
            for (int i = 0; i < made.size(); i++) {
              entries.get(i).accept(made.get(i));
            }
          });
    } catch (RuntimeException | Error e) {
      locked(() -> entries.forEach(entry -> entry.fail(e)));
    } finally {
      locked(
          () -> {
            listening.forEach(StreamEntry::releaseStep);
            batches.retire();
          });
    }
  }

  private void locked(Runnable mutation) {
    lock.lock();
    try {
      mutation.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts chunks of batches until the slots are taken or a stream waits for its first frame; while
   * a stream speaks, one chunk a step, since to start one can take as long as a step.
   */
  private void fillSlots() {
    int started = 0;
    for (Optional<BatchQueue.Waiting> next = nextOfBatches(started);
        next.isPresent();
        next = nextOfBatches(++started)) {
      Batch batch = next.get().batch();
      try {
        Generation generation = new Generation(next.get().task(), settings, model);
        locked(() -> batches.begin(new BatchEntry(batch, generation, model.framesPerCall())));
      } catch (RuntimeException | Error e) {
        batch.fail(e);
      }
    }
  }

  private Optional<BatchQueue.Waiting> nextOfBatches(int started) {
    lock.lock();
    try {
      boolean isStreamWaiting = streams.stream().anyMatch(StreamEntry::wantsStart);
      boolean wouldHoldStream = started > 0 && streams.stream().anyMatch(StreamEntry::isSpeaking);
      return isStreamWaiting || wouldHoldStream ? Optional.empty() : batches.next(settings.slots());
    } finally {
      lock.unlock();
    }
  }

  /** Claims every stream that has room for a frame, and starts the chunk that has its turn. */
  private List<StreamEntry> startStreams() {
    List<Start> claimed = new ArrayList<>();
    locked(
        () -> {
          for (StreamEntry stream : streams) {
            if (stream.wantsStep()) {
              claimed.add(new Start(stream, stream.claimStep()));
            }
          }
        });
    return claimed.stream().filter(this::start).map(Start::stream).toList();
  }

  /**
   * A stream that takes part in the step.
   *
   * @param task what must be started for it
   */
  private record Start(StreamEntry stream, Optional<ChunkTask> task) {}

  /** False when the chunk cannot be started: the stream then takes no part. */
  private boolean start(Start start) {
    if (start.task().isEmpty()) {
      return true;
    }
    StreamEntry stream = start.stream();
    try {
      Generation generation = new Generation(start.task().get(), settings, model);
      locked(() -> stream.begin(generation));
      return true;
    } catch (RuntimeException | Error e) {
      locked(
          () -> {
            stream.fail(e);
            stream.releaseStep();
          });
      return false;
    }
  }

  /** With one slot every sequence is alone in its step, so that company changes nothing. */
  private List<FrameStep> made(List<Entry> entries) {
    List<FrameSequence> sequences = entries.stream().map(Entry::sequence).toList();
    if (settings.slots() == 1) {
      return sequences.stream().map(each -> model.step(List.of(each), false).get(0)).toList();
    }
    boolean isStreamAlone = entries.size() == 1 && entries.get(0) instanceof StreamEntry;
    return sequences.isEmpty() ? List.of() : model.step(sequences, !isStreamAlone);
  }
}
