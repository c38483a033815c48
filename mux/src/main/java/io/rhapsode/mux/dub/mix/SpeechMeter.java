package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.pipeline.report.dub.SpeechLevels;
import java.util.List;

/** Measures a signal in and outside of stretches of speech. Used by one thread. */
final class SpeechMeter implements ChannelSink {
  private final List<long[]> stretches;
  private final LoudnessMeter speech;
  private final LoudnessMeter elsewhere;
  private long position;
  private int next;

  /**
   * @param stretches first sample and one past the last, in order of the first
   */
  SpeechMeter(List<long[]> stretches, ChannelLayout layout) {
    this.stretches = stretches;
    this.speech = new LoudnessMeter(TrackLines.RATE_HZ, layout);
    this.elsewhere = new LoudnessMeter(TrackLines.RATE_HZ, layout);
  }

  @Override
  public void accept(float[][] channels, int start, int end) {
    long last = position + end - start;
    long from = position;
    while (next < stretches.size() && stretches.get(next)[0] < last) {
      long first = Math.max(from, stretches.get(next)[0]);
      long after = Math.min(last, stretches.get(next)[1]);
      if (after > first) {
        pass(elsewhere, channels, start, from, first);
        pass(speech, channels, start, first, after);
        from = after;
      }
      if (stretches.get(next)[1] > last) {
        break;
      }
      next++;
    }
    pass(elsewhere, channels, start, from, last);
    position = last;
  }

  private void pass(LoudnessMeter meter, float[][] channels, int start, long from, long to) {
    if (to > from) {
      meter.accept(channels, start + (int) (from - position), start + (int) (to - position));
    }
  }

  /** What was measured up to now. */
  SpeechLevels levels() {
    return new SpeechLevels(speech.integratedLufs(), elsewhere.integratedLufs());
  }
}
