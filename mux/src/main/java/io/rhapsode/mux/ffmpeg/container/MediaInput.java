package io.rhapsode.mux.ffmpeg.container;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.rhapsode.mux.ffmpeg.Dictionary;
import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.mux.ffmpeg.codec.PacketSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A local media file that is read packet by packet. Only media containers are tried: playlists and
 * other formats that make FFmpeg open further files or addresses are not. Used by one thread at a
 * time.
 */
public final class MediaInput implements AutoCloseable {
  private static final String CONTAINERS =
      "wav,w64,aiff,au,caf,flac,mp3,aac,ogg,mov,matroska,amr,ac3,eac3,ape,wv,asf,avi,mpegts,mpeg,flv";

  private final Path file;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVPacket packet;

  /**
   * @param kind what the file is to be, for messages: "audio" or "a film"
   * @throws IOException when the file cannot be opened or is of no known kind
   */
  public MediaInput(Path file, String kind) throws IOException {
    FfmpegLibrary.load();
    this.file = file;
    this.packet = allocated(av_packet_alloc(), "av_packet_alloc");
    try {
      open(kind);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  public AVFormatContext container() {
    return container;
  }

  /** Where time begins, in microseconds: what starts first. */
  public long startMicros() {
    return container.start_time() == AV_NOPTS_VALUE ? 0 : container.start_time();
  }

  /** Hands on every packet of the file. May be called once. */
  public void read(PacketSink sink) throws IOException {
    int result = av_read_frame(container, packet);
    while (result >= 0) {
      try {
        sink.accept(packet);
      } finally {
        av_packet_unref(packet);
      }
      result = av_read_frame(container, packet);
    }
    if (result != AVERROR_EOF()) {
      throw new FfmpegException("av_read_frame(%s)".formatted(file), result);
    }
  }

  @Override
  public void close() {
    avformat_close_input(container);
    av_packet_free(packet);
  }

  private void open(String kind) throws IOException {
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
      throw new UnreadableMediaException(
          "%s is not %s of a known format: %s".formatted(file, kind, e.getMessage()), e);
    }
  }

  private static BytePointer utf8(String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
    return new BytePointer(bytes);
  }
}
