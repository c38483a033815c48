package io.rhapsode.mux.testing;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A film without sound that shows a clock. */
public final class TestFilm {
  public static final int FRAMES_PER_SECOND = 25;

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;

  private final int framesPerSecond;
  private final boolean flashes;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private AVCodecContext encoder;
  private AVStream stream;

  private TestFilm(int framesPerSecond, boolean flashes) {
    this.framesPerSecond = framesPerSecond;
    this.flashes = flashes;
  }

  /**
   * Writes a film.
   *
   * @param file its extension decides the container
   * @param codec FFmpeg's name of the encoder, such as "libopenh264" or "libvpx"
   */
  public static void write(Path file, String codec, int frames) {
    new TestFilm(FRAMES_PER_SECOND, false).write(frames, file, codec);
  }

  /** Writes a film whose first picture of each second is white. */
  public static void writeFlashes(Path file, String codec, int seconds, int framesPerSecond) {
    new TestFilm(framesPerSecond, true).write(seconds * framesPerSecond, file, codec);
  }

  private void write(int frames, Path file, String codec) {
    open(file, codec);
    for (int i = 0; i < frames; i++) {
      draw(i / (double) framesPerSecond, flashes && i % framesPerSecond == 0);
      frame.pts(i);
      check(avcodec_send_frame(encoder, frame));
      drain();
    }
    finish();
  }

  private void open(Path file, String codec) {
    check(avformat_alloc_output_context2(container, null, null, file.toString()));
    AVCodec coder = avcodec_find_encoder_by_name(codec);
    encoder = avcodec_alloc_context3(coder);
    encoder.width(WIDTH).height(HEIGHT).pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.time_base(av_make_q(1, framesPerSecond));
    encoder.framerate(av_make_q(framesPerSecond, 1));
    encoder.bit_rate(120_000).gop_size(FRAMES_PER_SECOND).thread_count(1);
    encoder.flags(AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
    check(avcodec_open2(encoder, coder, (AVDictionary) null));
    stream = avformat_new_stream(container, null);
    stream.time_base(encoder.time_base());
    stream.avg_frame_rate(encoder.framerate());
    check(avcodec_parameters_from_context(stream.codecpar(), encoder));
    AVIOContext output = new AVIOContext(null);
    check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
    container.pb(output);
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    check(avformat_write_header(container, (AVDictionary) null));
    frame.format(AV_PIX_FMT_YUV420P).width(WIDTH).height(HEIGHT);
    check(av_frame_get_buffer(frame, 0));
  }

  private void draw(double seconds, boolean flash) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(new Color(24, 32, 56));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(new Color(232, 226, 208));
    pen.fillOval(WIDTH / 2 - 70, HEIGHT / 2 - 70, 140, 140);
    pen.setColor(new Color(24, 32, 56));
    for (int hour = 0; hour < 12; hour++) {
      hand(pen, hour / 12.0, 58, 66, 3);
    }
    hand(pen, seconds / 60, 0, 54, 4);
    pen.setColor(new Color(200, 60, 40));
    hand(pen, seconds, 0, 40, 2);
    if (flash) {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, WIDTH, HEIGHT);
    }
    pen.dispose();
    store(image);
  }

  private static void hand(Graphics2D pen, double turn, int from, int to, int width) {
    double angle = 2 * Math.PI * turn;
    pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.drawLine(
        (int) Math.round(WIDTH / 2.0 + from * Math.sin(angle)),
        (int) Math.round(HEIGHT / 2.0 - from * Math.cos(angle)),
        (int) Math.round(WIDTH / 2.0 + to * Math.sin(angle)),
        (int) Math.round(HEIGHT / 2.0 - to * Math.cos(angle)));
  }

  /** To luma and two differences of half the size (ITU-R BT.601, studio swing). */
  private void store(BufferedImage image) {
    check(av_frame_make_writable(frame));
    byte[] luma = new byte[frame.linesize(0) * HEIGHT];
    byte[] blue = new byte[frame.linesize(1) * HEIGHT / 2];
    byte[] red = new byte[frame.linesize(2) * HEIGHT / 2];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        Color pixel = new Color(image.getRGB(x, y));
        int r = pixel.getRed();
        int g = pixel.getGreen();
        int b = pixel.getBlue();
        luma[y * frame.linesize(0) + x] = (byte) (16 + (66 * r + 129 * g + 25 * b) / 256);
        if (x % 2 == 0 && y % 2 == 0) {
          int at = y / 2 * frame.linesize(1) + x / 2;
          blue[at] = (byte) (128 + (-38 * r - 74 * g + 112 * b) / 256);
          red[at] = (byte) (128 + (112 * r - 94 * g - 18 * b) / 256);
        }
      }
    }
    new BytePointer(frame.data(0)).put(luma);
    new BytePointer(frame.data(1)).put(blue);
    new BytePointer(frame.data(2)).put(red);
  }

  private void drain() {
    while (avcodec_receive_packet(encoder, packet) >= 0) {
      packet.duration(1);
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      packet.stream_index(0);
      check(av_interleaved_write_frame(container, packet));
      av_packet_unref(packet);
    }
  }

  private void finish() {
    check(avcodec_send_frame(encoder, null));
    drain();
    check(av_write_trailer(container));
    avio_close(container.pb());
    avformat_free_context(container);
    avcodec_free_context(encoder);
    av_packet_free(packet);
    av_frame_free(frame);
  }

  private static void check(int result) {
    if (result < 0) {
      throw new AssertionError("FFmpeg said " + result);
    }
  }
}
