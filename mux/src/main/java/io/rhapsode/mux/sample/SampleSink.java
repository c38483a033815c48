package io.rhapsode.mux.sample;

import java.io.IOException;

/** Takes mono audio block by block. How a signal is cut into blocks makes no difference. */
@FunctionalInterface
public interface SampleSink {
  /**
   * Takes samples {@code start} (included) to {@code end} (excluded). The array belongs to the
   * caller, who may overwrite it afterwards.
   *
   * @param samples amplitudes, full scale is -1 to 1
   */
  void accept(float[] samples, int start, int end) throws IOException;
}
