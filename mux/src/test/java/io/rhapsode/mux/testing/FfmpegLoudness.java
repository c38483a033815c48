package io.rhapsode.mux.testing;

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
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What FFmpeg's "ebur128" filter measures.
 *
 * @param integratedLufs integrated loudness
 * @param truePeakDbtp true peak
 */
public record FfmpegLoudness(double integratedLufs, double truePeakDbtp) {
  private static final int BLOCK = 4_096;

  public static FfmpegLoudness of(float[] samples, int sampleRateHz) {
    AVFilterGraph graph = avfilter_graph_alloc();
    AVFrame in = av_frame_alloc();
    AVFrame out = av_frame_alloc();
    double lufs = Double.NaN;
    double peak = Double.NaN;
    try {
      String format =
          "time_base=1/%1$d:sample_rate=%1$d:sample_fmt=flt:channel_layout=mono"
              .formatted(sampleRateHz);
      AVFilterContext source = filter(graph, "abuffer", format);
      AVFilterContext meter = filter(graph, "ebur128", "metadata=1:peak=true");
      AVFilterContext sink = filter(graph, "abuffersink", null);
      check(avfilter_link(source, 0, meter, 0));
      check(avfilter_link(meter, 0, sink, 0));
      check(avfilter_graph_config(graph, null));
      for (int position = 0; position <= samples.length; position += BLOCK) {
        int count = Math.min(BLOCK, samples.length - position);
        if (count > 0) {
          in.format(AV_SAMPLE_FMT_FLT).sample_rate(sampleRateHz).nb_samples(count).pts(position);
          av_channel_layout_default(in.ch_layout(), 1);
          check(av_frame_get_buffer(in, 0));
          new FloatPointer(in.data(0)).put(samples, position, count);
          check(av_buffersrc_add_frame(source, in));
          av_frame_unref(in);
        }
        if (position + BLOCK > samples.length) {
          check(av_buffersrc_add_frame(source, null));
        }
        while (av_buffersink_get_frame(sink, out) >= 0) {
          lufs = entry(out, "lavfi.r128.I", lufs);
          peak = entry(out, "lavfi.r128.true_peak", peak);
          av_frame_unref(out);
        }
      }
    } finally {
      av_frame_free(in);
      av_frame_free(out);
      avfilter_graph_free(graph);
    }
    return new FfmpegLoudness(lufs, 20 * Math.log10(peak));
  }

  private static AVFilterContext filter(AVFilterGraph graph, String name, String arguments) {
    AVFilterContext filter = new AVFilterContext();
    check(
        avfilter_graph_create_filter(
            filter, avfilter_get_by_name(name), name, arguments, null, graph));
    return filter;
  }

  private static double entry(AVFrame frame, String key, double otherwise) {
    AVDictionaryEntry entry = av_dict_get(frame.metadata(), key, null, 0);
    return entry == null ? otherwise : Double.parseDouble(entry.value().getString());
  }

  private static void check(int result) {
    if (result < 0) {
      throw new AssertionError("FFmpeg said " + result);
    }
  }
}
