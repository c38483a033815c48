package io.rhapsode.mux.ffmpeg.codec;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.sample.ChannelLayout;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which encoder to open.
 *
 * @param layout channels of the signal
 * @param codec FFmpeg's name of the encoder, such as "aac"
 * @param sampleRateHz samples per second
 * @param bitRate bits per second; 0 for lossless codecs
 * @param globalHeader whether the container keeps the codec's header, instead of each packet
 * @param inSections whether sections of a long signal may be encoded at the same time
 * @param options FFmpeg options of the encoder
 */
public record EncoderSettings(
    ChannelLayout layout,
    String codec,
    int sampleRateHz,
    long bitRate,
    boolean globalHeader,
    boolean inSections,
    Map<String, String> options) {
  public EncoderSettings {
    requireNonNull(layout, "layout is null");
    requireNonNull(codec, "codec is null");
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    if (sampleRateHz < 1 || bitRate < 0) {
      throw new IllegalArgumentException(
          "%d Hz or %d bit/s is out of range".formatted(sampleRateHz, bitRate));
    }
  }

  /** An encoder for mono audio. */
  public EncoderSettings(
      String codec,
      int sampleRateHz,
      long bitRate,
      boolean globalHeader,
      boolean inSections,
      Map<String, String> options) {
    this(
        ChannelLayout.MONO, codec, sampleRateHz, bitRate, globalHeader, inSections, options);
  }
}
