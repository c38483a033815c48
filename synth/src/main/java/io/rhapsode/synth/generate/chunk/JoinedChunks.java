package io.rhapsode.synth.generate.chunk;

/** Makes one sound of the chunks of an utterance, without clicks at the joints. */
public final class JoinedChunks {
  /** Length of the fade on either side of a joint: 5 ms. */
  private static final double FADE_SECONDS = 0.005;

  private JoinedChunks() {}

  /**
   * What became of an utterance.
   *
   * @param chunks all its chunks, in order
   * @param attempts how often each was tried at most
   */
  public static Outcome outcome(SpokenChunk[] chunks, int attempts, int sampleRateHz) {
    int frames = 0;
    for (SpokenChunk chunk : chunks) {
      if (chunk.defect().isPresent()) {
        return new Outcome.Defective(chunk.defect().get(), chunk.task().chunk().text(), attempts);
      }
      frames += chunk.frames();
    }
    return new Outcome.Spoken(joined(chunks, sampleRateHz), frames);
  }

  private static float[] joined(SpokenChunk[] chunks, int sampleRateHz) {
    int fade = (int) Math.round(FADE_SECONDS * sampleRateHz);
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
}
