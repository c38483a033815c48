package io.rhapsode.mux.ffmpeg.container;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.rhapsode.mux.ffmpeg.Dictionary;
import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import io.rhapsode.mux.ffmpeg.codec.PacketEncoder;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.tag.Cover;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Encodes audio into a file or a stream: MP3, Opus, AAC, FLAC or WAV. The same samples give the
 * same bytes: no time stamps, no random stream numbers. Used by one thread at a time.
 */
public final class AudioFileWriter implements ChannelSink, AutoCloseable {
  private final PacketEncoder encoder;
  private final MuxerOutput output;
  private final AVFormatContext container = new AVFormatContext(null);
  private AVStream stream;

  /**
   * @param file open for writing; the caller closes it
   * @param offset how many bytes at its beginning are the caller's
   */
  public AudioFileWriter(StreamFormat format, FileChannel file, long offset) throws IOException {
    this(format, format.muxerOptions(), () -> new FileOutput(file, offset));
  }

  /**
   * Writes packet by packet, as they are made.
   *
   * @param target stays the caller's
   */
  public AudioFileWriter(StreamFormat format, OutputStream target) throws IOException {
    this(format, format.streamedMuxerOptions(), () -> new StreamOutput(target));
    container.flush_packets(1);
  }

  private AudioFileWriter(StreamFormat format, Map<String, String> options, Opening opening)
      throws IOException {
    FfmpegLibrary.load();
    AVOutputFormat muxer = av_guess_format(format.container().muxer, null, null);
    if (muxer == null) {
      throw new IOException("this build of FFmpeg cannot write " + format.container());
    }
    encoder = PacketEncoder.open(format.encoder((muxer.flags() & AVFMT_GLOBALHEADER) != 0));
    MuxerOutput opened = null;
    try {
      opened = opening.open();
      begin(format, options, muxer, opened);
      output = opened;
    } catch (IOException | RuntimeException e) {
      release(opened);
      throw e;
    }
  }

  @FunctionalInterface
  private interface Opening {
    MuxerOutput open() throws IOException;
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    encoder.encode(channels, start, end, this::write);
  }

  /** Writes what is left and completes the headers; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    encoder.finish(this::write);
    int result = av_write_trailer(container);
    output.throwFailure();
    check(result, "av_write_trailer");
  }

  @Override
  public void close() {
    release(output);
  }

  private void begin(
      StreamFormat format,
      Map<String, String> muxerOptions,
      AVOutputFormat muxer,
      MuxerOutput opened)
      throws IOException {
    check(
        avformat_alloc_output_context2(container, muxer, (String) null, null),
        "avformat_alloc_output_context2");
    container.pb(opened.context());
    container.flags(container.flags() | AVFMT_FLAG_BITEXACT);
    stream = allocated(avformat_new_stream(container, null), "avformat_new_stream");
    stream.time_base(av_make_q(1, format.sampleRateHz()));
    check(
        avcodec_parameters_from_context(stream.codecpar(), encoder.context()),
        "avcodec_parameters_from_context");
    AVStream coverStream = format.cover().isEmpty() ? null : coverStream(format.cover().get());
    try (Dictionary options = new Dictionary()) {
      Dictionary comments = new Dictionary();
      for (Map.Entry<String, String> comment : format.comments()) {
        comments.add(comment.getKey(), comment.getValue());
      }
      // Freed with the container.
      container.metadata(comments.entries());
      for (Map.Entry<String, String> option : muxerOptions.entrySet()) {
        options.add(option.getKey(), option.getValue());
      }
      int result = avformat_write_header(container, options.entries());
      opened.throwFailure();
      check(result, "avformat_write_header");
    }
    if (coverStream != null) {
      writeCover(format.cover().get(), coverStream);
    }
  }

  private AVStream coverStream(Cover cover) throws IOException {
    AVStream pictures = allocated(avformat_new_stream(container, null), "avformat_new_stream");
    pictures.codecpar().codec_type(AVMEDIA_TYPE_VIDEO);
    pictures.codecpar().codec_id(cover.isPng() ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG);
    pictures.codecpar().width(cover.width());
    pictures.codecpar().height(cover.height());
    pictures.disposition(AV_DISPOSITION_ATTACHED_PIC);
    return pictures;
  }

  private void writeCover(Cover cover, AVStream pictures) throws IOException {
    byte[] bytes = cover.bytes();
    AVPacket packet = allocated(av_packet_alloc(), "av_packet_alloc");
    try {
      check(av_new_packet(packet, bytes.length), "av_new_packet");
      packet.data().put(bytes, 0, bytes.length);
      packet.stream_index(pictures.index());
      packet.flags(AV_PKT_FLAG_KEY);
      packet.pts(0);
      packet.dts(0);
      check(av_interleaved_write_frame(container, packet), "av_interleaved_write_frame(cover)");
    } finally {
      av_packet_free(packet);
    }
  }

  private void write(AVPacket packet) throws IOException {
    av_packet_rescale_ts(packet, encoder.context().time_base(), stream.time_base());
    packet.stream_index(stream.index());
    int result = av_interleaved_write_frame(container, packet);
    output.throwFailure();
    check(result, "av_interleaved_write_frame");
  }

  private void release(MuxerOutput opened) {
    avformat_free_context(container);
    if (opened != null) {
      opened.close();
    }
    encoder.close();
  }
}
