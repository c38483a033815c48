package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.spectrum.FourierFrame;

/** Measures the middle of a sound, frame by frame. Used by one thread. */
final class BackgroundMeter implements ChannelSink {
  private static final int HOP = SpectralSeparator.FRAME / 2;

  private final Middle middle;
  private final Background background;
  private final SpectralSeparator.Spoken spoken;
  private final FourierFrame frame = new FourierFrame(SpectralSeparator.FRAME);
  private final double[] input = new double[SpectralSeparator.FRAME];
  private final double[] energies = new double[SpectralSeparator.FRAME / 2 + 1];
  private int filled;
  private long position;

  BackgroundMeter(ChannelLayout layout, Background background, SpectralSeparator.Spoken spoken) {
    this.middle = new Middle(layout);
    this.background = background;
    this.spoken = spoken;
  }

  @Override
  public void accept(float[][] channels, int start, int end) {
    for (int i = start; i < end; i++) {
      input[filled++] = middle.of(channels, i);
      if (filled == input.length) {
        measure();
        System.arraycopy(input, HOP, input, 0, input.length - HOP);
        filled -= HOP;
        position += HOP;
      }
    }
  }

  private void measure() {
    frame.analyse(input, 0);
    for (int bin = 0; bin < energies.length; bin++) {
      energies[bin] = frame.energy(bin);
    }
    background.add(
        position + input.length / 2, energies, spoken.in(position, position + input.length));
  }
}
