package io.rhapsode.mux.ffmpeg.container.film;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.mux.ffmpeg.container.MediaInput;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What a film is, besides what it shows.
 *
 * @param durationMicros from the beginning of what starts first to the end of the last picture, in
 *     microseconds
 * @param soundTracks how many audio streams it has
 * @param container what it is in, by FFmpeg's names, such as "mov,mp4,m4a,3gp,3g2,mj2"
 */
public record FilmFacts(long durationMicros, int soundTracks, String container) {
  private static final AVRational MICROS = av_make_q(1, 1_000_000);

  /**
   * @throws UnreadableMediaException when the file is no film or has no pictures
   */
  public static FilmFacts of(Path file) throws IOException {
    try (MediaInput input = new MediaInput(file, "a film")) {
      AVFormatContext container = input.container();
      int video = -1;
      int sounds = 0;
      for (int i = 0; i < container.nb_streams(); i++) {
        AVStream stream = container.streams(i);
        boolean picture = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
          sounds++;
        } else if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && !picture && video < 0) {
          video = i;
        }
      }
      if (video < 0) {
        throw new UnreadableMediaException(file + " has no pictures in it: it is no film");
      }
      long end = end(input, container.streams(video));
      if (end <= 0) {
        throw new UnreadableMediaException(file + " has not a single whole picture in it");
      }
      return new FilmFacts(end, sounds, container.iformat().name().getString());
    }
  }

  /** Where the last picture ends; read from the packets where the container does not say. */
  private static long end(MediaInput input, AVStream stream) throws IOException {
    if (stream.duration() != AV_NOPTS_VALUE && stream.start_time() != AV_NOPTS_VALUE) {
      return micros(stream.start_time() + stream.duration(), stream) - input.startMicros();
    }
    long[] last = {0};
    input.read(
        packet -> {
          if (packet.stream_index() == stream.index() && packet.pts() != AV_NOPTS_VALUE) {
            last[0] = Math.max(last[0], micros(packet.pts() + packet.duration(), stream));
          }
        });
    return last[0] - input.startMicros();
  }

  private static long micros(long ticks, AVStream stream) {
    return av_rescale_q(ticks, stream.time_base(), MICROS);
  }

  /** Whether it is MP4 or QuickTime. */
  public boolean isMovie() {
    return container.contains("mp4");
  }
}
