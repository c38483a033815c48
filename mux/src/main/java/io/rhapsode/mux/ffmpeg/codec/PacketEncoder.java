package io.rhapsode.mux.ffmpeg.codec;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;

/**
 * Turns audio into packets, in order. The same samples give the same packets, however they were cut
 * into calls. Used by one thread at a time.
 */
public sealed interface PacketEncoder extends AutoCloseable permits AudioEncoder, SectionedEncoder {
  /** What the codec was opened with. */
  AVCodecContext context();

  /** The codec's header ("extradata"); of FLAC, final only after {@link #finish}. */
  byte[] header();

  /**
   * Encodes samples {@code start} to {@code end} of each channel.
   *
   * @param channels one row of amplitudes for each channel of the layout, full scale is -1 to 1
   */
  void encode(float[][] channels, int start, int end, PacketSink sink) throws IOException;

  /** Encodes what is left; nothing may be encoded afterwards. */
  void finish(PacketSink sink) throws IOException;

  @Override
  void close();

  /** On several threads where the settings allow it. */
  static PacketEncoder open(EncoderSettings settings) throws IOException {
    return settings.inSections() ? new SectionedEncoder(settings) : new AudioEncoder(settings);
  }
}
