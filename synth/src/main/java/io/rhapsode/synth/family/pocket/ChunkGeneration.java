package io.rhapsode.synth.family.pocket;

import java.util.ArrayList;
import java.util.List;

/**
 * A chunk on its way: its sequence, the frames made so far and the rule by which it ends.
 *
 * <p>Step k is the step that makes frame k. The speech has ended at the first step whose logit is
 * above the threshold; so many frames after it are still kept, and generation stops at the step
 * that would make one more. Used by one thread at a time.
 */
final class ChunkGeneration implements AutoCloseable {
  private static final int NOT_YET = -1;

  private final ChunkTask task;
  private final PocketSettings settings;
  private final PocketSequence sequence;
  private final List<float[]> frames = new ArrayList<>();
  private int step;
  private int endStep = NOT_YET;
  private boolean finished;

  ChunkGeneration(ChunkTask task, PocketSettings settings, PocketModel model) {
    this.task = task;
    this.settings = settings;
    this.sequence = model.start(task.voice(), task.chunk().ids(), task.chunk().maxFrames());
  }

  ChunkTask task() {
    return task;
  }

  PocketSequence sequence() {
    return sequence;
  }

  /** The noise [L] of the frame to be made next. */
  float[] nextNoise(int width) {
    return task.noise().frame(task.attempt(), task.index(), step, width, settings.noiseDeviation());
  }

  /**
   * Takes note of a step that was just run.
   *
   * @param endLogit the step's end-of-speech logit
   * @return whether the step gave a frame, namely the sequence's latest latent
   */
  boolean accept(float endLogit) {
    if (endStep == NOT_YET && endLogit > settings.endThreshold()) {
      endStep = step;
    }
    if (endStep != NOT_YET && step >= endStep + task.chunk().framesAfterEnd()) {
      finished = true;
      return false;
    }
    frames.add(sequence.latest());
    step++;
    finished = step == task.chunk().maxFrames();
    return true;
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether the end of the speech was seen, as opposed to the bound being reached. */
  boolean hasEnded() {
    return endStep != NOT_YET;
  }

  /** Whether the end came before the text can have been spoken. */
  boolean hasEndedTooEarly() {
    return hasEnded() && endStep < settings.leastFramesPerToken() * task.tokens();
  }

  int frameCount() {
    return frames.size();
  }

  /** All frames [F, L]. */
  float[] latents() {
    int width = frames.isEmpty() ? 0 : frames.get(0).length;
    float[] all = new float[frames.size() * width];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, all, i * width, width);
    }
    return all;
  }

  /** Frees the sequence; the frames stay. */
  @Override
  public void close() {
    sequence.close();
  }
}
