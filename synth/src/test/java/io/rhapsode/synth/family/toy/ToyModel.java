package io.rhapsode.synth.family.toy;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.FrameVoice;
import java.util.List;

/** Says a tenth of a second of tone for each token, as loud as the noise makes it; reads on. */
public final class ToyModel implements FrameModel {
  public static final FrameVoice VOICE = () -> {};

  private static final class Sequence implements FrameSequence {
    private final FrameNoise noise;
    private int length;
    private int step;

    Sequence(int length, FrameNoise noise) {
      this.length = length;
      this.noise = noise;
    }

    FrameStep next() {
      float[] frame = {0.5f + 0.1f * (float) Math.tanh(noise.normal(step, 1)[0])};
      return new FrameStep(frame, step++ < length ? 0 : 1);
    }

    @Override
    public boolean append(Chunk more) {
      length += more.ids().length;
      return true;
    }

    @Override
    public void close() {}
  }

  @Override
  public int sampleRateHz() {
    return 8_000;
  }

  @Override
  public int samplesPerFrame() {
    return 800;
  }

  @Override
  public int framesPerCall() {
    return 4;
  }

  @Override
  public FrameSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise) {
    return new Sequence(chunk.ids().length, noise);
  }

  @Override
  public List<FrameStep> step(List<FrameSequence> sequences, boolean steady) {
    return sequences.stream().map(each -> ((Sequence) each).next()).toList();
  }

  @Override
  public FrameDecoding startDecoding() {
    return new FrameDecoding() {
      @Override
      public float[] decode(List<float[]> frames) {
        float[] samples = new float[frames.size() * samplesPerFrame()];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (i % 2 == 0 ? 1 : -1) * frames.get(i / samplesPerFrame())[0];
        }
        return samples;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  /** A token for each letter; the speech is as long as the text. */
  public static Chunk chunk(String text) {
    int[] ids = text.chars().toArray();
    return new Chunk(text, ids, 0, 2 * ids.length);
  }
}
