package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static java.util.Objects.requireNonNull;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Changes the sample rate of a mono signal (libswresample, polyphase windowed sinc) without moving
 * it in time, and gives exactly as many samples as were announced: the filter's last fraction of a
 * sample is cut off or filled with silence. Used by one thread at a time.
 */
public final class Resampler implements SampleSink, AutoCloseable {
  private static final int BLOCK_SAMPLES = 4096;

  private final SampleSink target;
  private final SwrContext context;
  private final FloatPointer input;
  private final PointerPointer<FloatPointer> inputs;
  private final FloatPointer output;
  private final PointerPointer<FloatPointer> outputs;
  private final float[] block;
  private long missing;

  /**
   * @param outputSamples how many samples the target will get
   */
  public Resampler(int inputRateHz, int outputRateHz, long outputSamples, SampleSink target)
      throws IOException {
    FfmpegLibrary.load();
    this.target = requireNonNull(target, "target is null");
    this.missing = outputSamples;
    int capacity = (int) ((long) BLOCK_SAMPLES * outputRateHz / inputRateHz) + BLOCK_SAMPLES;
    block = new float[capacity];
    input = new FloatPointer(BLOCK_SAMPLES);
    inputs = new PointerPointer<>(1);
    output = new FloatPointer(capacity);
    outputs = new PointerPointer<>(1);
    inputs.put(input);
    outputs.put(output);
    context = new SwrContext(null);
    try {
      open(inputRateHz, outputRateHz);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void accept(float[] samples, int start, int end) throws IOException {
    for (int position = start; position < end; position += BLOCK_SAMPLES) {
      int count = Math.min(BLOCK_SAMPLES, end - position);
      input.put(samples, position, count);
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
    java.util.Arrays.fill(block, 0);
    while (missing > 0) {
      int count = (int) Math.min(missing, block.length);
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

  private void open(int inputRateHz, int outputRateHz) throws IOException {
    try (AVChannelLayout mono = new AVChannelLayout()) {
      av_channel_layout_default(mono, 1);
      int result =
          swr_alloc_set_opts2(
              context,
              mono,
              AV_SAMPLE_FMT_FLT,
              outputRateHz,
              mono,
              AV_SAMPLE_FMT_FLT,
              inputRateHz,
              0,
              null);
      check(result, "swr_alloc_set_opts2");
    }
    check(swr_init(context), "swr_init(%d to %d Hz)".formatted(inputRateHz, outputRateHz));
  }

  private int convert(PointerPointer<FloatPointer> from, int count) {
    return swr_convert(context, outputs, block.length, from, count);
  }

  private void deliver(int converted) throws IOException {
    int count = (int) Math.min(missing, converted);
    output.get(block, 0, count);
    target.accept(block, 0, count);
    missing -= count;
  }
}
