package io.rhapsode.mux.ffmpeg.container;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.rhapsode.mux.ffmpeg.ChannelConverter;
import io.rhapsode.mux.ffmpeg.Dictionary;
import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import io.rhapsode.mux.ffmpeg.codec.PacketDecoder;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Reads the audio of a local file. Only media containers are tried: playlists and other formats
 * that make FFmpeg open further files or addresses are not. Used by one thread at a time.
 */
public final class AudioFileReader implements AutoCloseable {
  private static final String CONTAINERS =
      "wav,w64,aiff,au,caf,flac,mp3,aac,ogg,mov,matroska,amr,ac3,eac3,ape,wv,asf,avi,mpegts";

  private final Path file;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVPacket packet;
  private final AVStream stream;
  private final PacketDecoder decoder;
  private final PacketSizes packets = new PacketSizes();

  /**
   * @throws IOException when the file cannot be opened, is of no known kind or has no audio
   */
  public AudioFileReader(Path file) throws IOException {
    FfmpegLibrary.load();
    this.file = file;
    this.packet = allocated(av_packet_alloc(), "av_packet_alloc");
    try {
      open();
      int best = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
      if (best < 0) {
        throw new IOException(file + " has no audio in it");
      }
      stream = container.streams(best);
      decoder = new PacketDecoder(stream.codecpar(), 0);
    } catch (IOException | RuntimeException e) {
      release();
      throw e;
    }
  }

  /**
   * Rate of the audio as it is stored.
   *
   * @throws IOException when it is not 8,000 to 192,000 Hz
   */
  public int sampleRateHz() throws IOException {
    int sampleRateHz = stream.codecpar().sample_rate();
    if (sampleRateHz < 8_000 || sampleRateHz > 192_000) {
      throw new IOException(
          "%s has a sample rate of %d Hz, not 8,000 to 192,000".formatted(file, sampleRateHz));
    }
    return sampleRateHz;
  }

  /**
   * Channels of the audio as it is stored.
   *
   * @throws IOException when they are not one, two or 5.1
   */
  public ChannelLayout layout() throws IOException {
    int channels = stream.codecpar().ch_layout().nb_channels();
    return ChannelLayout.of(channels)
        .orElseThrow(
            () -> new IOException("%s has %d channels, not 1, 2 or 6".formatted(file, channels)));
  }

  /** Sends all of the audio, mixed down to mono, at the given rate. May be called once. */
  public void read(int sampleRateHz, SampleSink sink) throws IOException {
    read(
        sampleRateHz,
        ChannelLayout.MONO,
        (channels, start, end) -> sink.accept(channels[0], start, end));
  }

  /** Sends all of the audio at its own rate, channel by channel. May be called once. */
  public void readChannels(ChannelSink sink) throws IOException {
    read(sampleRateHz(), layout(), sink);
  }

  /** What the file says of itself; its bit rate is known when all of it was read. */
  public StreamFacts facts() throws IOException {
    Map<String, String> tags = new TreeMap<>(tagsOf(container.metadata()));
    tagsOf(stream.metadata()).forEach(tags::putIfAbsent);
    return new StreamFacts(
        avcodec_get_name(stream.codecpar().codec_id()).getString(),
        sampleRateHz(),
        layout(),
        packets.kilobitsPerSecond(stream),
        packets.areOfOneSize(),
        tags);
  }

  /** Sends all of the audio, converted to the given rate and layout. May be called once. */
  public void read(int sampleRateHz, ChannelLayout layout, ChannelSink sink) throws IOException {
    try (ChannelConverter converter = new ChannelConverter(sampleRateHz, layout, sink)) {
      int result = av_read_frame(container, packet);
      while (result >= 0) {
        if (packet.stream_index() == stream.index()) {
          packets.count(packet);
          decoder.decode(packet, converter::convert);
        }
        av_packet_unref(packet);
        result = av_read_frame(container, packet);
      }
      if (result != AVERROR_EOF()) {
        throw new FfmpegException("av_read_frame(%s)".formatted(file), result);
      }
      decoder.decode(null, converter::convert);
      converter.finish();
    }
  }

  @Override
  public void close() {
    decoder.close();
    release();
  }

  private void open() throws IOException {
    try (BytePointer address = utf8("file:" + file);
        Dictionary options = new Dictionary()) {
      options.add("format_whitelist", CONTAINERS);
      options.add("protocol_whitelist", "file");
      check(
          avformat_open_input(container, address, null, options.entries()), "avformat_open_input");
      check(
          avformat_find_stream_info(container, (PointerPointer<?>) null),
          "avformat_find_stream_info");
    } catch (FfmpegException e) {
      throw new IOException(file + " is not audio of a known format: " + e.getMessage(), e);
    }
  }

  private void release() {
    avformat_close_input(container);
    av_packet_free(packet);
  }

  private static Map<String, String> tagsOf(AVDictionary dictionary) {
    Map<String, String> tags = new TreeMap<>();
    AVDictionaryEntry entry =
        dictionary == null ? null : av_dict_get(dictionary, "", null, AV_DICT_IGNORE_SUFFIX);
    while (entry != null) {
      tags.put(
          entry.key().getString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
          entry.value().getString(StandardCharsets.UTF_8));
      entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX);
    }
    return tags;
  }

  private static BytePointer utf8(String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
    return new BytePointer(bytes);
  }
}
