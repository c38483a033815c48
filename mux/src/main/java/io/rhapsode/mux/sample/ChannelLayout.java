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

  /** How much the power of a channel counts in the loudness (ITU-R BS.1770-4, table 3). */
  public double loudnessWeight(int channel) {
    return loudnessWeights[channel];
  }
}
