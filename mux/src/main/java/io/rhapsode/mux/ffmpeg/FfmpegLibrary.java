package io.rhapsode.mux.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;

/** Loads FFmpeg once per process. */
public final class FfmpegLibrary {
  static {
    // What FFmpeg prints goes past the terminal's progress bar; return codes say what is needed.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private FfmpegLibrary() {}

  /** Has the class initialised. */
  public static void load() {}
}
