package io.rhapsode.synth.listen.sound;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.voice.reference.PitchTrack;
import java.util.Arrays;

/** How high a voice is. */
final class MedianPitch {
  /** Fewer voiced frames of 10 ms say nothing. */
  private static final int LEAST_FRAMES = 30;

  /** The middle of a take tells; the rest would only take time. */
  private static final int MOST_SECONDS = 4;

  private MedianPitch() {}

  /**
   * @param leastDecibels frames below this level in dB of full scale count as unvoiced
   * @return in Hz; 0 where too little is voiced
   */
  static double of(PcmClip clip, double leastDecibels) {
    int used = Math.min(clip.length(), MOST_SECONDS * clip.sampleRateHz());
    int start = (clip.length() - used) / 2;
    float[] middle = clip.slice(start, start + used).samples();
    double[] voiced =
        Arrays.stream(PitchTrack.of(middle, clip.sampleRateHz(), leastDecibels))
            .filter(pitch -> !Double.isNaN(pitch))
            .sorted()
            .toArray();
    return voiced.length < LEAST_FRAMES ? 0 : voiced[voiced.length / 2];
  }
}
