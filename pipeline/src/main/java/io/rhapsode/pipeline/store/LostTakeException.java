package io.rhapsode.pipeline.store;

import java.io.IOException;

/**
 * A take is gone, or is not what had been written. It has been forgotten: whoever looks it up again
 * finds nothing, and makes it again. The message names its file.
 */
public final class LostTakeException extends IOException {
  private static final long serialVersionUID = 1L;

  LostTakeException(String message) {
    super(message);
  }
}
