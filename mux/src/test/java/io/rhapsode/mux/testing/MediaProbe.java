package io.rhapsode.mux.testing;

import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.sample.SampleBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.PointerPointer;

/** What FFmpeg's own demuxers say about a file. */
public record MediaProbe(
    List<Chapter> chapters, Map<String, String> tags, int streams, double seconds) {
  /** A chapter in milliseconds. */
  public record Chapter(String title, long startMillis, long endMillis) {}

  public static MediaProbe of(Path file) {
    AVFormatContext context = new AVFormatContext(null);
    check(avformat_open_input(context, file.toString(), null, (AVDictionary) null));
    try {
      check(avformat_find_stream_info(context, (PointerPointer<?>) null));
      List<Chapter> chapters = new ArrayList<>();
      for (int i = 0; i < context.nb_chapters(); i++) {
        AVChapter chapter = context.chapters(i);
        double millis = 1_000.0 * chapter.time_base().num() / chapter.time_base().den();
        chapters.add(
            new Chapter(
                entries(chapter.metadata()).get("title"),
                Math.round(chapter.start() * millis),
                Math.round(chapter.end() * millis)));
      }
      Map<String, String> tags = entries(context.metadata());
      tags.putAll(entries(context.streams(0).metadata()));
      return new MediaProbe(chapters, tags, context.nb_streams(), context.duration() / 1e6);
    } finally {
      avformat_close_input(context);
    }
  }

  /** All decoded samples. */
  public static float[] decode(Path file, int sampleRateHz) throws IOException {
    float[][] samples = {new float[1 << 16]};
    int[] length = {0};
    try (AudioFileReader reader = new AudioFileReader(file)) {
      reader.read(
          sampleRateHz,
          (block, start, end) -> {
            int count = end - start;
            if (samples[0].length - length[0] < count) {
              samples[0] = Arrays.copyOf(samples[0], (length[0] + count) * 2);
            }
            System.arraycopy(block, start, samples[0], length[0], count);
            length[0] += count;
          });
    }
    return Arrays.copyOf(samples[0], length[0]);
  }

  /** All decoded samples of each channel, at the rate of the file. */
  public static float[][] decodeChannels(Path file) throws IOException {
    try (AudioFileReader reader = new AudioFileReader(file)) {
      List<SampleBuffer> buffers = new ArrayList<>();
      for (int channel = 0; channel < reader.layout().channels(); channel++) {
        buffers.add(new SampleBuffer(1 << 16));
      }
      reader.readChannels(
          (channels, start, end) -> {
            for (int channel = 0; channel < channels.length; channel++) {
              for (int i = start; i < end; i++) {
                buffers.get(channel).append(channels[channel][i]);
              }
            }
          });
      return buffers.stream().map(SampleBuffer::toArray).toArray(float[][]::new);
    }
  }

  private static Map<String, String> entries(AVDictionary dictionary) {
    Map<String, String> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (dictionary == null) {
      return entries;
    }
    AVDictionaryEntry entry = av_dict_get(dictionary, "", null, 2);
    while (entry != null) {
      entries.put(
          entry.key().getString(StandardCharsets.UTF_8),
          entry.value().getString(StandardCharsets.UTF_8));
      entry = av_dict_get(dictionary, "", entry, 2);
    }
    return entries;
  }

  private static void check(int result) {
    if (result < 0) {
      throw new AssertionError("FFmpeg said " + result);
    }
  }
}
