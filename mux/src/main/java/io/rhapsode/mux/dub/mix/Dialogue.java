package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.ffmpeg.Resampler;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.SampleBuffer;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is said in one language, as sound at the rate of its timeline. Holds the clips in memory
 * that are heard at the moment, never a whole film. Used by one thread at a time.
 */
public final class Dialogue {
  private static final int BLOCK_SAMPLES = 4_800;

  private final Timeline timeline;
  private final List<Segment.Speech> speech;
  private final Map<Integer, Double> gains;
  private final TakeStore takes;

  /**
   * @param gains how much louder a line is than the others, in dB, by ordinal
   */
  public Dialogue(Timeline timeline, Map<Integer, Double> gains, TakeStore takes) {
    this.timeline = timeline;
    this.gains = gains;
    this.takes = takes;
    this.speech =
        timeline.segments().stream()
            .filter(Segment.Speech.class::isInstance)
            .map(Segment.Speech.class::cast)
            .toList();
  }

  /** Where somebody speaks, in order of start. */
  public List<Segment.Speech> speech() {
    return speech;
  }

  /** Sends all of it. */
  void play(SampleSink sink) throws IOException {
    Playhead playhead = playhead();
    float[] block = new float[BLOCK_SAMPLES];
    for (long at = 0; at < timeline.samples(); at += BLOCK_SAMPLES) {
      int count = (int) Math.min(BLOCK_SAMPLES, timeline.samples() - at);
      Arrays.fill(block, 0);
      playhead.add(block, count);
      sink.accept(block, 0, count);
    }
  }

  /** Starts at the beginning. */
  Playhead playhead() {
    return new Playhead();
  }

  /** Goes through the dialogue once. */
  final class Playhead {
    private final List<Heard> heard = new ArrayList<>();
    private int next;
    private long position;

    /** Adds the next {@code count} samples to those in a block. */
    void add(float[] block, int count) throws IOException {
      long end = position + count;
      while (next < speech.size() && speech.get(next).startSample() < end) {
        heard.add(new Heard(speech.get(next).startSample(), clip(speech.get(next))));
        next++;
      }
      for (Heard clip : heard) {
        int from = (int) Math.max(0, clip.start() - position);
        int to = (int) Math.min(count, clip.start() + clip.samples().length - position);
        int offset = (int) (position - clip.start());
        for (int i = from; i < to; i++) {
          block[i] += clip.samples()[i + offset];
        }
      }
      position = end;
      heard.removeIf(clip -> clip.start() + clip.samples().length <= position);
    }
  }

  private record Heard(long start, float[] samples) {}

  private float[] clip(Segment.Speech line) throws IOException {
    PcmClip clip = takes.clip(line.take());
    SampleBuffer samples = new SampleBuffer((int) line.samples());
    float gain = (float) Math.pow(10, gains.getOrDefault(line.ordinal(), 0.0) / 20);
    ChannelSink sink =
        (block, start, end) -> {
          for (int i = start; i < end; i++) {
            samples.append(block[0][i] * gain);
          }
        };
    float[][] mono = {clip.samples()};
    if (clip.sampleRateHz() == timeline.sampleRateHz()) {
      sink.accept(mono, 0, clip.length());
    } else {
      try (Resampler resampler =
          new Resampler(
              ChannelLayout.MONO,
              clip.sampleRateHz(),
              timeline.sampleRateHz(),
              line.samples(),
              sink)) {
        resampler.accept(mono, 0, clip.length());
        resampler.finish();
      }
    }
    return samples.toArray();
  }
}
