package io.rhapsode.mux.ffmpeg.container.film;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The streams of a film that go into another file as they are. */
final class CopiedStreams {
  /** FF_COMPLIANCE_NORMAL. */
  private static final int NORMAL = 0;

  private final AVFormatContext from;
  private final AVFormatContext to;
  private final String muxer;
  private final Map<Integer, AVStream> targets = new HashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  CopiedStreams(AVFormatContext from, AVFormatContext to, String muxer) {
    this.from = from;
    this.to = to;
    this.muxer = muxer;
  }

  void addPictures() throws IOException {
    for (int i = 0; i < from.nb_streams(); i++) {
      if (typeOf(i) == AVMEDIA_TYPE_VIDEO) {
        add(i, source(i).disposition());
      }
    }
  }

  /**
   * @param sound whether sound is copied
   * @param replaced whether players are to take another sound than it
   */
  void addOthers(boolean sound, boolean replaced) throws IOException {
    for (int i = 0; i < from.nb_streams(); i++) {
      int type = typeOf(i);
      int disposition = source(i).disposition();
      if (type == AVMEDIA_TYPE_AUDIO && sound) {
        add(i, replaced ? disposition & ~AV_DISPOSITION_DEFAULT : disposition);
      } else if (type == AVMEDIA_TYPE_SUBTITLE || type == AVMEDIA_TYPE_ATTACHMENT) {
        add(i, disposition);
      }
    }
  }

  private int typeOf(int index) {
    return source(index).codecpar().codec_type();
  }

  private void add(int index, int disposition) throws IOException {
    AVStream source = source(index);
    AVCodecParameters codec = source.codecpar();
    boolean picture = (disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
    boolean attached = codec.codec_type() == AVMEDIA_TYPE_ATTACHMENT;
    if (attached ? !muxer.equals("matroska") : picture ? muxer.equals("webm") : !holds(codec)) {
      leftOut.add(
          "stream %d of the film (%s) is left out: %s cannot hold it"
              .formatted(index, avcodec_get_name(codec.codec_id()).getString(), muxer));
      return;
    }
    AVStream target = allocated(avformat_new_stream(to, null), "avformat_new_stream");
    check(avcodec_parameters_copy(target.codecpar(), codec), "avcodec_parameters_copy");
    if (!isOfSameFamily()) {
      target.codecpar().codec_tag(0);
    }
    target.time_base(source.time_base());
    target.avg_frame_rate(source.avg_frame_rate());
    target.r_frame_rate(source.r_frame_rate());
    target.sample_aspect_ratio(source.sample_aspect_ratio());
    target.disposition(disposition);
    target.metadata(copy(source.metadata()));
    targets.put(index, target);
  }

  private boolean holds(AVCodecParameters codec) {
    return avformat_query_codec(to.oformat(), codec.codec_id(), NORMAL) != 0;
  }

  /** Four-letter codes of codecs mean the same in MP4 and QuickTime only. */
  private boolean isOfSameFamily() {
    String container = from.iformat().name().getString();
    return container.contains("mp4") && (muxer.equals("mp4") || muxer.equals("mov"));
  }

  private static AVDictionary copy(AVDictionary tags) throws IOException {
    AVDictionary copy = new AVDictionary(null);
    if (tags != null) {
      check(av_dict_copy(copy, tags, 0), "av_dict_copy");
    }
    return copy;
  }

  /**
   * Copies tags and chapters of the whole film.
   *
   * @param startMicros what the film calls the time that is 0 in the new file
   */
  void describe(long startMicros) throws IOException {
    to.metadata(copy(from.metadata()));
    int count = from.nb_chapters();
    if (count == 0) {
      return;
    }
    // Freed with the container.
    PointerPointer<AVChapter> chapters =
        new PointerPointer<>(av_mallocz((long) Pointer.sizeof(Pointer.class) * count));
    for (int i = 0; i < count; i++) {
      AVChapter source = from.chapters(i);
      AVChapter chapter =
          new AVChapter(allocated(av_mallocz(Pointer.sizeof(AVChapter.class)), "av_mallocz"));
      long shift = av_rescale_q(startMicros, av_make_q(1, 1_000_000), source.time_base());
      chapter.id(source.id());
      chapter.time_base(source.time_base());
      chapter.start(source.start() - shift);
      chapter.end(source.end() - shift);
      chapter.metadata(copy(source.metadata()));
      chapters.put(i, chapter);
    }
    to.chapters(chapters);
    to.nb_chapters(count);
  }

  /** The stream of the film with a number. */
  AVStream source(int index) {
    return from.streams(index);
  }

  /** Where a stream of the film goes; null where it is not copied. */
  AVStream target(int index) {
    return targets.get(index);
  }

  /** One line for each stream that the container cannot hold. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
