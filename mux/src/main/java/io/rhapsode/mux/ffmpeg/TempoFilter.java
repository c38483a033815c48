package io.rhapsode.mux.ffmpeg;

import io.rhapsode.mux.sample.SampleBuffer;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.Arrays;

/** Makes a clip shorter or longer without changing its pitch. */
public final class TempoFilter {
  private TempoFilter() {}

  /**
   * A clip in another length.
   *
   * @param samples the length, from 1; the clip's own divided by 0.5 to 2
   */
  public static PcmClip stretched(PcmClip clip, int samples) throws IOException {
    int asked = samples;
    float[] made = filtered(clip, asked);
    // The filter's last window may be longer than was asked for; nothing of it is cut off.
    while (made.length > samples && asked > made.length - samples) {
      asked -= made.length - samples;
      made = filtered(clip, asked);
    }
    return new PcmClip(clip.sampleRateHz(), Arrays.copyOf(made, samples));
  }

  private static float[] filtered(PcmClip clip, int samples) throws IOException {
    SampleBuffer received = new SampleBuffer(samples);
    double tempo = clip.length() / (double) samples;
    try (TempoStream stream = new TempoStream(clip.sampleRateHz(), tempo, received::append)) {
      stream.accept(clip.samples(), 0, clip.length());
      stream.finish();
    }
    return received.toArray();
  }
}
