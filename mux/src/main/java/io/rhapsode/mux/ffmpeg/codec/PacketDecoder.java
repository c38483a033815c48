package io.rhapsode.mux.ffmpeg.codec;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes the packets of one audio stream on the calling thread. Used by one thread at a time. */
public final class PacketDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame;

  /**
   * @param errorRecognition AV_EF flags
   * @throws IOException when this build has no decoder for the stream, or its header is damaged
   */
  public PacketDecoder(AVCodecParameters parameters, int errorRecognition) throws IOException {
    FfmpegLibrary.load();
    AVCodec codec = avcodec_find_decoder(parameters.codec_id());
    if (codec == null) {
      throw new IOException("no decoder for audio codec number " + parameters.codec_id());
    }
    context = allocated(avcodec_alloc_context3(codec), "avcodec_alloc_context3");
    frame = av_frame_alloc();
    try {
      allocated(frame, "av_frame_alloc");
      check(avcodec_parameters_to_context(context, parameters), "avcodec_parameters_to_context");
      context.thread_count(1);
      context.err_recognition(errorRecognition);
      check(avcodec_open2(context, codec, (AVDictionary) null), "avcodec_open2");
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Decodes a packet; null ends the stream and drains the decoder. */
  public void decode(AVPacket packet, FrameSink sink) throws IOException {
    check(avcodec_send_packet(context, packet), "avcodec_send_packet");
    int result = avcodec_receive_frame(context, frame);
    while (result >= 0) {
      sink.accept(frame);
      result = avcodec_receive_frame(context, frame);
    }
    if (result != AVERROR_EAGAIN() && result != AVERROR_EOF()) {
      throw new FfmpegException("avcodec_receive_frame", result);
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
