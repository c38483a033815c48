package io.rhapsode.synth.generate.chunk;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.GenerationSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk on its way: its sequence, the frames made so far and the rule by which it ends.
 *
 * <p>Step k is the step that makes frame k. The speech has ended at the first step, from the
 * earliest on at which it may, whose end score is above the threshold; so many frames after it are
 * still kept, and generation stops at the step that would make one more. Used by one thread at a
 * time.
 */
public final class Generation implements AutoCloseable {
  private static final int NOT_YET = -1;

  private final ChunkTask task;
  private final GenerationSettings settings;
  private final FrameSequence sequence;
  private final List<float[]> frames = new ArrayList<>();
  private int tokens;
  private int framesAfterEnd;
  private int maxFrames;
  private int step;
  private int endStep = NOT_YET;
  private boolean finished;

  /** Starts the sequence. */
  public Generation(ChunkTask task, GenerationSettings settings, FrameModel model) {
    this.task = task;
    this.settings = settings;
    this.tokens = task.tokens();
    this.framesAfterEnd = task.chunk().framesAfterEnd();
    this.maxFrames = task.chunk().maxFrames();
    this.sequence = model.start(task.voice(), task.chunk(), task.noise(settings.noiseDeviation()));
  }

  public ChunkTask task() {
    return task;
  }

  public FrameSequence sequence() {
    return sequence;
  }

  /** Adds text that follows, unless the end was seen or the model takes none. */
  public boolean append(Chunk more) {
    if (finished || hasEnded() || !sequence.append(more)) {
      return false;
    }
    tokens += more.ids().length;
    framesAfterEnd = more.framesAfterEnd();
    maxFrames += more.maxFrames();
    return true;
  }

  /**
   * Takes note of a step that was just run.
   *
   * @return whether the step's frame belongs to the speech
   */
  public boolean accept(FrameStep made) {
    if (endStep == NOT_YET && isEnd(made)) {
      endStep = step;
    }
    if (endStep != NOT_YET && step >= endStep + framesAfterEnd) {
      finished = true;
      return false;
    }
    frames.add(made.frame());
    step++;
    finished = step == maxFrames;
    return true;
  }

  private boolean isEnd(FrameStep made) {
    return step >= settings.earliestEnd() && made.endScore() > settings.endThreshold();
  }

  public boolean isFinished() {
    return finished;
  }

  /** Whether the end of the speech was seen, as opposed to the bound being reached. */
  public boolean hasEnded() {
    return endStep != NOT_YET;
  }

  /** Whether the end came before the text can have been spoken. */
  boolean hasEndedTooEarly() {
    return hasEnded() && endStep < settings.leastFramesPerToken() * tokens;
  }

  public int frameCount() {
    return frames.size();
  }

  /** The frames from one on, at most so many; a copy. */
  public List<float[]> frames(int from, int most) {
    return List.copyOf(frames.subList(from, Math.min(frames.size(), from + most)));
  }

  /** Frees the sequence; the frames stay. */
  @Override
  public void close() {
    sequence.close();
  }
}
