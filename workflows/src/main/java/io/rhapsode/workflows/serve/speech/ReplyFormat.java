package io.rhapsode.workflows.serve.speech;

import io.rhapsode.mux.ffmpeg.container.StreamFormat;
import io.rhapsode.mux.ffmpeg.container.StreamFormat.Container;
import io.rhapsode.mux.sample.ChannelLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Forms of audio that are sent while they are made; mono, 24 kHz. */
public enum ReplyFormat {
  MP3("audio/mpeg", Container.MP3, 96),
  OPUS("audio/ogg", Container.OPUS, 48),
  AAC("audio/aac", Container.AAC, 64),
  /** 24 bit. */
  FLAC("audio/flac", Container.FLAC, 0),
  /** 16 bit; the sizes in its header are unknown. */
  WAV("audio/wav", null, 0),
  /** Bare 16-bit little-endian samples. */
  PCM("audio/pcm", null, 0);

  /** Samples per second of all of them: what clients of the API expect of bare samples. */
  public static final int SAMPLE_RATE_HZ = 24_000;

  private final String mediaType;
  private final Container container;
  private final int bitRateKbps;

  ReplyFormat(String mediaType, Container container, int bitRateKbps) {
    this.mediaType = mediaType;
    this.container = container;
    this.bitRateKbps = bitRateKbps;
  }

  /** A format by its name in the API; empty if there is none. */
  public static Optional<ReplyFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> format.apiName().equals(name)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(ReplyFormat::apiName).collect(Collectors.joining(", "));
  }

  /** Such as "mp3". */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String mediaType() {
    return this == PCM ? "audio/pcm;rate=" + SAMPLE_RATE_HZ + ";channels=1" : mediaType;
  }

  /** How FFmpeg encodes it; empty for bare samples. */
  Optional<StreamFormat> encoded() {
    return Optional.ofNullable(container)
        .map(
            chosen ->
                new StreamFormat(
                    chosen,
                    ChannelLayout.MONO,
                    SAMPLE_RATE_HZ,
                    bitRateKbps,
                    List.of(),
                    Optional.empty()));
  }
}
