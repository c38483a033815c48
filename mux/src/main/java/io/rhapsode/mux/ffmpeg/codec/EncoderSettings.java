package io.rhapsode.mux.ffmpeg.codec;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.sample.ChannelLayout;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which encoder to open.
 *
 * @param codec FFmpeg's name of the encoder, such as "aac"
 * @param layout channels of the audio
 * @param sampleRateHz samples per second of each channel
 * @param bitRate bits per second; 0 for lossless codecs
 * @param globalHeader whether the container keeps the codec's header, instead of each packet
 * @param inSections whether sections of a long signal may be encoded at the same time
 * @param options FFmpeg options of the encoder
 */
public record EncoderSettings(
    String codec,
    ChannelLayout layout,
    int sampleRateHz,
    long bitRate,
    boolean globalHeader,
    boolean inSections,
    Map<String, String> options) {
  public EncoderSettings {
    requireNonNull(codec, "codec is null");
    requireNonNull(layout, "layout is null");
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    if (sampleRateHz < 1 || bitRate < 0) {
      throw new IllegalArgumentException(
          "%d Hz or %d bit/s is out of range".formatted(sampleRateHz, bitRate));
    }
  }
}
