package io.rhapsode.mux.ffmpeg.container;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The sizes and lengths of the packets of a stream, added up. */
final class PacketSizes {
  /** A padding slot of layer III (ISO/IEC 11172-3 section 2.4.2.3). */
  private static final int PADDING_BYTES = 1;

  private long bytes;
  private long ticks;
  private int smallest = Integer.MAX_VALUE;
  private int largest;

  void count(AVPacket packet) {
    bytes += packet.size();
    ticks += packet.duration();
    smallest = Math.min(smallest, packet.size());
    largest = Math.max(largest, packet.size());
  }

  /** The mean rate, from sizes and lengths; 0 when the packets have no length. */
  double kilobitsPerSecond(AVStream stream) {
    double seconds = ticks * (double) stream.time_base().num() / stream.time_base().den();
    return seconds > 0 ? bytes * Byte.SIZE / seconds / 1_000 : 0;
  }

  /** Whether all packets are equally large, but for a padding byte. */
  boolean areOfOneSize() {
    return largest - smallest <= PADDING_BYTES;
  }
}
