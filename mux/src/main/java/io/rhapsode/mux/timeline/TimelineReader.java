package io.rhapsode.mux.timeline;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ffmpeg.Resampler;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.util.List;

/**
 * Reads a timeline from the take store, one clip at a time, at the timeline's rate. Memory: one
 * clip for each thread that reads, however long the book is. Holds no state: threads may share one.
 */
public final class TimelineReader {
  private static final float[] SILENCE = new float[4096];

  private final TakeStore takes;
  private final int sampleRateHz;
  private final TakeTreatment treatment;

  /**
   * @param sampleRateHz rate of the timeline
   * @param treatment what is done to each clip first
   */
  public TimelineReader(TakeStore takes, int sampleRateHz, TakeTreatment treatment) {
    this.takes = requireNonNull(takes, "takes is null");
    this.sampleRateHz = sampleRateHz;
    this.treatment = requireNonNull(treatment, "treatment is null");
  }

  /**
   * Sends the samples of the segments to a sink: exactly as many as the segments say.
   *
   * @param segments in order, no speech overlapping other speech; what lies between them is left
   *     out
   * @throws IOException when a take is missing or damaged, or the sink fails
   */
  public void read(List<Segment> segments, SampleSink sink) throws IOException {
    long end = 0;
    for (Segment segment : segments) {
      if (segment instanceof Segment.Speech) {
        if (segment.startSample() < end) {
          throw new IllegalArgumentException(
              "speech starts at sample %d, before that in front of it ends at %d"
                  .formatted(segment.startSample(), end));
        }
        end = segment.endSample();
      }
      if (segment instanceof Segment.Speech speech) {
        sendClip(speech, sink);
      } else {
        sendSilence(segment.samples(), sink);
      }
    }
  }

  private void sendClip(Segment.Speech speech, SampleSink sink) throws IOException {
    PcmClip clip = treatment.apply(speech.ordinal(), takes.clip(speech.take()));
    if (clip.sampleRateHz() == sampleRateHz) {
      sink.accept(clip.samples(), 0, clip.length());
      return;
    }
    try (Resampler resampler =
        new Resampler(
            ChannelLayout.MONO,
            clip.sampleRateHz(),
            sampleRateHz,
            speech.samples(),
            (channels, start, end) -> sink.accept(channels[0], start, end))) {
      resampler.mono().accept(clip.samples(), 0, clip.length());
      resampler.finish();
    }
  }

  private static void sendSilence(long samples, SampleSink sink) throws IOException {
    for (long sent = 0; sent < samples; sent += SILENCE.length) {
      sink.accept(SILENCE, 0, (int) Math.min(SILENCE.length, samples - sent));
    }
  }
}
