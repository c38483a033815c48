package io.rhapsode.mux.ffmpeg.codec;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Takes encoded packets; a packet is valid during the call only. */
@FunctionalInterface
public interface PacketSink {
  void accept(AVPacket packet) throws IOException;
}
