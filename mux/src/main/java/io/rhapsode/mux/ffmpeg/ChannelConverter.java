package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Converts decoded frames of any format and rate to amplitudes of one layout and rate, channel by
 * channel; mixes down where the layout has fewer channels.
 */
public final class ChannelConverter implements AutoCloseable {
  private final int sampleRateHz;
  private final int channels;
  private final ChannelSink target;
  private final SwrContext context = new SwrContext(null);
  private final PointerPointer<FloatPointer> outputs;

  /** Room for all channels, one after the other. */
  private FloatPointer output;

  private int capacity = 1 << 14;
  private int inputRateHz;
  private int inputFormat;
  private int inputChannels;

  /**
   * @param sampleRateHz rate of what the target gets
   * @param layout channels of what the target gets
   */
  public ChannelConverter(int sampleRateHz, ChannelLayout layout, ChannelSink target) {
    this.sampleRateHz = sampleRateHz;
    this.channels = layout.channels();
    this.outputs = new PointerPointer<>(channels);
    this.output = new FloatPointer((long) capacity * channels);
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
    try (AVChannelLayout layout = new AVChannelLayout()) {
      av_channel_layout_default(layout, channels);
      int result =
          swr_alloc_set_opts2(
              context,
              layout,
              AV_SAMPLE_FMT_FLTP,
              sampleRateHz,
              frame.ch_layout(),
              inputFormat,
              inputRateHz,
              0,
              null);
      av_channel_layout_uninit(layout);
      check(result, "swr_alloc_set_opts2");
    }
    // Without a limit the sum of loud channels would leave full scale.
    check(av_opt_set_double(context, "rematrix_maxval", 1, 0), "av_opt_set_double");
    check(swr_init(context), "swr_init(%d to %d Hz)".formatted(inputRateHz, sampleRateHz));
  }

  private void deliver(AVFrame frame) throws IOException {
    int samples = frame == null ? 0 : frame.nb_samples();
    int needed = check(swr_get_out_samples(context, samples), "swr_get_out_samples");
    if (needed > capacity) {
      output.deallocate();
      capacity = needed;
      output = new FloatPointer((long) capacity * channels);
    }
    for (int channel = 0; channel < channels; channel++) {
      outputs.put(channel, output.getPointer((long) channel * capacity));
    }
    PointerPointer<?> input = frame == null ? null : frame.extended_data();
    int converted = check(swr_convert(context, outputs, capacity, input, samples), "swr_convert");
    float[][] block = new float[channels][converted];
    for (int channel = 0; channel < channels; channel++) {
      output.position((long) channel * capacity).get(block[channel]);
    }
    output.position(0);
    target.accept(block, 0, converted);
  }
}
