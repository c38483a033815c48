package io.rhapsode.synth.generate;

import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.chunk.Generation;
import io.rhapsode.synth.generate.chunk.SpokenChunk;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk of a batch, from its first step to its last sample. Its frames are decoded in groups of
 * fixed size from the first on, so that the sound does not depend on when they are.
 */
final class BatchEntry implements Entry {
  private final Batch batch;
  private final Generation generation;
  private final int group;
  private final List<float[]> pieces = new ArrayList<>();
  private FrameDecoding decoding;
  private int decoded;
  private boolean busy;

  BatchEntry(Batch batch, Generation generation, int group) {
    this.batch = batch;
    this.generation = generation;
    this.group = group;
  }

  Batch batch() {
    return batch;
  }

  Generation generation() {
    return generation;
  }

  @Override
  public FrameSequence sequence() {
    return generation.sequence();
  }

  @Override
  public void accept(FrameStep made) {
    generation.accept(made);
  }

  @Override
  public void fail(Throwable cause) {
    batch.fail(cause);
  }

  /** Whether a group of frames is there, or the last frames are. */
  boolean wantsDecoding() {
    return !busy && (generation.isFinished() || generation.frameCount() - decoded >= group);
  }

  /** Claims the next group for the calling thread. */
  List<float[]> claim() {
    busy = true;
    return generation.frames(decoded, group);
  }

  /** Decodes a claimed group, without the lock. */
  void decode(List<float[]> frames, FrameModel model) {
    if (frames.isEmpty()) {
      return;
    }
    if (decoding == null) {
      decoding = model.startDecoding(generation.task().voice());
    }
    pieces.add(decoding.decode(frames));
  }

  /** Hands the group back; true when it was the last. */
  boolean release(int frames) {
    busy = false;
    decoded += frames;
    return generation.isFinished() && decoded == generation.frameCount();
  }

  boolean isBusy() {
    return busy;
  }

  /** Joins what was decoded and judges it; only after the last group. */
  SpokenChunk spoken(GenerationSettings settings) {
    int length = 0;
    for (float[] piece : pieces) {
      length += piece.length;
    }
    float[] samples = new float[length];
    int position = 0;
    for (float[] piece : pieces) {
      System.arraycopy(piece, 0, samples, position, piece.length);
      position += piece.length;
    }
    return SpokenChunk.of(generation, samples, settings);
  }

  /** Frees the decoder's state; the sequence is freed by whoever runs the steps. */
  void closeDecoding() {
    if (decoding != null) {
      decoding.close();
      decoding = null;
    }
  }
}
