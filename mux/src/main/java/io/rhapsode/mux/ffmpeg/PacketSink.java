package io.rhapsode.mux.ffmpeg;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Takes encoded packets; a packet is valid during the call only. */
@FunctionalInterface
interface PacketSink {
  void accept(AVPacket packet) throws IOException;
}
