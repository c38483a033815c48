package io.rhapsode.synth.listen;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.voice.reference.PitchTrack;
import java.util.Arrays;

/** How high a voice is. */
final class MedianPitch {
  /** Fewer voiced frames of 10 ms say nothing. */
  private static final int LEAST_FRAMES = 30;

  private MedianPitch() {}

  /**
   * @param leastDecibels frames below this level in dB of full scale count as unvoiced
   * @return in Hz; 0 where too little is voiced
   */
  static double of(PcmClip clip, double leastDecibels) {
    double[] voiced =
        Arrays.stream(PitchTrack.of(clip.samples(), clip.sampleRateHz(), leastDecibels))
            .filter(pitch -> !Double.isNaN(pitch))
            .sorted()
            .toArray();
    return voiced.length < LEAST_FRAMES ? 0 : voiced[voiced.length / 2];
  }
}
