package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static java.util.Objects.requireNonNull;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Changes the sample rate of a signal (libswresample, polyphase windowed sinc) without moving it in
 * time, and gives exactly as many samples as were announced, if they were: the filter's last
 * fraction of a sample is cut off or filled with silence. Used by one thread at a time.
 */
public final class Resampler implements ChannelSink, AutoCloseable {
  private static final int BLOCK_SAMPLES = 4096;

  /** As many samples as come. */
  private static final long UNANNOUNCED = Long.MAX_VALUE;

  private final ChannelSink target;
  private final SwrContext context;

  /** Room for a block of all channels, one after the other; so with the output. */
  private final FloatPointer input;

  private final PointerPointer<FloatPointer> inputs;
  private final FloatPointer output;
  private final PointerPointer<FloatPointer> outputs;
  private final int capacity;
  private final float[][] block;
  private final boolean unannounced;
  private long missing;

  /** A resampler of a signal whose length is not known before its end. */
  public Resampler(ChannelLayout layout, int inputRateHz, int outputRateHz, ChannelSink target)
      throws IOException {
    this(layout, inputRateHz, outputRateHz, UNANNOUNCED, target);
  }

  /**
   * @param outputSamples how many samples the target will get
   */
  public Resampler(
      ChannelLayout layout,
      int inputRateHz,
      int outputRateHz,
      long outputSamples,
      ChannelSink target)
      throws IOException {
    FfmpegLibrary.load();
    this.target = requireNonNull(target, "target is null");
    this.missing = outputSamples;
    this.unannounced = outputSamples == UNANNOUNCED;
    int channels = layout.channels();
    capacity = (int) ((long) BLOCK_SAMPLES * outputRateHz / inputRateHz) + BLOCK_SAMPLES;
    block = new float[channels][capacity];
    input = new FloatPointer((long) BLOCK_SAMPLES * channels);
    inputs = new PointerPointer<>(channels);
    output = new FloatPointer((long) capacity * channels);
    outputs = new PointerPointer<>(channels);
    for (int channel = 0; channel < channels; channel++) {
      inputs.put(channel, input.getPointer((long) BLOCK_SAMPLES * channel));
      outputs.put(channel, output.getPointer((long) capacity * channel));
    }
    context = new SwrContext(null);
    try {
      open(channels, inputRateHz, outputRateHz);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    for (int position = start; position < end; position += BLOCK_SAMPLES) {
      int count = Math.min(BLOCK_SAMPLES, end - position);
      for (int channel = 0; channel < channels.length; channel++) {
        input.position((long) BLOCK_SAMPLES * channel).put(channels[channel], position, count);
      }
      input.position(0);
      deliver(check(convert(inputs, count), "swr_convert"));
    }
  }

  /** Delivers what the filter still holds; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    int converted = check(convert(null, 0), "swr_convert");
    while (converted > 0) {
      deliver(converted);
      converted = check(convert(null, 0), "swr_convert");
    }
    if (unannounced) {
      return;
    }
    for (float[] channel : block) {
      Arrays.fill(channel, 0);
    }
    while (missing > 0) {
      int count = (int) Math.min(missing, capacity);
      target.accept(block, 0, count);
      missing -= count;
    }
  }

  @Override
  public void close() {
    swr_free(context);
    inputs.deallocate();
    outputs.deallocate();
    input.deallocate();
    output.deallocate();
  }

  private void open(int channels, int inputRateHz, int outputRateHz) throws IOException {
    try (AVChannelLayout layout = new AVChannelLayout()) {
      av_channel_layout_default(layout, channels);
      int result =
          swr_alloc_set_opts2(
              context,
              layout,
              AV_SAMPLE_FMT_FLTP,
              outputRateHz,
              layout,
              AV_SAMPLE_FMT_FLTP,
              inputRateHz,
              0,
              null);
      av_channel_layout_uninit(layout);
      check(result, "swr_alloc_set_opts2");
    }
    check(swr_init(context), "swr_init(%d to %d Hz)".formatted(inputRateHz, outputRateHz));
  }

  private int convert(PointerPointer<FloatPointer> from, int count) {
    return swr_convert(context, outputs, capacity, from, count);
  }

  private void deliver(int converted) throws IOException {
    int count = (int) Math.min(missing, converted);
    for (int channel = 0; channel < block.length; channel++) {
      output.position((long) capacity * channel).get(block[channel], 0, count);
    }
    output.position(0);
    target.accept(block, 0, count);
    missing -= count;
  }
}
