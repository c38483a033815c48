package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.ffmpeg.Resampler;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.SampleBuffer;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.watermark.Watermark;
import io.rhapsode.mux.watermark.WatermarkEmbedder;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Optional<Watermark> watermark;

  /**
   * @param gains how much louder a line is than the others, in dB, by ordinal
   * @param watermark what the sound is marked with, so that it can be told from people's speech
   */
  public Dialogue(
      Timeline timeline,
      Map<Integer, Double> gains,
      TakeStore takes,
      Optional<Watermark> watermark) {
    this.timeline = timeline;
    this.gains = gains;
    this.takes = takes;
    this.watermark = watermark;
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

  /** First sample and one past the last of each line, in order of the first. */
  List<long[]> stretches() {
    return speech.stream().map(line -> new long[] {line.startSample(), line.endSample()}).toList();
  }

  /** Sends all of it. */
  void play(SampleSink sink) throws IOException {
    Playhead playhead = playhead();
    float[] block = new float[BLOCK_SAMPLES];
    for (long at = 0; at < timeline.samples(); at += BLOCK_SAMPLES) {
      int count = (int) Math.min(BLOCK_SAMPLES, timeline.samples() - at);
      playhead.next(block, count);
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
    private final SampleBuffer marked = new SampleBuffer(BLOCK_SAMPLES);
    private final Optional<WatermarkEmbedder> embedder =
        watermark.map(mark -> mark.embedder(marked::append, timeline.sampleRateHz()));
    private int next;
    private long position;

    /** Fills the beginning of a block with the next {@code count} samples. */
    void next(float[] block, int count) throws IOException {
      if (embedder.isEmpty()) {
        render(block, count);
        return;
      }
      while (marked.length() < count) {
        mark(embedder.get());
      }
      marked.moveFirst(block, count);
    }

    /** The mark comes some frames after the samples; what is behind the end is silent. */
    private void mark(WatermarkEmbedder marking) throws IOException {
      float[] plain = new float[BLOCK_SAMPLES];
      render(plain, BLOCK_SAMPLES);
      marking.accept(plain, 0, BLOCK_SAMPLES);
    }

    private void render(float[] block, int count) throws IOException {
      Arrays.fill(block, 0, count, 0);
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
