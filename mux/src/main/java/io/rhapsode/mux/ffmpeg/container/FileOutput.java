package io.rhapsode.mux.ffmpeg.container;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EINVAL;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.rhapsode.mux.ffmpeg.FfmpegLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets FFmpeg write to a Java channel. Unlike {@code avio_open} it takes every file name, can start
 * behind a header that is there already, and keeps what Java says about a full disk.
 */
public final class FileOutput implements MuxerOutput {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final FileChannel file;
  private final long offset;
  private final AVIOContext context;
  private final Write write = new Write();
  private final Seek seek = new Seek();

  /** Where FFmpeg writes next. Not "position": the callbacks inherit a field of that name. */
  private long next;

  private IOException failure;

  /**
   * @param file open for writing; the caller closes it
   * @param offset where FFmpeg's position 0 is in the file
   */
  public FileOutput(FileChannel file, long offset) throws IOException {
    FfmpegLibrary.load();
    this.file = file;
    this.offset = offset;
    BytePointer buffer = allocated(new BytePointer(av_malloc(BUFFER_BYTES)), "av_malloc");
    context = avio_alloc_context(buffer, BUFFER_BYTES, 1, null, null, write, seek);
    if (context == null) {
      av_free(buffer);
    }
    allocated(context, "avio_alloc_context");
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
    seek.deallocate();
  }

  private final class Write extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer data, int size) {
      try {
        ByteBuffer bytes = data.capacity(size).asByteBuffer();
        while (bytes.hasRemaining()) {
          next += file.write(bytes, offset + next);
        }
        return size;
      } catch (IOException e) {
        failure = e;
        return AVERROR_EIO();
      }
    }
  }

  private final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long distance, int whence) {
      try {
        long size = Math.max(0, file.size() - offset);
        switch (whence & ~AVSEEK_FORCE) {
          case AVSEEK_SIZE -> {
            return size;
          }
          case SEEK_SET -> next = distance;
          case SEEK_CUR -> next += distance;
          case SEEK_END -> next = size + distance;
          default -> {
            return AVERROR_EINVAL();
          }
        }
        return next;
      } catch (IOException e) {
        failure = e;
        return AVERROR_EIO();
      }
    }
  }
}
