package io.rhapsode.synth.compute.demand;

import io.rhapsode.synth.compute.torch.TorchDevice;

/**
 * What a model needs and does, worked out of its dimensions before anything is allocated.
 *
 * @param weightBytes weights on the device
 * @param checkpointBytes what is there beside the weights while they are made of it
 * @param cacheBytesPerFrame keys and values of one sequence, for each frame, row of voice or token
 * @param longestFrames rows that a sequence may come to hold: voice, text and speech
 * @param workspaceBytes activations of one decoding
 * @param stepBytes weights that a step reads, for however many sequences
 * @param stepFlop floating-point operations of a step for one sequence, a multiplication and an
 *     addition being two
 * @param framesPerSecond frames of a second of speech
 */
public record ModelDemand(
    long weightBytes,
    long checkpointBytes,
    long cacheBytesPerFrame,
    int longestFrames,
    long workspaceBytes,
    long stepBytes,
    long stepFlop,
    double framesPerSecond) {
  /** Of what is free; drivers, allocators and other work need some as well. */
  private static final double USABLE_SHARE = 0.9;

  /** What a core of a processor reads and computes in a second; better ones do twice that. */
  private static final double CORE_BYTES_PER_SECOND = 8e9;

  private static final double CORE_FLOP_PER_SECOND = 20e9;
  private static final double GIBIBYTE = 1 << 30;

  public ModelDemand {
    if (weightBytes < 0 || checkpointBytes < 0 || cacheBytesPerFrame < 0 || longestFrames < 1) {
      throw new IllegalArgumentException("a model needs no less than nothing");
    }
  }

  /** Bytes of a sequence at its longest. */
  public long sequenceBytes() {
    return Math.multiplyExact(cacheBytesPerFrame, longestFrames);
  }

  /**
   * How many sequences fit at once.
   *
   * @param freeBytes what the device has
   * @param decodings that run at the same time
   * @param most more are not wanted
   * @return 0 if not even one fits
   */
  public int sequences(long freeBytes, int decodings, int most) {
    long left = (long) (freeBytes * USABLE_SHARE) - weightBytes - decodings * workspaceBytes;
    return left < sequenceBytes()
        ? 0
        : (int) Math.min(most, sequenceBytes() == 0 ? most : left / sequenceBytes());
  }

  /** Bytes that are used while the model is loaded. */
  public long loadingBytes() {
    return weightBytes + checkpointBytes;
  }

  /** Bytes that must be free to load the model and to make one sequence at a time. */
  public long leastFreeBytes(int decodings) {
    long speaking = weightBytes + decodings * workspaceBytes + sequenceBytes();
    return (long) Math.ceil(Math.max(loadingBytes(), speaking) / USABLE_SHARE);
  }

  /**
   * @param decodings that run at the same time
   * @throws IllegalArgumentException if not even one sequence fits; the message says what must be
   *     free
   */
  public void requireOn(TorchDevice device, int decodings) {
    requireWithin(device, DeviceMemory.freeBytes(device), decodings);
  }

  /** As {@link #requireOn}, with so much free. */
  public void requireWithin(TorchDevice device, long freeBytes, int decodings) {
    if (freeBytes < leastFreeBytes(decodings)) {
      throw new IllegalArgumentException(
          "%s of memory are needed on %s for one utterance at a time (%s of weights, %s while they are loaded, %s for the utterance) and there are %s: free some, take another device or, where there is one, a smaller model"
              .formatted(
                  gibibytes(leastFreeBytes(decodings)),
                  device,
                  gibibytes(weightBytes),
                  gibibytes(loadingBytes()),
                  gibibytes(sequenceBytes()),
                  gibibytes(freeBytes)));
    }
  }

  /** A number of bytes as people read it. */
  public static String gibibytes(long bytes) {
    return "%.2f GiB".formatted(bytes / GIBIBYTE);
  }

  /**
   * How many times slower than it is listened to a single stream is made on one core of a
   * processor, roughly: steps of one sequence wait for the weights.
   */
  public double processorFactor() {
    return framesPerSecond
        * Math.max(stepBytes / CORE_BYTES_PER_SECOND, stepFlop / CORE_FLOP_PER_SECOND);
  }
}
