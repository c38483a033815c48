package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static java.util.Objects.requireNonNull;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Changes the speed of speech without changing its pitch, as it comes: FFmpeg's "atempo", which
 * overlaps and adds windows where they are most alike (WSOLA). Used by one thread at a time.
 */
public final class TempoStream implements SampleSink, AutoCloseable {
  /** The slowest that one filter does; slower is made by two. */
  private static final double SLOWEST = 0.5;

  private static final double QUICKEST = 100;

  private final int sampleRateHz;
  private final SampleSink target;
  private final AVFilterGraph graph;
  private final AVFrame in;
  private final AVFrame out;
  private AVFilterContext source;
  private AVFilterContext sink;
  private long position;

  /**
   * @param tempo speed, 0.25 to 100; 2 takes half the time
   */
  public TempoStream(int sampleRateHz, double tempo, SampleSink target) throws IOException {
    if (!(tempo >= SLOWEST * SLOWEST && tempo <= QUICKEST)) {
      throw new IllegalArgumentException("tempo is not between 0.25 and 100: " + tempo);
    }
    FfmpegLibrary.load();
    this.sampleRateHz = sampleRateHz;
    this.target = requireNonNull(target, "target is null");
    this.graph = allocated(avfilter_graph_alloc(), "avfilter_graph_alloc");
    this.in = av_frame_alloc();
    this.out = av_frame_alloc();
    try {
      allocated(in, "av_frame_alloc");
      allocated(out, "av_frame_alloc");
      open(tempo);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(double tempo) throws IOException {
    source =
        filter(
            "abuffer",
            "time_base=1/%1$d:sample_rate=%1$d:sample_fmt=flt:channel_layout=mono"
                .formatted(sampleRateHz));
    sink = filter("abuffersink", null);
    AVFilterContext last = source;
    double rest = tempo;
    if (rest < SLOWEST) {
      last = linked(last, filter("atempo", "tempo=0.5"));
      rest /= SLOWEST;
    }
    last = linked(last, filter("atempo", String.format(Locale.ROOT, "tempo=%.9f", rest)));
    linked(last, sink);
    check(avfilter_graph_config(graph, null), "avfilter_graph_config");
  }

  @Override
  public void accept(float[] samples, int start, int end) throws IOException {
    if (start == end) {
      return;
    }
    in.format(AV_SAMPLE_FMT_FLT).sample_rate(sampleRateHz).nb_samples(end - start).pts(position);
    av_channel_layout_default(in.ch_layout(), 1);
    check(av_frame_get_buffer(in, 0), "av_frame_get_buffer");
    new FloatPointer(in.data(0)).put(samples, start, end - start);
    position += end - start;
    // The filter takes the frame over and leaves it empty.
    check(av_buffersrc_add_frame(source, in), "av_buffersrc_add_frame");
    drain();
  }

  /** Delivers what the filter still holds; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    check(av_buffersrc_add_frame(source, null), "av_buffersrc_add_frame");
    drain();
  }

  @Override
  public void close() {
    av_frame_free(in);
    av_frame_free(out);
    avfilter_graph_free(graph);
  }

  private void drain() throws IOException {
    while (av_buffersink_get_frame(sink, out) >= 0) {
      float[] block = new float[out.nb_samples()];
      new FloatPointer(out.data(0)).get(block);
      av_frame_unref(out);
      target.accept(block, 0, block.length);
    }
  }

  private static AVFilterContext linked(AVFilterContext from, AVFilterContext to)
      throws IOException {
    check(avfilter_link(from, 0, to, 0), "avfilter_link");
    return to;
  }

  private AVFilterContext filter(String name, String arguments) throws IOException {
    AVFilterContext filter = new AVFilterContext(null);
    String own = name + graph.nb_filters();
    check(
        avfilter_graph_create_filter(
            filter, avfilter_get_by_name(name), own, arguments, null, graph),
        name);
    return filter;
  }
}
