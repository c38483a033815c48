package io.rhapsode.mux.ffmpeg.container;

import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.AVIOContext;

/** Where a muxer of FFmpeg writes to. */
sealed interface MuxerOutput extends AutoCloseable permits FileOutput, StreamOutput {
  AVIOContext context();

  /** Throws what a callback could not throw through native code. */
  void throwFailure() throws IOException;

  @Override
  void close();
}
