package io.rhapsode.mux.sample;

import java.util.Optional;

/** Which loudspeaker each channel is for, in the order of FFmpeg and WAV. */
public enum ChannelLayout {
  /** Centre. */
  MONO(1),
  /** Left, right. */
  STEREO(1, 1),
  /** Left, right, centre, low frequencies, surround left, surround right. */
  SURROUND_5_1(1, 1, 1, 0, 1.41, 1.41);

  private static final int CENTRE = 2;

  private final double[] loudnessWeights;

  ChannelLayout(double... loudnessWeights) {
    this.loudnessWeights = loudnessWeights;
  }

  /** The usual layout of a number of channels, if there is one. */
  public static Optional<ChannelLayout> of(int channels) {
    for (ChannelLayout layout : values()) {
      if (layout.channels() == channels) {
        return Optional.of(layout);
      }
    }
    return Optional.empty();
  }

  public int channels() {
    return loudnessWeights.length;
  }

  /** Whether a channel has a part in what is heard from the middle: the centre, if there is one. */
  public boolean carriesMono(int channel) {
    return this != SURROUND_5_1 || channel == CENTRE;
  }

  /**
   * By how much mono audio becomes louder when each channel that carries it gets all of it: 10
   * log10 of their number, in LU (ITU-R BS.1770-4). Taken off the gain it is the pan law of
   * constant power: left and right get -3.01 dB each, a centre 0 dB, and the loudness stays.
   */
  public double monoLoudnessGain() {
    double power = 0;
    for (int channel = 0; channel < channels(); channel++) {
      power += carriesMono(channel) ? loudnessWeight(channel) : 0;
    }
    return 10 * Math.log10(power);
  }

  /** How much the power of a channel counts in the loudness (ITU-R BS.1770-4, table 3). */
  public double loudnessWeight(int channel) {
    return loudnessWeights[channel];
  }
}
