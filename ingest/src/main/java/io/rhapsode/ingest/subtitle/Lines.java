package io.rhapsode.ingest.subtitle;

/** The lines of a text, whichever of CR, LF and CR LF ends them. Not for several threads. */
public final class Lines {
  private final String text;
  private int at;
  private int number;

  public Lines(String text) {
    this.text = text;
  }

  /** The next line without its end, or null behind the last. */
  public String next() {
    if (at >= text.length()) {
      return null;
    }
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    String line = text.substring(at, end);
    boolean two = text.startsWith("\r\n", end);
    at = end + (two ? 2 : 1);
    number++;
    return line;
  }

  /** The number of the line that was read last, from 1. */
  public int number() {
    return number;
  }
}
