package io.rhapsode.synth.generate.chunk;

/**
 * Makes one sound of the chunks of an utterance, one after the other as they are: how a chunk
 * begins and ends is the model's affair.
 */
public final class JoinedChunks {
  private JoinedChunks() {}

  /**
   * What became of an utterance.
   *
   * @param chunks all its chunks, in order
   * @param attempts how often each was tried at most
   */
  public static Outcome outcome(SpokenChunk[] chunks, int attempts) {
    int frames = 0;
    for (SpokenChunk chunk : chunks) {
      if (chunk.defect().isPresent()) {
        return new Outcome.Defective(chunk.defect().get(), chunk.task().chunk().text(), attempts);
      }
      frames += chunk.frames();
    }
    return new Outcome.Spoken(joined(chunks), frames);
  }

  private static float[] joined(SpokenChunk[] chunks) {
    int length = 0;
    for (SpokenChunk chunk : chunks) {
      length += chunk.samples().length;
    }
    float[] joined = new float[length];
    int position = 0;
    for (SpokenChunk chunk : chunks) {
      System.arraycopy(chunk.samples(), 0, joined, position, chunk.samples().length);
      position += chunk.samples().length;
    }
    return joined;
  }
}
