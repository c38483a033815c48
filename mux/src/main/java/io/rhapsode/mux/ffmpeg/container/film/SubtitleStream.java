package io.rhapsode.mux.ffmpeg.container.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_ASS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SSA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_media_type_string;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.mux.ffmpeg.container.MediaInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Subtitles inside a film, as the text of a file of their own: speakers and styles, which FFmpeg's
 * decoders drop, are kept, because packets are copied.
 *
 * @param extension of such files: "srt", "vtt" or "ass"
 * @param text all of the file
 */
public record SubtitleStream(String extension, String text) {
  private static final int MILLIS = 1_000;

  /** Fields of an ASS packet before its style: the order of reading and the layer. */
  private static final int FIELDS_BEFORE_STYLE = 2;

  /**
   * Reads a stream.
   *
   * @param track number of the stream in the film, from 1
   * @throws UnreadableMediaException when there is no such stream, or its subtitles are pictures;
   *     the message lists those that can be read
   */
  public static SubtitleStream of(Path film, int track) throws IOException {
    try (MediaInput input = new MediaInput(film, "a film")) {
      AVFormatContext container = input.container();
      if (track < 1 || track > container.nb_streams()) {
        throw new UnreadableMediaException(
            "%s has no track %d; %s".formatted(film, track, readable(container)));
      }
      AVStream stream = container.streams(track - 1);
      int codec = stream.codecpar().codec_id();
      if (!isText(stream)) {
        throw new UnreadableMediaException(
            "track %d of %s is %s (%s), not subtitles as text; %s"
                .formatted(
                    track,
                    film,
                    av_get_media_type_string(stream.codecpar().codec_type()).getString(),
                    avcodec_get_name(codec).getString(),
                    readable(container)));
      }
      boolean styled = codec == AV_CODEC_ID_ASS || codec == AV_CODEC_ID_SSA;
      boolean web = codec == AV_CODEC_ID_WEBVTT;
      StringBuilder text = new StringBuilder(styled ? header(stream) : web ? "WEBVTT\n\n" : "");
      input.read(
          packet -> {
            if (packet.stream_index() == stream.index() && packet.size() > 0) {
              long start = millis(packet.pts(), stream) - input.startMicros() / MILLIS;
              long end = start + millis(packet.duration(), stream);
              append(text, codec, Math.max(0, start), Math.max(0, end), bytes(packet));
            }
          });
      return new SubtitleStream(styled ? "ass" : web ? "vtt" : "srt", text.toString());
    }
  }

  private static boolean isText(AVStream stream) {
    return stream.codecpar().codec_type() == AVMEDIA_TYPE_SUBTITLE
        && List.of(
                AV_CODEC_ID_SUBRIP,
                AV_CODEC_ID_TEXT,
                AV_CODEC_ID_MOV_TEXT,
                AV_CODEC_ID_WEBVTT,
                AV_CODEC_ID_ASS,
                AV_CODEC_ID_SSA)
            .contains(stream.codecpar().codec_id());
  }

  private static String readable(AVFormatContext container) {
    List<String> tracks = new ArrayList<>();
    for (int i = 0; i < container.nb_streams(); i++) {
      if (isText(container.streams(i))) {
        tracks.add(Integer.toString(i + 1));
      }
    }
    return tracks.isEmpty()
        ? "no track of it is subtitles as text"
        : "its subtitles as text are tracks " + String.join(", ", tracks);
  }

  private static void append(StringBuilder text, int codec, long start, long end, byte[] data) {
    String shown = new String(data, StandardCharsets.UTF_8);
    if (codec == AV_CODEC_ID_MOV_TEXT) {
      int length = Math.min(data.length - 2, ByteBuffer.wrap(data).getShort() & 0xFFFF);
      shown = new String(data, 2, Math.max(0, length), StandardCharsets.UTF_8);
    }
    if (shown.isBlank()) {
      return;
    }
    if (codec == AV_CODEC_ID_ASS || codec == AV_CODEC_ID_SSA) {
      String[] fields = shown.split(",", FIELDS_BEFORE_STYLE + 1);
      String rest = fields[fields.length - 1];
      text.append("Dialogue: 0,%s,%s,%s%n".formatted(styledTime(start), styledTime(end), rest));
      return;
    }
    char point = codec == AV_CODEC_ID_WEBVTT ? '.' : ',';
    text.append("%s --> %s%n".formatted(time(start, point), time(end, point)));
    text.append(shown.strip().replaceAll("\\R{2,}", "\n")).append("\n\n");
  }

  private static String header(AVStream stream) {
    byte[] header = new byte[stream.codecpar().extradata_size()];
    if (header.length > 0) {
      stream.codecpar().extradata().get(header);
    }
    String text = new String(header, StandardCharsets.UTF_8).replace("\0", "").strip();
    return text.contains("[Events]")
        ? text + "\n"
        : text
            + "\n"
            + "[Events]\n"
            + "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
  }

  private static byte[] bytes(AVPacket packet) {
    byte[] data = new byte[packet.size()];
    packet.data().get(data);
    return data;
  }

  private static long millis(long ticks, AVStream stream) {
    return av_rescale_q(ticks, stream.time_base(), av_make_q(1, MILLIS));
  }

  private static String time(long millis, char point) {
    return "%02d:%02d:%02d%c%03d"
        .formatted(
            millis / 3_600_000, millis / 60_000 % 60, millis / MILLIS % 60, point, millis % MILLIS);
  }

  private static String styledTime(long millis) {
    return "%d:%02d:%02d.%02d"
        .formatted(
            millis / 3_600_000, millis / 60_000 % 60, millis / MILLIS % 60, millis % MILLIS / 10);
  }
}
