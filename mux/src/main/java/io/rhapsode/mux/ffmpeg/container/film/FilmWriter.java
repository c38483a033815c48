package io.rhapsode.mux.ffmpeg.container.film;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.rhapsode.mux.ffmpeg.Dictionary;
import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import io.rhapsode.mux.ffmpeg.container.FileOutput;
import io.rhapsode.mux.ffmpeg.container.MediaInput;
import io.rhapsode.mux.tag.LanguageCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Writes a film with further tracks, or an audio file of one track. What is copied is copied packet
 * by packet, never encoded again. The same input gives the same bytes. Used by one thread at a
 * time.
 */
public final class FilmWriter implements AutoCloseable {
  private static final AVRational MICROS = av_make_q(1, 1_000_000);

  private final FileOutput output;
  private final AVFormatContext container = new AVFormatContext(null);
  private final String muxer;
  private final List<Added> added = new ArrayList<>();

  /** An added track and the packet of it that is written next. */
  private static final class Added {
    private final TrackPackets packets;
    private final AVStream stream;
    private final AVPacket next;
    private boolean more;

    Added(TrackPackets packets, AVStream stream, AVPacket next) {
      this.packets = packets;
      this.stream = stream;
      this.next = next;
    }
  }

  /**
   * @param muxer FFmpeg's name of the container, such as "mp4", "mov", "matroska", "webm", "wav"
   * @param file open for writing; the caller closes it
   */
  public FilmWriter(String muxer, FileChannel file) throws IOException {
    FfmpegLibrary.load();
    this.muxer = muxer;
    AVOutputFormat format = av_guess_format(muxer, null, null);
    if (format == null) {
      throw new IOException("this build of FFmpeg cannot write " + muxer);
    }
    output = new FileOutput(file, 0);
    try {
      check(
          avformat_alloc_output_context2(container, format, (String) null, null),
          "avformat_alloc_output_context2");
      container.pb(output.context());
      container.flags(container.flags() | AVFMT_FLAG_BITEXACT);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Writes the file. May be called once.
   *
   * @param film what is copied: pictures, subtitles, attachments, chapters and tags
   * @param keepSound whether its own sound is copied too
   * @param tracks what is added
   * @return one line for each stream of the film that the container cannot hold
   */
  public List<String> write(Optional<Path> film, boolean keepSound, List<FilmTrack> tracks)
      throws IOException {
    if (film.isEmpty()) {
      for (FilmTrack track : tracks) {
        add(track);
      }
      writeHeader();
      flush(Long.MAX_VALUE, MICROS);
      writeTrailer();
      return List.of();
    }
    try (MediaInput input = new MediaInput(film.get(), "a film")) {
      CopiedStreams copied = new CopiedStreams(input.container(), container, muxer);
      copied.addPictures();
      for (FilmTrack track : tracks) {
        add(track);
      }
      boolean replaced = tracks.stream().anyMatch(FilmTrack::preferred);
      copied.addOthers(keepSound, replaced);
      copied.describe(input.startMicros());
      writeHeader();
      long start = input.startMicros();
      input.read(packet -> copy(packet, copied, start));
      flush(Long.MAX_VALUE, MICROS);
      writeTrailer();
      return copied.leftOut();
    }
  }

  private void add(FilmTrack track) throws IOException {
    AVStream stream = allocated(avformat_new_stream(container, null), "avformat_new_stream");
    TrackPackets packets = TrackPackets.of(track.content(), muxer);
    packets.describe(stream.codecpar());
    stream.time_base(packets.timeBase());
    stream.disposition(track.preferred() ? AV_DISPOSITION_DEFAULT : 0);
    AVDictionary tags = new AVDictionary(null);
    String language =
        muxer.equals("mov")
            ? LanguageCode.bibliographic(track.language())
            : LanguageCode.of(track.language());
    check(av_dict_set(tags, "language", language, 0), "av_dict_set");
    try (Dictionary titles = new Dictionary()) {
      titles.add("title", track.title());
      titles.add("handler_name", track.title());
      check(av_dict_copy(tags, titles.entries(), 0), "av_dict_copy");
    }
    // Freed with the container.
    stream.metadata(tags);
    added.add(new Added(packets, stream, allocated(av_packet_alloc(), "av_packet_alloc")));
  }

  private void writeHeader() throws IOException {
    try (Dictionary options = new Dictionary()) {
      if (muxer.equals("wav")) {
        options.add("rf64", "auto");
      }
      int result = avformat_write_header(container, options.entries());
      output.throwFailure();
      check(result, "avformat_write_header(%s)".formatted(muxer));
    }
    for (Added track : added) {
      advance(track);
    }
  }

  private void writeTrailer() throws IOException {
    int result = av_write_trailer(container);
    output.throwFailure();
    check(result, "av_write_trailer");
  }

  private void copy(AVPacket packet, CopiedStreams copied, long startMicros) throws IOException {
    AVStream target = copied.target(packet.stream_index());
    if (target == null) {
      return;
    }
    AVStream source = copied.source(packet.stream_index());
    long time = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    long shift = av_rescale_q(startMicros, MICROS, source.time_base());
    if (time != AV_NOPTS_VALUE) {
      flush(time - shift, source.time_base());
    }
    AVPacket copy = allocated(av_packet_clone(packet), "av_packet_clone");
    try {
      if (copy.pts() != AV_NOPTS_VALUE) {
        copy.pts(copy.pts() - shift);
      }
      if (copy.dts() != AV_NOPTS_VALUE) {
        copy.dts(copy.dts() - shift);
      }
      av_packet_rescale_ts(copy, source.time_base(), target.time_base());
      copy.pos(-1);
      write(copy, target);
    } finally {
      av_packet_free(copy);
    }
  }

  /** Writes what the added tracks have up to a time, in order of time. */
  private void flush(long until, AVRational unit) throws IOException {
    while (true) {
      Added first = null;
      for (Added track : added) {
        if (track.more
            && (until == Long.MAX_VALUE
                || av_compare_ts(track.next.dts(), track.packets.timeBase(), until, unit) <= 0)
            && (first == null || isBefore(track, first))) {
          first = track;
        }
      }
      if (first == null) {
        return;
      }
      av_packet_rescale_ts(first.next, first.packets.timeBase(), first.stream.time_base());
      write(first.next, first.stream);
      advance(first);
    }
  }

  private static boolean isBefore(Added one, Added other) {
    return av_compare_ts(
            one.next.dts(), one.packets.timeBase(), other.next.dts(), other.packets.timeBase())
        < 0;
  }

  private static void advance(Added track) throws IOException {
    track.more = track.packets.next(track.next);
  }

  private void write(AVPacket packet, AVStream stream) throws IOException {
    packet.stream_index(stream.index());
    int result = av_interleaved_write_frame(container, packet);
    output.throwFailure();
    check(result, "av_interleaved_write_frame");
  }

  @Override
  public void close() {
    for (Added track : added) {
      av_packet_free(track.next);
    }
    avformat_free_context(container);
    output.close();
  }
}
