package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Mixes decoded frames of any layout, format and rate down to mono at one rate. */
public final class MonoConverter implements AutoCloseable {
  private final int sampleRateHz;
  private final SampleSink target;
  private final SwrContext context = new SwrContext(null);
  private final PointerPointer<FloatPointer> outputs = new PointerPointer<>(1);
  private FloatPointer output = new FloatPointer(1 << 14);
  private int inputRateHz;
  private int inputFormat;
  private int inputChannels;

  public MonoConverter(int sampleRateHz, SampleSink target) {
    this.sampleRateHz = sampleRateHz;
    this.target = target;
  }

  public void convert(AVFrame frame) throws IOException {
    if (inputRateHz == 0) {
      open(frame);
    } else if (frame.sample_rate() != inputRateHz
        || frame.format() != inputFormat
        || frame.ch_layout().nb_channels() != inputChannels) {
      throw new IOException(
          "the audio changes from %d Hz, %d channels to %d Hz, %d channels on its way"
              .formatted(
                  inputRateHz,
                  inputChannels,
                  frame.sample_rate(),
                  frame.ch_layout().nb_channels()));
    }
    deliver(frame);
  }

  /** Delivers what the filter still holds. */
  public void finish() throws IOException {
    if (inputRateHz != 0) {
      deliver(null);
    }
  }

  @Override
  public void close() {
    swr_free(context);
    outputs.deallocate();
    output.deallocate();
  }

  private void open(AVFrame frame) throws IOException {
    inputRateHz = frame.sample_rate();
    inputFormat = frame.format();
    inputChannels = frame.ch_layout().nb_channels();
    try (AVChannelLayout mono = new AVChannelLayout()) {
      av_channel_layout_default(mono, 1);
      int result =
          swr_alloc_set_opts2(
              context,
              mono,
              AV_SAMPLE_FMT_FLT,
              sampleRateHz,
              frame.ch_layout(),
              inputFormat,
              inputRateHz,
              0,
              null);
      av_channel_layout_uninit(mono);
      check(result, "swr_alloc_set_opts2");
    }
    // Without a limit the sum of loud channels would leave full scale.
    check(av_opt_set_double(context, "rematrix_maxval", 1, 0), "av_opt_set_double");
    check(swr_init(context), "swr_init(%d to %d Hz)".formatted(inputRateHz, sampleRateHz));
  }

  private void deliver(AVFrame frame) throws IOException {
    int samples = frame == null ? 0 : frame.nb_samples();
    int capacity = check(swr_get_out_samples(context, samples), "swr_get_out_samples");
    if (capacity > output.capacity()) {
      output.deallocate();
      output = new FloatPointer(capacity);
    }
    outputs.put(output);
    PointerPointer<?> input = frame == null ? null : frame.extended_data();
    int converted =
        check(
            swr_convert(context, outputs, (int) output.capacity(), input, samples), "swr_convert");
    float[] block = new float[converted];
    output.get(block);
    target.accept(block, 0, converted);
  }
}
