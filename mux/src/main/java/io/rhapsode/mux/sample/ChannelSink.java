package io.rhapsode.mux.sample;

import java.io.IOException;

/**
 * Takes audio of any channels block by block. How a signal is cut into blocks makes no difference.
 */
@FunctionalInterface
public interface ChannelSink {
  /**
   * Takes samples {@code start} (included) to {@code end} (excluded) of each channel. The arrays
   * belong to the caller, who may overwrite them afterwards.
   *
   * @param channels one row of amplitudes for each channel of the layout, full scale is -1 to 1
   */
  void accept(float[][] channels, int start, int end) throws IOException;

  /** The same sink for the only channel of mono audio. */
  default SampleSink mono() {
    return (samples, start, end) -> accept(new float[][] {samples}, start, end);
  }
}
