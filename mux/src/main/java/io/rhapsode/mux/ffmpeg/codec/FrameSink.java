package io.rhapsode.mux.ffmpeg.codec;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Takes decoded frames; a frame is valid during the call only. */
@FunctionalInterface
public interface FrameSink {
  void accept(AVFrame frame) throws IOException;
}
