package io.rhapsode.mux.ffmpeg.container.film;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * Subtitles as packets: 3GPP timed text (ETSI TS 126 245) in MP4, plain text in Matroska, WebVTT in
 * WebM.
 */
final class CaptionPackets implements TrackPackets {
  private static final int MILLIS = 1_000;
  private static final int LONGEST_TEXT = 0xFFFF;

  private final List<FilmTrack.Caption> captions;
  private final boolean timedText;
  private final boolean webVtt;
  private int next;

  CaptionPackets(List<FilmTrack.Caption> captions, String muxer) {
    this.captions = captions;
    this.webVtt = muxer.equals("webm");
    this.timedText = muxer.equals("mp4") || muxer.equals("mov");
  }

  @Override
  public void describe(AVCodecParameters parameters) throws IOException {
    parameters.codec_type(AVMEDIA_TYPE_SUBTITLE);
    parameters.codec_id(
        timedText ? AV_CODEC_ID_MOV_TEXT : webVtt ? AV_CODEC_ID_WEBVTT : AV_CODEC_ID_SUBRIP);
    if (timedText) {
      byte[] description = sampleDescription();
      // Freed with the parameters.
      BytePointer header =
          allocated(
              new BytePointer(av_mallocz(description.length + AV_INPUT_BUFFER_PADDING_SIZE)),
              "av_mallocz");
      header.put(description);
      parameters.extradata(header);
      parameters.extradata_size(description.length);
    }
  }

  /** White on nothing, centred at the bottom, in the player's own font (TextSampleEntry). */
  private static byte[] sampleDescription() {
    byte[] font = "Sans-Serif".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer entry = ByteBuffer.allocate(4 + 2 + 4 + 8 + 12 + 8 + 2 + 3 + font.length);
    entry.putInt(0);
    entry.put((byte) 1).put((byte) -1);
    entry.putInt(0);
    entry.putLong(0);
    entry.putShort((short) 0).putShort((short) 0);
    entry.putShort((short) 1).put((byte) 0).put((byte) 16).putInt(-1);
    entry.putInt(8 + 2 + 3 + font.length).put("ftab".getBytes(StandardCharsets.US_ASCII));
    entry.putShort((short) 1).putShort((short) 1).put((byte) font.length).put(font);
    return entry.array();
  }

  @Override
  public AVRational timeBase() {
    return av_make_q(1, MILLIS);
  }

  @Override
  public boolean next(AVPacket packet) throws IOException {
    if (next == captions.size()) {
      return false;
    }
    FilmTrack.Caption caption = captions.get(next);
    next++;
    byte[] data = data(caption.text());
    check(av_new_packet(packet, data.length), "av_new_packet");
    new BytePointer(packet.data()).put(data, 0, data.length);
    packet.pts(caption.startMillis());
    packet.dts(caption.startMillis());
    packet.duration(caption.endMillis() - caption.startMillis());
    packet.flags(AV_PKT_FLAG_KEY);
    return true;
  }

  private byte[] data(String text) throws IOException {
    String shown =
        webVtt ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : text;
    byte[] utf8 = shown.getBytes(StandardCharsets.UTF_8);
    if (!timedText) {
      return utf8;
    }
    if (utf8.length > LONGEST_TEXT) {
      throw new IOException("a subtitle has %,d bytes of text".formatted(utf8.length));
    }
    return ByteBuffer.allocate(2 + utf8.length).putShort((short) utf8.length).put(utf8).array();
  }
}
