package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The recording of a voice, compressed without loss at its own rate.
 *
 * @param content as the product's lossless codec writes it
 * @param summary what can be said of it without decoding
 */
public record Recording(byte[] content, Summary summary) {
  /** Longest that is kept: models use half a minute at most, but of different parts. */
  public static final int LONGEST_SECONDS = 120;

  /** Most bytes of content that are read: the longest at 384 kHz without any compression. */
  static final int MOST_BYTES = 1 << 28;

  public Recording {
    content = content.clone();
    requireNonNull(summary, "summary is null");
  }

  /**
   * Facts of a recording.
   *
   * @param samplesSha256 over the rate and the decoded samples, so that it is the same whatever
   *     version of the codec wrote them
   * @param seconds its length
   * @param transcript what is said in it, if the user gave it
   */
  public record Summary(
      String samplesSha256, int sampleRateHz, double seconds, Optional<String> transcript) {
    public Summary {
      requireNonNull(transcript, "transcript is null");
      if (!samplesSha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("recording's SHA-256 is not 64 hexadecimal digits");
      }
      if (sampleRateHz < 1 || !(seconds > 0) || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException(
            "recording of %s s at %d Hz".formatted(seconds, sampleRateHz));
      }
    }
  }

  /**
   * Keeps a clip; of a longer one the first {@link #LONGEST_SECONDS}.
   *
   * @throws IOException if it cannot be encoded
   */
  public static Recording of(PcmClip clip, Optional<String> transcript) throws IOException {
    int most = LONGEST_SECONDS * clip.sampleRateHz();
    float[] samples = clip.samples();
    PcmClip kept =
        samples.length <= most
            ? clip
            : new PcmClip(clip.sampleRateHz(), Arrays.copyOf(samples, most));
    byte[] content = codec().encode(kept);
    PcmClip decoded = codec().decode(content);
    double seconds = (double) decoded.samples().length / decoded.sampleRateHz();
    return new Recording(
        content, new Summary(sha256(decoded), decoded.sampleRateHz(), seconds, transcript));
  }

  /**
   * The samples.
   *
   * @throws IOException if the content is damaged
   */
  public PcmClip decode() throws IOException {
    PcmClip clip = codec().decode(content);
    if (!sha256(clip).equals(summary.samplesSha256())) {
      throw new IOException("the recording of the voice was damaged: its SHA-256 is another");
    }
    return clip;
  }

  /** The codec of the product, which another module has. */
  private static LosslessCodec codec() {
    return ServiceLoader.load(LosslessCodec.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no lossless codec is installed"));
  }

  private static String sha256(PcmClip clip) {
    MessageDigest digest = Sha256.newDigest();
    float[] samples = clip.samples();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(samples.length + 1, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(clip.sampleRateHz());
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    digest.update(bytes.flip());
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recording that
        && summary.equals(that.summary)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return summary.hashCode();
  }
}
