package io.rhapsode.ingest.subtitle.webvtt;

import java.util.OptionalLong;

/** A position in a text from which times are read as section 6.3 of the standard has it. */
final class WebVttTime {
  private static final int LONGEST_HOURS = 12;

  private final String text;
  private int at;

  WebVttTime(String text) {
    this.text = text;
  }

  /** The position behind what was read, from 0. */
  int position() {
    return at;
  }

  void skipSpace() {
    while (at < text.length() && " \t\n\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  boolean skip(String expected) {
    boolean found = text.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }

  /** The time that starts here, in milliseconds; empty when none does. */
  OptionalLong millis() {
    String first = digits();
    if (first.isEmpty() || first.length() > LONGEST_HOURS || !skip(":")) {
      return OptionalLong.empty();
    }
    long value = Long.parseLong(first);
    boolean hours = first.length() != 2 || value > 59;
    String second = digits();
    if (second.length() != 2) {
      return OptionalLong.empty();
    }
    String third = "";
    if (hours || at < text.length() && text.charAt(at) == ':') {
      third = skip(":") ? digits() : "";
      if (third.length() != 2) {
        return OptionalLong.empty();
      }
    }
    String fraction = skip(".") ? digits() : "";
    if (fraction.length() != 3) {
      return OptionalLong.empty();
    }
    long minutes = third.isEmpty() ? value : Long.parseLong(second);
    long seconds = Long.parseLong(third.isEmpty() ? second : third);
    if (minutes > 59 || seconds > 59) {
      return OptionalLong.empty();
    }
    long whole = (third.isEmpty() ? 0 : value * 3600) + minutes * 60 + seconds;
    return OptionalLong.of(whole * 1000 + Long.parseLong(fraction));
  }

  private String digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return text.substring(start, at);
  }
}
