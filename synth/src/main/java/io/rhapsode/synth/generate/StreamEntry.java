package io.rhapsode.synth.generate;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.generate.chunk.ChunkTask;
import io.rhapsode.synth.generate.chunk.Generation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A stream in the queue: chunks to be said, the one that is said now, frames to be decoded and
 * sound to be taken. Frames not yet taken are bounded, so that a slow listener costs nobody
 * anything.
 */
final class StreamEntry implements Entry {
  /** Frames that are made ahead of the listener. */
  static final int AHEAD = 8;

  /**
   * A frame to be decoded.
   *
   * @param chunk index of its chunk; each has a decoding of its own
   */
  record Undecoded(int chunk, float[] frame) {}

  private final FrameVoice voice;
  private final long seed;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private final Deque<Undecoded> undecoded = new ArrayDeque<>();
  private final Deque<float[]> sound = new ArrayDeque<>();
  private Generation generation;
  private FrameDecoding decoding;
  private int decodedChunk = -1;
  private int startedChunks;
  private boolean stepping;
  private boolean decodes;
  private boolean cut;
  private boolean closed;
  private Throwable failure;

  StreamEntry(FrameVoice voice, long seed) {
    this.voice = voice;
    this.seed = seed;
  }

  void push(List<Chunk> more) {
    chunks.addAll(more);
  }

  /** Whether it would take part in the next step. */
  boolean wantsStep() {
    return isSpeaking() && undecoded.size() + sound.size() + (decodes ? 1 : 0) < AHEAD;
  }

  /** Whether it wants a step and waits for the first frame of a chunk. */
  boolean wantsStart() {
    return wantsStep() && generation == null;
  }

  /** Whether frames of it are still to be made. */
  boolean isSpeaking() {
    return isLive() && (generation != null || !chunks.isEmpty());
  }

  /** Claims the entry for a step; the chunk to be started for it, if one must be. */
  Optional<ChunkTask> claimStep() {
    stepping = true;
    if (generation != null) {
      while (!chunks.isEmpty() && generation.append(chunks.peek())) {
        chunks.remove();
      }
      return Optional.empty();
    }
    return Optional.of(new ChunkTask(0, startedChunks++, voice, chunks.remove(), seed, 0));
  }

  void begin(Generation started) {
    generation = started;
  }

  void releaseStep() {
    stepping = false;
  }

  @Override
  public FrameSequence sequence() {
    return generation.sequence();
  }

  @Override
  public void accept(FrameStep made) {
    if (generation.accept(made)) {
      undecoded.add(new Undecoded(generation.task().index(), made.frame()));
    }
    if (generation.isFinished()) {
      cut |= !generation.hasEnded();
      generation.close();
      generation = null;
    }
  }

  @Override
  public void fail(Throwable cause) {
    failure = cause;
  }

  boolean wantsDecoding() {
    return isLive() && !decodes && !undecoded.isEmpty();
  }

  /** Sound that is ready to be taken, in frames. */
  int readyFrames() {
    return sound.size();
  }

  /** Claims the next frame for the calling thread. */
  Undecoded claimFrame() {
    decodes = true;
    return undecoded.remove();
  }

  /** Decodes a claimed frame, without the lock; alone, so that nothing depends on the timing. */
  float[] decode(Undecoded next, FrameModel model) {
    if (next.chunk() != decodedChunk) {
      closeDecoding();
      decoding = model.startDecoding(voice);
      decodedChunk = next.chunk();
    }
    return decoding.decode(List.of(next.frame()));
  }

  void releaseFrame() {
    decodes = false;
  }

  void add(float[] samples) {
    sound.add(samples);
  }

  Optional<float[]> take() {
    return Optional.ofNullable(sound.poll());
  }

  /** Whether no further sound will come of the text so far. */
  boolean isSilent() {
    return closed
        || (generation == null
            && chunks.isEmpty()
            && undecoded.isEmpty()
            && sound.isEmpty()
            && !stepping
            && !decodes);
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  boolean wasCut() {
    return cut;
  }

  void cancel() {
    closed = true;
  }

  boolean isLive() {
    return !closed && failure == null;
  }

  /** Whether a worker uses its native state. */
  boolean isBusy() {
    return stepping || decodes;
  }

  /** Frees everything; not while it is busy. */
  void free() {
    if (generation != null) {
      generation.close();
      generation = null;
    }
    closeDecoding();
    chunks.clear();
    undecoded.clear();
    sound.clear();
  }

  private void closeDecoding() {
    if (decoding != null) {
      decoding.close();
      decoding = null;
    }
  }
}
