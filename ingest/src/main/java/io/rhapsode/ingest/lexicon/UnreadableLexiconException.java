package io.rhapsode.ingest.lexicon;

/** A lexicon that cannot be used. The message names the file, the line and what to do. */
public final class UnreadableLexiconException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableLexiconException(String message) {
    super(message);
  }

  public UnreadableLexiconException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnreadableLexiconException at(String name, int line, String message) {
    return new UnreadableLexiconException("%s:%d: %s".formatted(name, line, message));
  }
}
