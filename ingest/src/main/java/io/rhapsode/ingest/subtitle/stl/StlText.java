package io.rhapsode.ingest.subtitle.stl;

import io.rhapsode.ingest.subtitle.MarkedText;
import io.rhapsode.pipeline.dub.subtitle.CueMark;

/**
 * The text field of a cue: characters, control codes of teletext, which take the place of a space,
 * and the codes of open subtitles. Not for several threads.
 */
final class StlText {
  private static final String[] COLOURS = {
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"
  };

  private static final int ITALIC = 0x80;
  private static final int UNDERLINE = 0x82;
  private static final int LINE_END = 0x8A;

  private final byte[] codes;
  private final StlCharacters characters;
  private final MarkedText.Builder built = new MarkedText.Builder();
  private int italicFrom = -1;
  private int underlineFrom = -1;
  private int colourFrom;
  private String colour = "";
  private boolean space = true;

  private StlText(byte[] codes, StlCharacters characters) {
    this.codes = codes;
    this.characters = characters;
  }

  static MarkedText read(byte[] codes, StlCharacters characters) {
    return new StlText(codes, characters).read();
  }

  private MarkedText read() {
    int start = 0;
    for (int at = 0; at <= codes.length; at++) {
      int code = at < codes.length ? codes[at] & 0xFF : LINE_END;
      boolean control = code < 0x20 || code >= 0x80 && code < 0xA0;
      if (control) {
        append(characters.decode(codes, start, at));
        start = at + 1;
        if (at < codes.length) {
          control(code);
        }
      }
    }
    italicFrom = mark(italicFrom, "i");
    underlineFrom = mark(underlineFrom, "u");
    colour("");
    return built.build();
  }

  /** Spaces in a row are one. */
  private void append(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit != ' ' || !space) {
        built.append(String.valueOf(unit));
      }
      space = unit == ' ';
    }
  }

  private void control(int code) {
    if (code < 0x20) {
      append(" ");
      if (code < COLOURS.length) {
        colour(COLOURS[code]);
      }
      return;
    }
    switch (code) {
      case ITALIC -> italicFrom = built.length();
      case ITALIC + 1 -> italicFrom = mark(italicFrom, "i");
      case UNDERLINE -> underlineFrom = built.length();
      case UNDERLINE + 1 -> underlineFrom = mark(underlineFrom, "u");
      case LINE_END -> {
        colour("");
        built.append("\n");
        space = true;
      }
      default -> {
        // Boxes and unused space.
      }
    }
  }

  private void colour(String next) {
    if (!colour.isEmpty()) {
      built.mark(colourFrom, CueMark.Kind.STYLE, colour);
    }
    colour = next;
    colourFrom = built.length();
  }

  private int mark(int from, String style) {
    if (from >= 0) {
      built.mark(from, CueMark.Kind.STYLE, style);
    }
    return -1;
  }
}
