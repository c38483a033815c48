package io.rhapsode.pipeline.dub.timing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * When a line is heard.
 *
 * @param ordinal names the line
 * @param startSample where it begins
 * @param samples how long it is
 * @param slotSamples how long it could be without taking another line's time
 * @param pacePercent pace of its take, in percent of the voice's own
 * @param stretch factor by which the take is made shorter, from 1
 * @param lateSamples how much after its cue it begins; negative where it is early
 * @param measure the most that was done
 * @param excess what there is too much of; only of an overrun
 */
public record Placement(
    int ordinal,
    long startSample,
    long samples,
    long slotSamples,
    int pacePercent,
    double stretch,
    long lateSamples,
    Measure measure,
    Optional<Excess> excess) {
  /**
   * How much too long a line is for its slot.
   *
   * @param words words to take away, from 1
   * @param characters characters to take away, from 1
   * @param rate how many times quicker than the voice's own pace it would have to be said; 0 where
   *     there is no time at all
   */
  public record Excess(int words, int characters, double rate) {}

  public Placement {
    requireNonNull(measure, "measure is null");
    requireNonNull(excess, "excess is null");
  }

  /** One past its last sample. */
  public long endSample() {
    return startSample + samples;
  }

  /** How many times quicker than the voice's own pace it is said. */
  public double rate() {
    return stretch * pacePercent / 100;
  }
}
