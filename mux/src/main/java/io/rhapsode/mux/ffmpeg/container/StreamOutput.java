package io.rhapsode.mux.ffmpeg.container;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static java.util.Objects.requireNonNull;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import java.io.IOException;
import java.io.OutputStream;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Lets FFmpeg write to a Java stream, which has no way back to its beginning. */
final class StreamOutput implements MuxerOutput {
  private static final int BUFFER_BYTES = 1 << 12;

  private final OutputStream target;
  private final AVIOContext context;
  private final Write write = new Write();
  private IOException failure;

  /**
   * @param target stays the caller's
   */
  StreamOutput(OutputStream target) throws IOException {
    FfmpegLibrary.load();
    this.target = requireNonNull(target, "target is null");
    BytePointer buffer = allocated(new BytePointer(av_malloc(BUFFER_BYTES)), "av_malloc");
    context = avio_alloc_context(buffer, BUFFER_BYTES, 1, null, null, write, null);
    if (context == null) {
      av_free(buffer);
    }
    allocated(context, "avio_alloc_context").seekable(0);
  }

  @Override
  public AVIOContext context() {
    return context;
  }

  @Override
  public void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    // FFmpeg may have replaced the buffer that it was given.
    av_free(context.buffer());
    avio_context_free(context);
    write.deallocate();
  }

  private final class Write extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer data, int size) {
      try {
        byte[] bytes = new byte[size];
        data.get(bytes);
        target.write(bytes);
        return size;
      } catch (IOException e) {
        failure = e;
        return AVERROR_EIO();
      }
    }
  }
}
