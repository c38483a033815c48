package io.rhapsode.mux.ffmpeg.codec;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Encodes audio as AAC-LC access units without a container. Used by one thread at a time. */
public final class AacEncoder implements ChannelSink, AutoCloseable {
  /** Samples that an access unit decodes to (ISO/IEC 14496-3). */
  public static final int ACCESS_UNIT_SAMPLES = 1024;

  /**
   * FFmpeg's "fast" coder instead of its default: measured on speech at 80 kbit/s it takes half the
   * time, has the higher signal-to-noise ratio, and exceeds the peak of its input by less, because
   * it substitutes no noise.
   */
  public static final Map<String, String> OPTIONS = Map.of("aac_coder", "fast");

  /** Takes access units in order. */
  @FunctionalInterface
  public interface AccessUnitSink {
    void accept(byte[] accessUnit) throws IOException;
  }

  private final PacketEncoder encoder;
  private final AccessUnitSink target;

  public AacEncoder(ChannelLayout layout, int sampleRateHz, int bitRateKbps, AccessUnitSink target)
      throws IOException {
    this.target = requireNonNull(target, "target is null");
    this.encoder =
        PacketEncoder.open(
            new EncoderSettings(
                "aac", layout, sampleRateHz, bitRateKbps * 1_000L, true, true, OPTIONS));
  }

  /** The AudioSpecificConfig that decoders need. */
  public byte[] audioSpecificConfig() {
    return encoder.header();
  }

  /** Samples at the beginning of the decoded signal that are not the caller's. */
  public int primingSamples() {
    return encoder.context().initial_padding();
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    encoder.encode(channels, start, end, this::pass);
  }

  /** Encodes what is left; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    encoder.finish(this::pass);
  }

  @Override
  public void close() {
    encoder.close();
  }

  private void pass(AVPacket packet) throws IOException {
    if (packet.size() > 0) {
      byte[] accessUnit = new byte[packet.size()];
      packet.data().get(accessUnit);
      target.accept(accessUnit);
    }
  }
}
