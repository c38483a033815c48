package io.rhapsode.synth.voice;

/** A voice that cannot be used as asked; the message names the voice, the reason and the remedy. */
public final class VoiceException extends Exception {
  private static final long serialVersionUID = 1L;

  public VoiceException(String message) {
    super(message);
  }

  public VoiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
