package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
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

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Makes speech shorter without changing its pitch: FFmpeg's "atempo", which overlaps and adds
 * windows where they are most alike (WSOLA).
 */
public final class TempoFilter {
  private TempoFilter() {}

  /**
   * A clip in another length.
   *
   * @param samples the length, from 1; the clip's own divided by 0.5 to 2
   */
  public static PcmClip stretched(PcmClip clip, int samples) throws IOException {
    FfmpegLibrary.load();
    int asked = samples;
    float[] made = filtered(clip, asked);
    // The filter's last window may be longer than was asked for; nothing of it is cut off.
    while (made.length > samples && asked > made.length - samples) {
      asked -= made.length - samples;
      made = filtered(clip, asked);
    }
    return new PcmClip(clip.sampleRateHz(), Arrays.copyOf(made, samples));
  }

  private static float[] filtered(PcmClip clip, int samples) throws IOException {
    AVFilterGraph graph = allocated(avfilter_graph_alloc(), "avfilter_graph_alloc");
    AVFrame in = av_frame_alloc();
    AVFrame out = av_frame_alloc();
    try {
      allocated(in, "av_frame_alloc");
      allocated(out, "av_frame_alloc");
      int rateHz = clip.sampleRateHz();
      AVFilterContext source =
          filter(
              graph,
              "abuffer",
              "time_base=1/%1$d:sample_rate=%1$d:sample_fmt=flt:channel_layout=mono"
                  .formatted(rateHz));
      double tempo = clip.length() / (double) samples;
      AVFilterContext atempo =
          filter(graph, "atempo", String.format(Locale.ROOT, "tempo=%.9f", tempo));
      AVFilterContext sink = filter(graph, "abuffersink", null);
      check(avfilter_link(source, 0, atempo, 0), "avfilter_link");
      check(avfilter_link(atempo, 0, sink, 0), "avfilter_link");
      check(avfilter_graph_config(graph, null), "avfilter_graph_config");
      send(clip, source, in);
      return received(sink, out);
    } finally {
      av_frame_free(in);
      av_frame_free(out);
      avfilter_graph_free(graph);
    }
  }

  private static void send(PcmClip clip, AVFilterContext source, AVFrame in) throws IOException {
    in.format(AV_SAMPLE_FMT_FLT).sample_rate(clip.sampleRateHz()).nb_samples(clip.length()).pts(0);
    av_channel_layout_default(in.ch_layout(), 1);
    check(av_frame_get_buffer(in, 0), "av_frame_get_buffer");
    new FloatPointer(in.data(0)).put(clip.samples(), 0, clip.length());
    check(av_buffersrc_add_frame(source, in), "av_buffersrc_add_frame");
    check(av_buffersrc_add_frame(source, null), "av_buffersrc_add_frame");
  }

  private static float[] received(AVFilterContext sink, AVFrame out) {
    float[] received = new float[0];
    int length = 0;
    while (av_buffersink_get_frame(sink, out) >= 0) {
      float[] block = new float[out.nb_samples()];
      new FloatPointer(out.data(0)).get(block);
      received = Arrays.copyOf(received, Math.max(received.length, 2 * (length + block.length)));
      System.arraycopy(block, 0, received, length, block.length);
      length += block.length;
      av_frame_unref(out);
    }
    return Arrays.copyOf(received, length);
  }

  private static AVFilterContext filter(AVFilterGraph graph, String name, String arguments)
      throws IOException {
    AVFilterContext filter = new AVFilterContext(null);
    check(
        avfilter_graph_create_filter(
            filter, avfilter_get_by_name(name), name, arguments, null, graph),
        name);
    return filter;
  }
}
