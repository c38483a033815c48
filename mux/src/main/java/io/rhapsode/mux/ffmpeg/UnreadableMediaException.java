package io.rhapsode.mux.ffmpeg;

import java.io.IOException;

/** A file is not what it is to be: no film, or no audio. */
public final class UnreadableMediaException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableMediaException(String message) {
    super(message);
  }

  public UnreadableMediaException(String message, Throwable cause) {
    super(message, cause);
  }
}
