package io.rhapsode.mux.ffmpeg.container;

import io.rhapsode.mux.sample.ChannelLayout;
import java.util.Map;

/**
 * What an audio file is, besides its sound.
 *
 * @param codec FFmpeg's name of the codec, such as "aac"
 * @param sampleRateHz samples per second
 * @param layout its channels
 * @param bitRateKbps mean rate of the packets in kbit/s; 0 when unknown
 * @param constantBitRate whether all packets are equally large
 * @param tags by FFmpeg's names in lower case, such as "artist"
 */
public record StreamFacts(
    String codec,
    int sampleRateHz,
    ChannelLayout layout,
    double bitRateKbps,
    boolean constantBitRate,
    Map<String, String> tags) {
  public StreamFacts {
    tags = Map.copyOf(tags);
  }
}
