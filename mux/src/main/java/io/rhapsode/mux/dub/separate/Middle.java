package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.sample.ChannelLayout;

/** Where dialogue is in a sound: the middle of two channels, or the one channel that has it. */
record Middle(ChannelLayout layout) {
  private static final int CENTRE = 2;

  /** What is heard in the middle. */
  double of(float[][] channels, int sample) {
    return switch (layout) {
      case MONO -> channels[0][sample];
      case STEREO -> (channels[0][sample] + channels[1][sample]) / 2.0;
      case SURROUND_5_1 -> channels[CENTRE][sample];
    };
  }

  /** What is heard beside it; 0 where nothing can be told apart. */
  double side(float[][] channels, int sample) {
    return layout == ChannelLayout.STEREO ? (channels[0][sample] - channels[1][sample]) / 2.0 : 0;
  }

  /** Adds to what is heard in the middle. */
  void add(float[][] channels, int sample, double change) {
    switch (layout) {
      case MONO -> channels[0][sample] += (float) change;
      case STEREO -> {
        channels[0][sample] += (float) change;
        channels[1][sample] += (float) change;
      }
      case SURROUND_5_1 -> channels[CENTRE][sample] += (float) change;
    }
  }
}
