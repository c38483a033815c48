package io.rhapsode.mux.dub.separate;

import java.io.IOException;

/** The dialogue cannot be taken out of a film's sound; the message says why and what to do. */
public final class SeparationException extends IOException {
  private static final long serialVersionUID = 1L;

  SeparationException(String message) {
    super(message);
  }

  SeparationException(String message, Throwable cause) {
    super(message, cause);
  }
}
