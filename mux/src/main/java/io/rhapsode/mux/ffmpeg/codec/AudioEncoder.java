package io.rhapsode.mux.ffmpeg.codec;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/** Encodes on the calling thread. */
public final class AudioEncoder implements PacketEncoder {
  /** Samples per frame for codecs that take frames of any length. */
  private static final int ANY_FRAME_SAMPLES = 4096;

  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final float[][] pending;
  private final int frameSamples;
  private int pendingSamples;
  private long nextSample;

  public AudioEncoder(EncoderSettings settings) throws IOException {
    FfmpegLibrary.load();
    AVCodec codec = avcodec_find_encoder_by_name(settings.codec());
    if (codec == null) {
      throw new IOException("this build of FFmpeg has no encoder '" + settings.codec() + "'");
    }
    context = allocated(avcodec_alloc_context3(codec), "avcodec_alloc_context3");
    frame = av_frame_alloc();
    packet = av_packet_alloc();
    try {
      allocated(frame, "av_frame_alloc");
      allocated(packet, "av_packet_alloc");
      configure(settings);
      open(codec, settings);
      frameSamples = context.frame_size() > 0 ? context.frame_size() : ANY_FRAME_SAMPLES;
      pending = new float[settings.layout().channels()][frameSamples];
      allocateFrame();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public AVCodecContext context() {
    return context;
  }

  @Override
  public byte[] header() {
    byte[] header = new byte[context.extradata_size()];
    if (header.length > 0) {
      context.extradata().get(header);
    }
    return header;
  }

  @Override
  public void encode(float[][] channels, int start, int end, PacketSink sink) throws IOException {
    int position = start;
    while (position < end) {
      int taken = Math.min(end - position, frameSamples - pendingSamples);
      for (int channel = 0; channel < pending.length; channel++) {
        System.arraycopy(channels[channel], position, pending[channel], pendingSamples, taken);
      }
      pendingSamples += taken;
      position += taken;
      if (pendingSamples == frameSamples) {
        send(sink);
      }
    }
  }

  @Override
  public void finish(PacketSink sink) throws IOException {
    if (pendingSamples > 0) {
      send(sink);
    }
    check(avcodec_send_frame(context, null), "avcodec_send_frame");
    drain(sink);
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
  }

  private void configure(EncoderSettings settings) {
    context.sample_rate(settings.sampleRateHz());
    context.bit_rate(settings.bitRate());
    context.time_base(av_make_q(1, settings.sampleRateHz()));
    context.sample_fmt(sampleFormatOf(settings.codec()));
    context.bits_per_raw_sample(isInteger() ? Quantizer.BITS_PER_SAMPLE : 0);
    context.thread_count(1);
    av_channel_layout_default(context.ch_layout(), settings.layout().channels());
    int header = settings.globalHeader() ? AV_CODEC_FLAG_GLOBAL_HEADER : 0;
    context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT | header);
  }

  private void open(AVCodec codec, EncoderSettings settings) throws IOException {
    try (AVDictionary options = new AVDictionary(null)) {
      for (Map.Entry<String, String> option : settings.options().entrySet()) {
        check(av_dict_set(options, option.getKey(), option.getValue(), 0), "av_dict_set");
      }
      int result = avcodec_open2(context, codec, options);
      av_dict_free(options);
      check(
          result, "avcodec_open2(%s, %d Hz)".formatted(settings.codec(), settings.sampleRateHz()));
    }
  }

  private void allocateFrame() throws FfmpegException {
    frame.format(context.sample_fmt());
    frame.sample_rate(context.sample_rate());
    frame.nb_samples(frameSamples);
    av_channel_layout_default(frame.ch_layout(), pending.length);
    check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer");
  }

  private void send(PacketSink sink) throws IOException {
    frame.nb_samples(frameSamples);
    check(av_frame_make_writable(frame), "av_frame_make_writable");
    frame.nb_samples(pendingSamples);
    frame.pts(nextSample);
    fillFrame();
    nextSample += pendingSamples;
    pendingSamples = 0;
    check(avcodec_send_frame(context, frame), "avcodec_send_frame");
    drain(sink);
  }

  private void fillFrame() {
    if (isInteger()) {
      new IntPointer(frame.data(0)).put(Quantizer.leftAligned(interleaved(), interleavedSamples()));
    } else if (context.sample_fmt() == AV_SAMPLE_FMT_FLT) {
      new FloatPointer(frame.data(0)).put(interleaved(), 0, interleavedSamples());
    } else {
      for (int channel = 0; channel < pending.length; channel++) {
        new FloatPointer(frame.data(channel)).put(pending[channel], 0, pendingSamples);
      }
    }
  }

  private int interleavedSamples() {
    return pendingSamples * pending.length;
  }

  /** The samples of all channels at one time, then those at the next. */
  private float[] interleaved() {
    if (pending.length == 1) {
      return pending[0];
    }
    float[] interleaved = new float[interleavedSamples()];
    for (int channel = 0; channel < pending.length; channel++) {
      for (int i = 0; i < pendingSamples; i++) {
        interleaved[i * pending.length + channel] = pending[channel][i];
      }
    }
    return interleaved;
  }

  private void drain(PacketSink sink) throws IOException {
    int result = avcodec_receive_packet(context, packet);
    while (result >= 0) {
      try {
        sink.accept(packet);
      } finally {
        av_packet_unref(packet);
      }
      result = avcodec_receive_packet(context, packet);
    }
    if (result != AVERROR_EAGAIN() && result != AVERROR_EOF()) {
      throw new FfmpegException("avcodec_receive_packet", result);
    }
  }

  private boolean isInteger() {
    return context.sample_fmt() == AV_SAMPLE_FMT_S32;
  }

  private static int sampleFormatOf(String codec) {
    return switch (codec) {
      case "flac", "pcm_s24le" -> AV_SAMPLE_FMT_S32;
      case "libopus" -> AV_SAMPLE_FMT_FLT;
      default -> AV_SAMPLE_FMT_FLTP;
    };
  }
}
