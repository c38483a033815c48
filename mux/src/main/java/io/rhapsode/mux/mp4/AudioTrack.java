package io.rhapsode.mux.mp4;

import static java.util.Objects.requireNonNull;

/**
 * The encoded audio of a file.
 *
 * @param channels how many the audio has
 * @param sampleRateHz samples per second of each channel
 * @param bitRate average in bits per second
 * @param language ISO 639-2/T code of three letters
 * @param audioSpecificConfig decoder header (ISO/IEC 14496-3); not copied, package-private use
 * @param primingSamples samples before the first one of the signal
 * @param samples length of the signal
 * @param accessUnits sizes of the access units in bytes
 */
record AudioTrack(
    int channels,
    int sampleRateHz,
    int bitRate,
    String language,
    byte[] audioSpecificConfig,
    int primingSamples,
    long samples,
    SizeList accessUnits) {
  /** Samples that an access unit decodes to. */
  static final int ACCESS_UNIT_SAMPLES = 1024;

  /** Access units that lie together in the file: about a second and a half. */
  static final int UNITS_PER_CHUNK = 64;

  AudioTrack {
    requireNonNull(language, "language is null");
    requireNonNull(audioSpecificConfig, "audioSpecificConfig is null");
    requireNonNull(accessUnits, "accessUnits is null");
    long least = primingSamples + samples;
    long capacity = (long) accessUnits.count() * ACCESS_UNIT_SAMPLES;
    if (capacity < least || capacity - least >= ACCESS_UNIT_SAMPLES) {
      throw new IllegalArgumentException(
          "%d access units do not hold %d samples".formatted(accessUnits.count(), least));
    }
  }

  /** Length of the media including the priming, in samples. */
  long mediaSamples() {
    return primingSamples + samples;
  }

  /** Length of the signal in milliseconds, rounded up, so that nothing is cut. */
  long millis() {
    return (samples * 1_000 + sampleRateHz - 1) / sampleRateHz;
  }
}
