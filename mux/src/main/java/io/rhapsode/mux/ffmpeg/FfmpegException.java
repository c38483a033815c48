package io.rhapsode.mux.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** A native call failed; the message names the call and FFmpeg's text for its return code. */
public final class FfmpegException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  public FfmpegException(String call, int code) {
    super("%s: %s (%d)".formatted(call, textOf(code), code));
    this.code = code;
  }

  /** The negative return code of the call. */
  public int code() {
    return code;
  }

  /** Passes a return code on, unless it is an error. */
  public static int check(int code, String call) throws FfmpegException {
    if (code < 0) {
      throw new FfmpegException(call, code);
    }
    return code;
  }

  /** Passes an allocated structure on, unless there was no memory for it. */
  public static <T extends Pointer> T allocated(T pointer, String call) throws FfmpegException {
    if (pointer == null || pointer.isNull()) {
      throw new FfmpegException(call, avutil.AVERROR_ENOMEM());
    }
    return pointer;
  }

  private static String textOf(int code) {
    byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror(code, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}
