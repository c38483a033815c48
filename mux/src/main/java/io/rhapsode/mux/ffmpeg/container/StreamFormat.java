package io.rhapsode.mux.ffmpeg.container;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ffmpeg.codec.AacEncoder;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.tag.Cover;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link AudioFileWriter} makes.
 *
 * @param container what to write
 * @param layout channels of the audio; MP3 has one or two
 * @param sampleRateHz samples per second of each channel
 * @param bitRateKbps in kbit/s; 0 for lossless formats
 * @param comments Vorbis comments in order, names may repeat, or what WAV has for them; MP3 takes
 *     none here
 * @param cover a front cover; FLAC only
 */
public record StreamFormat(
    Container container,
    ChannelLayout layout,
    int sampleRateHz,
    int bitRateKbps,
    List<Map.Entry<String, String>> comments,
    Optional<Cover> cover) {
  /** Full effort costs three times the time for speech that nobody tells apart. */
  private static final Map<String, String> OPUS_OPTIONS =
      Map.of("application", "audio", "compression_level", "5");

  /** LAME's "-q 5": at these bit rates speech has bits to spare. */
  private static final Map<String, String> MP3_OPTIONS = Map.of("compression_level", "5");

  /** Frames then need no bits of frames before them, so that sections of a book can be encoded. */
  private static final Map<String, String> MP3_OPTIONS_WITHOUT_RESERVOIR =
      Map.of("compression_level", "5", "reservoir", "0");

  /** For each channel: from here on a frame has enough bits without those that others left over. */
  private static final int MP3_WITHOUT_RESERVOIR_KBPS = 128;

  /** Containers that FFmpeg writes; MP4 is written by this product itself. */
  public enum Container {
    /** Frames behind an Info header; the ID3 tag is the caller's. */
    MP3("mp3", "libmp3lame"),
    /** Opus in Ogg. */
    OPUS("opus", "libopus"),
    /** Native FLAC, 24 bit. */
    FLAC("flac", "flac"),
    /** AAC-LC in ADTS frames (ISO/IEC 13818-7), which can be sent while they are made. */
    AAC("adts", "aac"),
    /** Uncompressed, 24 bit; RF64 (EBU Tech 3306) where 32 bits do not hold its size. */
    WAV("wav", "pcm_s24le");

    final String muxer;
    final String codec;

    Container(String muxer, String codec) {
      this.muxer = muxer;
      this.codec = codec;
    }
  }

  public StreamFormat {
    requireNonNull(container, "container is null");
    requireNonNull(cover, "cover is null");
    requireNonNull(layout, "layout is null");
    comments = List.copyOf(comments);
    if (container == Container.MP3 && !comments.isEmpty()) {
      throw new IllegalArgumentException("MP3 has no Vorbis comments");
    }
    if (container != Container.FLAC && cover.isPresent()) {
      throw new IllegalArgumentException(container + " keeps its cover in its tags");
    }
  }

  EncoderSettings encoder(boolean globalHeader) {
    boolean inSections =
        container == Container.MP3 && bitRateKbps >= MP3_WITHOUT_RESERVOIR_KBPS * layout.channels();
    Map<String, String> options =
        switch (container) {
          case MP3 -> inSections ? MP3_OPTIONS_WITHOUT_RESERVOIR : MP3_OPTIONS;
          case OPUS -> OPUS_OPTIONS;
          case AAC -> AacEncoder.OPTIONS;
          case FLAC, WAV -> Map.of();
        };
    return new EncoderSettings(
        container.codec,
        layout,
        sampleRateHz,
        bitRateKbps * 1_000L,
        globalHeader,
        inSections,
        options);
  }

  /** Options for an output without a way back, whose reader waits for every packet. */
  Map<String, String> streamedMuxerOptions() {
    return switch (container) {
      case MP3 -> Map.of("id3v2_version", "0", "write_id3v1", "0", "write_xing", "0");
      case OPUS -> Map.of("page_duration", "1");
      case AAC, WAV, FLAC -> Map.of();
    };
  }

  Map<String, String> muxerOptions() {
    return switch (container) {
      case MP3 -> Map.of("id3v2_version", "0", "write_id3v1", "0", "write_xing", "1");
      // FFmpeg's default is "never", and a broken size.
      case WAV -> Map.of("rf64", "auto");
      case OPUS, AAC, FLAC -> Map.of();
    };
  }
}
