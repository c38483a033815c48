package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Speaks utterances of any length in batches: every chunk from the voice's state on, defective
 * chunks again under another seed, the chunks of an utterance joined without clicks.
 *
 * <p>The result of an utterance depends on its voice, chunks and seed alone: on one machine, and in
 * one precision, it is the same to the bit in any batch and order, with any number of workers and
 * of slots from 2 on; with one slot it differs in rounding. Used by one thread at a time.
 */
public final class PocketSynthesizer implements AutoCloseable {
  /** Length of the fade on either side of a joint: 5 ms. */
  private static final double FADE_SECONDS = 0.005;

  private final PocketModel model;
  private final PocketSettings settings;
  private final ForkJoinPool pool;

  /**
   * Starts the workers.
   *
   * @param model the model; stays the caller's
   * @param settings how to generate
   */
  public PocketSynthesizer(PocketModel model, PocketSettings settings) {
    this.model = model;
    this.settings = settings;
    this.pool = new ForkJoinPool(settings.workers());
  }

  /**
   * Speaks a batch.
   *
   * @param utterances what to say
   * @return one outcome for each, in their order
   */
  public List<PocketOutcome> speak(List<PocketUtterance> utterances) {
    List<SpokenChunk[]> spoken = new ArrayList<>();
    List<ChunkTask> tasks = new ArrayList<>();
    for (int i = 0; i < utterances.size(); i++) {
      tasks.addAll(tasks(i, utterances.get(i)));
      spoken.add(new SpokenChunk[utterances.get(i).chunks().size()]);
    }
    for (int attempt = 0; attempt < settings.attempts() && !tasks.isEmpty(); attempt++) {
      List<ChunkTask> again = new ArrayList<>();
      for (SpokenChunk chunk : ChunkBatch.speak(model, settings, tasks, pool)) {
        spoken.get(chunk.task().utterance())[chunk.task().index()] = chunk;
        chunk.defect().ifPresent(defect -> again.add(chunk.task().nextAttempt()));
      }
      tasks = again;
    }
    return spoken.stream().map(this::outcome).toList();
  }

  private static List<ChunkTask> tasks(int index, PocketUtterance utterance) {
    GaussianNoise noise = new GaussianNoise(utterance.seed());
    List<ChunkTask> tasks = new ArrayList<>();
    for (PocketText.Chunk chunk : utterance.chunks()) {
      tasks.add(new ChunkTask(index, tasks.size(), utterance.voice(), chunk, noise, 0));
    }
    return tasks;
  }

  private PocketOutcome outcome(SpokenChunk[] chunks) {
    int frames = 0;
    for (SpokenChunk chunk : chunks) {
      if (chunk.defect().isPresent()) {
        return new PocketOutcome.Defective(
            chunk.defect().get(), chunk.task().chunk().text(), settings.attempts());
      }
      frames += chunk.frames();
    }
    return new PocketOutcome.Spoken(joined(chunks), frames);
  }

  private float[] joined(SpokenChunk[] chunks) {
    int fade = (int) Math.round(FADE_SECONDS * model.config().codec().sampleRateHz());
    int length = 0;
    for (SpokenChunk chunk : chunks) {
      length += chunk.samples().length;
    }
    float[] joined = new float[length];
    int position = 0;
    for (int i = 0; i < chunks.length; i++) {
      float[] samples = chunks[i].samples();
      System.arraycopy(samples, 0, joined, position, samples.length);
      if (i > 0) {
        Fade.in(joined, position, Math.min(fade, samples.length));
      }
      position += samples.length;
      if (i + 1 < chunks.length) {
        Fade.out(joined, position, Math.min(fade, samples.length));
      }
    }
    return joined;
  }

  /** Stops the workers. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
