package io.rhapsode.synth.generate;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.chunk.ChunkTask;
import io.rhapsode.synth.generate.chunk.JoinedChunks;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.SpokenChunk;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * The one queue of a loaded model, shared by all who speak with it. Batches and streams join at the
 * next step and leave their place the moment they end or are cancelled.
 *
 * <p>Workers take, in this order: a frame of a stream to be decoded; the next step, if none is
 * running; a group of frames of a batch to be decoded. A step takes every stream that has room for
 * a frame, and chunks of batches up to the number of slots, at least one. While a stream waits for
 * its first frame, no further chunk of a batch is started, so that it waits for one step at most;
 * while it speaks, one chunk of a batch is started between two of its frames at most.
 *
 * <p>The result of an utterance depends on its voice, chunks and seed alone: on one machine, and in
 * one precision, it is the same to the bit in any company and order, with any number of workers and
 * of slots from 2 on; with one slot it differs in rounding. Safe for use by any number of threads.
 */
public final class Scheduler implements AutoCloseable {
  private final FrameModel model;
  private final GenerationSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition change = lock.newCondition();
  private final BatchQueue batches = new BatchQueue();
  private final List<StreamEntry> streams = new ArrayList<>();
  private final List<Thread> workers;
  private final StepRunner steps;
  private long calls;
  private boolean stepping;
  private boolean closed;

  /**
   * Starts the workers.
   *
   * @param model the model; stays the caller's
   * @param settings how to generate
   */
  public Scheduler(FrameModel model, GenerationSettings settings) {
    this.model = requireNonNull(model, "model is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.steps = new StepRunner(model, settings, lock, batches, streams);
    this.workers =
        IntStream.rangeClosed(1, settings.workers())
            .mapToObj(number -> new Thread(this::work, "speech-" + number))
            .toList();
    for (Thread worker : workers) {
      worker.setDaemon(true);
      worker.start();
    }
  }

  /**
   * Speaks a batch: every chunk from the voice's state on, defective chunks again under another
   * seed, the chunks of an utterance joined.
   *
   * @param utterances what to say
   * @return one outcome for each, in their order
   * @throws CancellationException if the calling thread is interrupted; the batch then leaves the
   *     queue
   */
  public List<Outcome> speak(List<Utterance> utterances) {
    Batch batch = submit(utterances);
    try {
      return batch.result().get().stream()
          .map(chunks -> JoinedChunks.outcome(chunks, settings.attempts()))
          .toList();
    } catch (InterruptedException e) {
      cancel(batch);
      Thread.currentThread().interrupt();
      throw new CancellationException("speaking was interrupted");
    } catch (ExecutionException e) {
      throw brokenDown(e.getCause());
    }
  }

  private Batch submit(List<Utterance> utterances) {
    lock.lock();
    try {
      requireOpen();
      Batch batch = new Batch(calls++, utterances);
      for (int i = 0; i < utterances.size(); i++) {
        Utterance utterance = utterances.get(i);
        for (int index = 0; index < utterance.chunks().size(); index++) {
          Chunk chunk = utterance.chunks().get(index);
          batches.add(
              batch, new ChunkTask(i, index, utterance.voice(), chunk, utterance.seed(), 0));
        }
      }
      work.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Batch batch) {
    locked(() -> batch.fail(new CancellationException("speaking was interrupted")));
  }

  /**
   * Opens a stream without text.
   *
   * @param seed seed of all its noise
   * @return the stream; the caller closes it, before the queue
   */
  public FrameStream stream(FrameVoice voice, long seed) {
    StreamEntry entry = new StreamEntry(voice, seed);
    locked(
        () -> {
          requireOpen();
          streams.add(entry);
        });
    return new FrameStream(this, entry);
  }

  public void push(StreamEntry entry, List<Chunk> more) {
    locked(() -> entry.push(more));
  }

  public Optional<float[]> next(StreamEntry entry) {
    lock.lock();
    try {
      while (true) {
        if (entry.failure().isPresent()) {
          throw brokenDown(entry.failure().get());
        }
        Optional<float[]> sound = entry.take();
        if (sound.isPresent() || entry.isSilent()) {
          work.signalAll();
          return sound;
        }
        change.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the wait for speech was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  public boolean wasCut(StreamEntry entry) {
    lock.lock();
    try {
      return entry.wasCut();
    } finally {
      lock.unlock();
    }
  }

  void cancel(StreamEntry entry) {
    lock.lock();
    try {
      entry.cancel();
      // Whoever waits for its next frame need not wait for the step in flight.
      change.signalAll();
      while (entry.isBusy()) {
        change.awaitUninterruptibly();
      }
      entry.free();
      streams.remove(entry);
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What each worker does until the queue is closed. */
  private void work() {
    for (Optional<Runnable> job = nextJob(); job.isPresent(); job = nextJob()) {
      job.get().run();
    }
  }

  /** Waits for something to do; empty when the queue is closed. */
  private Optional<Runnable> nextJob() {
    lock.lock();
    try {
      while (!closed) {
        batches.dropOver(stepping);
        Optional<Runnable> job = job();
        if (job.isPresent()) {
          return job;
        }
        work.awaitUninterruptibly();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Runnable> job() {
    Optional<StreamEntry> frame = nextToDecode();
    if (frame.isPresent()) {
      StreamEntry.Undecoded claimed = frame.get().claimFrame();
      return Optional.of(() -> decode(frame.get(), claimed));
    }
    boolean isStreamWaiting = streams.stream().anyMatch(StreamEntry::wantsStep);
    // Sound that is almost done goes first when much of it waits, or a busy queue would keep it.
    boolean isBehind = batches.finished() > settings.slots();
    if (!stepping && (isStreamWaiting || (batches.wantsStep() && !isBehind))) {
      return stepJob();
    }
    Optional<BatchEntry> group = batches.decodable();
    if (group.isPresent()) {
      List<float[]> claimed = group.get().claim();
      return Optional.of(() -> decode(group.get(), claimed));
    }
    return !stepping && batches.wantsStep() ? stepJob() : Optional.empty();
  }

  /** The stream that runs dry first. */
  private Optional<StreamEntry> nextToDecode() {
    return streams.stream()
        .filter(StreamEntry::wantsDecoding)
        .min((one, other) -> Integer.compare(one.readyFrames(), other.readyFrames()));
  }

  private Optional<Runnable> stepJob() {
    stepping = true;
    return Optional.of(
        () -> {
          try {
            steps.run();
          } finally {
            locked(() -> stepping = false);
          }
        });
  }

  private void decode(StreamEntry entry, StreamEntry.Undecoded frame) {
    try {
      float[] samples = entry.decode(frame, model);
      locked(() -> entry.add(samples));
    } catch (RuntimeException | Error e) {
      locked(() -> entry.fail(e));
    } finally {
      locked(entry::releaseFrame);
    }
  }

  private void decode(BatchEntry entry, List<float[]> frames) {
    try {
      entry.decode(frames, model);
      lock.lock();
      boolean isLast;
      try {
        isLast = entry.release(frames.size());
        if (isLast) {
          batches.remove(entry);
        }
        work.signalAll();
      } finally {
        lock.unlock();
      }
      if (isLast) {
        entry.closeDecoding();
        settle(entry.batch(), entry.spoken(settings));
      }
    } catch (RuntimeException | Error e) {
      locked(
          () -> {
            entry.fail(e);
            entry.release(0);
          });
    }
  }

  /** Keeps a chunk, or tries it again. */
  private void settle(Batch batch, SpokenChunk chunk) {
    boolean isKept = chunk.defect().isEmpty() || chunk.task().attempt() + 1 == settings.attempts();
    locked(
        () -> {
          if (isKept) {
            batch.settle(chunk);
          } else if (!batch.isOver()) {
            batches.add(batch, chunk.task().nextAttempt());
          }
        });
  }

  private void locked(Runnable mutation) {
    lock.lock();
    try {
      mutation.run();
      work.signalAll();
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  private static RuntimeException brokenDown(Throwable cause) {
    return cause instanceof CancellationException cancelled
        ? cancelled
        : new IllegalStateException("the model broke down: " + cause.getMessage(), cause);
  }

  /** Stops the workers after what they are at; whoever still waits is told so. */
  @Override
  public void close() {
    locked(() -> closed = true);
    for (Thread worker : workers) {
      join(worker);
    }
    locked(
        () -> {
          CancellationException over = new CancellationException("the model was closed");
          batches.fail(over);
          batches.dropOver(false);
          streams.forEach(
              stream -> {
                stream.cancel();
                stream.free();
              });
          streams.clear();
        });
  }

  private static void join(Thread worker) {
    boolean isInterrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
