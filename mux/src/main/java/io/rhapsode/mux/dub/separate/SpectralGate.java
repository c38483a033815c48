package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.spectrum.FourierFrame;
import java.io.IOException;
import java.util.Arrays;

/**
 * Turns the middle of a sound down to its background while somebody speaks, sample n in and sample
 * n out. Frames overlap by three quarters. Used by one thread.
 */
final class SpectralGate implements ChannelSink {
  private static final int SIZE = SpectralSeparator.FRAME;
  private static final int OVERLAP = 4;
  private static final int HOP = SIZE / OVERLAP;

  /** Four squared root windows sum to 2. */
  private static final double OVERLAP_SUM = OVERLAP / 2.0;

  /** Below is no voice. */
  private static final int FIRST_BIN = bin(70);

  /** Above are only hisses that nobody knows a voice by. */
  private static final int LAST_BIN = bin(16_000);

  /** How much of what is missing a gain comes back by, a frame (11 ms); it goes down at once. */
  private static final double RELEASE = 0.2;

  private final Middle middle;
  private final Background background;
  private final SpectralSeparator.Spoken spoken;
  private final ChannelSink rest;
  private final FourierFrame frame = new FourierFrame(SIZE);
  private final FourierFrame sides = new FourierFrame(SIZE);
  private final float[][] input;
  private final double[] middles = new double[SIZE];
  private final double[] side = new double[SIZE];
  private final double[] change = new double[SIZE];
  private final double[] gains = new double[SIZE / 2 + 1];
  private final double[] wanted = new double[SIZE / 2 + 1];

  private int filled = SIZE - HOP;

  /** Position of the frame's first sample in the sound. */
  private long frameStart = HOP - SIZE;

  private long received;
  private long delivered;

  SpectralGate(
      ChannelLayout layout,
      Background background,
      SpectralSeparator.Spoken spoken,
      ChannelSink rest) {
    this.middle = new Middle(layout);
    this.background = background;
    this.spoken = spoken;
    this.rest = rest;
    this.input = new float[layout.channels()][SIZE];
    Arrays.fill(gains, 1);
  }

  private static int bin(int hertz) {
    return (int) Math.round((double) hertz * SIZE / TrackLines.RATE_HZ);
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    for (int i = start; i < end; i++) {
      for (int channel = 0; channel < input.length; channel++) {
        input[channel][filled] = channels[channel][i];
      }
      filled++;
      received++;
      if (filled == SIZE) {
        advance();
      }
    }
  }

  /** Delivers what is still on its way. Nothing may come after. */
  void finish() throws IOException {
    while (delivered < received) {
      for (float[] channel : input) {
        Arrays.fill(channel, filled, SIZE, 0);
      }
      filled = SIZE;
      advance();
    }
  }

  private void advance() throws IOException {
    if (spoken.in(frameStart, frameStart + SIZE)) {
      gate();
    } else {
      Arrays.fill(gains, 1);
    }
    deliver();
    for (float[] channel : input) {
      System.arraycopy(channel, HOP, channel, 0, SIZE - HOP);
    }
    System.arraycopy(change, HOP, change, 0, SIZE - HOP);
    Arrays.fill(change, SIZE - HOP, SIZE, 0);
    filled = SIZE - HOP;
    frameStart += HOP;
  }

  private void gate() {
    for (int i = 0; i < SIZE; i++) {
      middles[i] = middle.of(input, i);
      side[i] = middle.side(input, i);
    }
    frame.analyse(middles, 0);
    sides.analyse(side, 0);
    double[] below = background.at(Math.max(0, frameStart + SIZE / 2));
    for (int bin = FIRST_BIN; bin <= LAST_BIN; bin++) {
      double level = Math.max(below[bin], sides.energy(bin));
      double energy = frame.energy(bin);
      wanted[bin] = energy <= level ? 1 : Math.sqrt(level / energy);
    }
    for (int bin = FIRST_BIN; bin <= LAST_BIN; bin++) {
      double beside =
          Math.min(wanted[Math.max(FIRST_BIN, bin - 1)], wanted[Math.min(LAST_BIN, bin + 1)]);
      double least = Math.min(wanted[bin], beside);
      gains[bin] = Math.min(least, gains[bin] + RELEASE * (1 - gains[bin]));
    }
    for (int bin = 0; bin < gains.length; bin++) {
      boolean voice = bin >= FIRST_BIN && bin <= LAST_BIN;
      frame.scale(bin, voice ? gains[bin] - 1 : 0);
    }
    frame.addTo(change, 0, 1 / OVERLAP_SUM);
  }

  private void deliver() throws IOException {
    // The first frames begin before the sound.
    int length = frameStart < 0 ? 0 : (int) Math.min(HOP, received - delivered);
    if (length > 0) {
      float[][] block = new float[input.length][];
      for (int channel = 0; channel < block.length; channel++) {
        block[channel] = Arrays.copyOf(input[channel], length);
      }
      for (int i = 0; i < length; i++) {
        middle.add(block, i, change[i]);
      }
      rest.accept(block, 0, length);
      delivered += length;
    }
  }
}
