package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Speech as it is made: frames of 80 ms, one at a time, each after one step of the language model
 * and one call of the decoder. With a second worker the next step runs while the caller waits for
 * or plays the present frame.
 *
 * <p>The frames of all chunks together are what {@link PocketSynthesizer} gives for the first
 * attempt but for the fades at joints: to the bit if it has one slot, up to rounding otherwise (in
 * int8, up to its error). What was handed out cannot be taken back, so a stream does not try again:
 * see {@link #hasEnded}. Closing cancels. Used by one thread at a time.
 */
public final class PocketStream implements Iterator<float[]>, AutoCloseable {
  private final PocketModel model;
  private final PocketSettings settings;
  private final PocketVoice voice;
  private final List<PocketText.Chunk> chunks = new ArrayList<>();
  private final GaussianNoise noise;
  private final ForkJoinPool pool;
  private int nextChunk;
  private ChunkGeneration generation;
  private PocketDecoding decoding;
  private ForkJoinTask<float[]> ahead;
  private float[] latent;
  private boolean ended = true;

  /**
   * Opens a stream; nothing is computed before the first frame is asked for.
   *
   * @param model the model; stays the caller's
   * @param settings how to generate; slots and attempts mean nothing here
   * @param utterance what to say
   */
  public PocketStream(PocketModel model, PocketSettings settings, PocketUtterance utterance) {
    this(model, settings, utterance.voice(), utterance.seed());
    push(utterance.chunks());
  }

  /** Opens a stream without text. */
  PocketStream(PocketModel model, PocketSettings settings, PocketVoice voice, long seed) {
    this.model = model;
    this.settings = settings;
    this.voice = voice;
    this.noise = new GaussianNoise(seed);
    this.pool = settings.workers() > 1 ? new ForkJoinPool(1) : null;
  }

  /**
   * Adds text to what is still to be said; also after the last frame, which makes {@link #hasNext}
   * true again.
   *
   * @param more the text, cut and tokenized
   */
  public void push(List<PocketText.Chunk> more) {
    chunks.addAll(more);
  }

  /** Makes the next frame's latent, if it is not there yet, and tells whether there is one. */
  @Override
  public boolean hasNext() {
    while (latent == null && (generation != null || nextChunk < chunks.size())) {
      if (generation == null) {
        startChunk();
      }
      latent = ahead == null ? step() : ahead.join();
      ahead = null;
      if (latent == null) {
        finishChunk();
      }
    }
    return latent != null;
  }

  /**
   * Returns the next frame.
   *
   * @return 1,920 samples at 24 kHz
   */
  @Override
  public float[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the speech is over");
    }
    float[] present = latent;
    latent = null;
    if (pool != null) {
      Callable<float[]> step = this::step;
      ahead = pool.submit(step);
    }
    return decoding.decode(present);
  }

  /**
   * Tells, once there is no further frame, whether every chunk came to an end by itself.
   *
   * @return false if a chunk ran into its bound
   */
  public boolean hasEnded() {
    return ended;
  }

  private void startChunk() {
    ChunkTask task = new ChunkTask(0, nextChunk, voice, chunks.get(nextChunk), noise, 0);
    generation = new ChunkGeneration(task, settings, model);
    decoding = model.startDecoding();
    nextChunk++;
  }

  /** Runs one step; null if the chunk is over. */
  private float[] step() {
    if (generation.isFinished()) {
      return null;
    }
    float[] endLogit =
        model.step(List.of(generation.sequence()), generation.nextNoise(model.latentWidth()));
    return generation.accept(endLogit[0]) ? generation.sequence().latest() : null;
  }

  private void finishChunk() {
    ended &= generation.hasEnded();
    generation.close();
    decoding.close();
    generation = null;
    decoding = null;
  }

  /** Cancels what is still to come and frees the stream. */
  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
    if (ahead != null) {
      ahead.quietlyJoin();
      ahead = null;
    }
    if (generation != null) {
      finishChunk();
    }
    nextChunk = chunks.size();
    latent = null;
  }
}
