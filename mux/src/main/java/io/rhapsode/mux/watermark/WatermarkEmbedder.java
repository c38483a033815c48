package io.rhapsode.mux.watermark;

import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.spectrum.FourierFrame;
import java.io.IOException;
import java.util.Arrays;

/**
 * Marks a signal on its way to a sink, sample n in and sample n out. The first block begins with
 * the first sample. Silence longer than a frame stays silent to the bit. Used by one thread at a
 * time.
 */
public final class WatermarkEmbedder implements SampleSink {
  /** Frames of about 43 ms; four overlap everywhere. */
  private static final double FRAME_SECONDS = 0.043;

  private static final int OVERLAP = 4;

  /** Four squared root windows sum to 2. */
  private static final double OVERLAP_SUM = OVERLAP / 2.0;

  /** How much a cell is raised or lowered. */
  private static final double STRENGTH_DECIBELS = 0.8;

  private final SampleSink sink;
  private final int rateHz;
  private final FourierFrame frame;
  private final int hop;
  private final double[][] cellDecibels;
  private final double[] input;
  private final double[] output;
  private final float[] block;

  /** Samples in {@link #input}; those before the frame's last hop were framed already. */
  private int filled;

  /** Position of the frame's first sample in the signal. */
  private long frameStart;

  private long received;
  private long delivered;

  /**
   * @param rateHz of the signal, 12,700 or more, so that all bands exist
   * @param payload what the mark says
   */
  public WatermarkEmbedder(SampleSink sink, int rateHz, WatermarkKey key, int payload) {
    if (rateHz < 2 * WatermarkGrid.borderHertz(WatermarkGrid.BANDS)) {
      throw new IllegalArgumentException(
          "the bands of a mark do not exist at %d Hz".formatted(rateHz));
    }
    this.sink = sink;
    this.rateHz = rateHz;
    int size = Integer.highestOneBit((int) (rateHz * FRAME_SECONDS * 1.4));
    this.frame = new FourierFrame(size);
    this.hop = size / OVERLAP;
    this.cellDecibels = cells(new WatermarkGrid(key), WatermarkCode.encode(payload));
    this.input = new double[size];
    this.output = new double[size];
    this.block = new float[hop];
    this.frameStart = hop - size;
    this.filled = size - hop;
  }

  private static double[][] cells(WatermarkGrid grid, boolean[] code) {
    double[][] cells = new double[2 * WatermarkGrid.PAIRS][WatermarkGrid.BANDS];
    for (int pair = 0; pair < WatermarkGrid.PAIRS; pair++) {
      for (int band = 0; band < WatermarkGrid.BANDS; band++) {
        boolean set = grid.isAnchor(pair, band) || code[grid.bit(pair, band)];
        double decibels = (set ? 1 : -1) * grid.sign(pair, band) * STRENGTH_DECIBELS;
        cells[2 * pair][band] = decibels;
        cells[2 * pair + 1][band] = -decibels;
      }
    }
    return cells;
  }

  @Override
  public void accept(float[] samples, int start, int end) throws IOException {
    for (int i = start; i < end; i++) {
      input[filled++] = samples[i];
      received++;
      if (filled == input.length) {
        advance();
      }
    }
  }

  /** Delivers what is still on its way. Nothing may come after. */
  public void finish() throws IOException {
    while (delivered < received) {
      while (filled < input.length) {
        input[filled++] = 0;
      }
      advance();
    }
  }

  private void advance() throws IOException {
    if (!isSilent()) {
      frame.analyse(input, 0);
      mark((frameStart + input.length / 2.0) / rateHz / WatermarkGrid.CELL_SECONDS);
      frame.addTo(output, 0, 1 / OVERLAP_SUM);
    }
    deliver();
    System.arraycopy(input, hop, input, 0, input.length - hop);
    filled = input.length - hop;
    frameStart += hop;
  }

  private boolean isSilent() {
    for (double sample : input) {
      if (sample != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param time of the frame's centre, in cells
   */
  private void mark(double time) {
    int cell = Math.floorMod((long) Math.floor(time), cellDecibels.length);
    double[] decibels = cellDecibels[cell];
    double binHertz = (double) rateHz / frame.size();
    double lowest = WatermarkGrid.borderHertz(0);
    double height = WatermarkGrid.borderHertz(1) - lowest;
    int last = (int) (WatermarkGrid.borderHertz(WatermarkGrid.BANDS) / binHertz);
    for (int bin = (int) Math.ceil(lowest / binHertz); bin <= last; bin++) {
      int band = (int) ((bin * binHertz - lowest) / height);
      if (band >= 0 && band < decibels.length) {
        frame.scale(bin, Math.pow(10, decibels[band] / 20));
      }
    }
  }

  private void deliver() throws IOException {
    // The first frames begin before the signal.
    int length = frameStart < 0 ? 0 : (int) Math.min(hop, received - delivered);
    for (int i = 0; i < length; i++) {
      block[i] = (float) output[i];
    }
    if (length > 0) {
      sink.accept(block, 0, length);
      delivered += length;
    }
    System.arraycopy(output, hop, output, 0, output.length - hop);
    Arrays.fill(output, output.length - hop, output.length, 0);
  }
}
