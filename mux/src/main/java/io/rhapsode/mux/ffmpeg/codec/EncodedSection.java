package io.rhapsode.mux.ffmpeg.codec;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The work of encoding one section of a signal; gives its packets, which belong to the caller.
 * Frames are numbered in the whole signal, and packets as frames are.
 *
 * @param channels the samples of the section with what is before and after it, a row for each
 *     channel; not copied, so not to be changed until the work is done
 * @param count how many samples each channel has
 * @param startFrame the frame that the samples start with
 * @param firstFrame first packet that is kept
 * @param endFrame one past the last packet that is kept; {@link Long#MAX_VALUE} for all there are
 * @param frameSamples length of a frame
 */
record EncodedSection(
    EncoderSettings settings,
    float[][] channels,
    int count,
    long startFrame,
    long firstFrame,
    long endFrame,
    int frameSamples)
    implements Supplier<List<AVPacket>> {
  /**
   * @throws UncheckedIOException when FFmpeg refuses
   */
  @Override
  public List<AVPacket> get() {
    List<AVPacket> kept = new ArrayList<>();
    try (AudioEncoder encoder = new AudioEncoder(settings)) {
      long[] next = {startFrame};
      PacketSink sink =
          packet -> {
            if (next[0] >= firstFrame && next[0] < endFrame) {
              kept.add(copy(packet));
            }
            next[0]++;
          };
      encoder.encode(channels, 0, count, sink);
      if (endFrame == Long.MAX_VALUE) {
        encoder.finish(sink);
      } else if (next[0] < endFrame) {
        throw new IOException(
            "the %s encoder gave packets up to %d instead of %d"
                .formatted(settings.codec(), next[0], endFrame));
      }
      return kept;
    } catch (IOException e) {
      kept.forEach(EncodedSection::free);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      kept.forEach(EncodedSection::free);
      throw e;
    }
  }

  static void free(AVPacket packet) {
    av_packet_free(packet);
  }

  /** With its time in the whole signal. */
  private AVPacket copy(AVPacket packet) throws IOException {
    AVPacket copy = allocated(av_packet_clone(packet), "av_packet_clone");
    copy.pts(copy.pts() + startFrame * frameSamples);
    copy.dts(copy.dts() + startFrame * frameSamples);
    return copy;
  }
}
