package io.rhapsode.mux.ffmpeg.container;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.rhapsode.mux.ffmpeg.ChannelConverter;
import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
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
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Reads the audio of a local file: the best of its streams. Used by one thread at a time. */
public final class AudioFileReader implements AutoCloseable {
  private final Path file;
  private final MediaInput input;
  private final AVFormatContext container;
  private final AVStream stream;
  private final PacketDecoder decoder;
  private final PacketSizes packets = new PacketSizes();

  /**
   * @throws IOException when the file cannot be opened, is of no known kind or has no audio
   */
  public AudioFileReader(Path file) throws IOException {
    this.file = file;
    this.input = new MediaInput(file, "audio");
    this.container = input.container();
    try {
      int best = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
      if (best < 0) {
        throw new UnreadableMediaException(file + " has no audio in it");
      }
      stream = container.streams(best);
      decoder = new PacketDecoder(stream.codecpar(), 0);
    } catch (IOException | RuntimeException e) {
      input.close();
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

  /** Sends all of the audio at the given rate and in the given channels. May be called once. */
  public void readChannels(int sampleRateHz, ChannelLayout layout, ChannelSink sink)
      throws IOException {
    read(sampleRateHz, layout, sink);
  }

  /** How long the file says that it is, in seconds; 0 where it does not say. */
  public double announcedSeconds() {
    return Math.max(0, container.duration() / (double) AV_TIME_BASE);
  }

  /** How many channels the audio has as it is stored. */
  public int channels() {
    return stream.codecpar().ch_layout().nb_channels();
  }

  /** When the audio begins after the first of all streams of the file, in microseconds. */
  public long delayMicros() {
    if (stream.start_time() == AV_NOPTS_VALUE) {
      return 0;
    }
    AVRational micros = av_make_q(1, 1_000_000);
    return av_rescale_q(stream.start_time(), stream.time_base(), micros) - input.startMicros();
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
      input.read(
          packet -> {
            if (packet.stream_index() == stream.index()) {
              packets.count(packet);
              decoder.decode(packet, converter::convert);
            }
          });
      decoder.decode(null, converter::convert);
      converter.finish();
    }
  }

  @Override
  public void close() {
    decoder.close();
    input.close();
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
}
