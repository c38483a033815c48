package io.rhapsode.ingest.subtitle.substation;

import io.rhapsode.ingest.subtitle.MarkedText;
import io.rhapsode.pipeline.dub.subtitle.CueMark;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a dialogue line without its override blocks. What stands in braces is never shown, and
 * what follows {@code \p1} is a drawing. Not for several threads.
 */
final class SubStationText {
  private static final Pattern DRAWING = Pattern.compile("\\\\p(\\d{1,3})");
  private static final Pattern STYLE = Pattern.compile("\\\\([ibu])(0|1|[1-9]00)(?![0-9])|\\\\r");
  private static final Pattern PLACE = Pattern.compile("\\\\(?:pos|move)\\([^)]*\\)");

  private final MarkedText.Builder built = new MarkedText.Builder();
  private final Map<String, Integer> open = new TreeMap<>();
  private boolean drawing;
  private boolean drawn;
  private String place;

  private SubStationText() {}

  static SubStationText of(String written) {
    SubStationText text = new SubStationText();
    text.read(written);
    return text;
  }

  /** The characters that are shown. */
  MarkedText marked() {
    return built.build();
  }

  boolean hasDrawing() {
    return drawn;
  }

  /** The override that puts the line at a place of the picture, as signs are. */
  Optional<String> place() {
    return Optional.ofNullable(place);
  }

  private void read(String written) {
    int at = 0;
    int lastClose = written.lastIndexOf('}');
    while (at < written.length()) {
      char unit = written.charAt(at);
      if (unit == '{' && at < lastClose) {
        int end = written.indexOf('}', at);
        override(written.substring(at + 1, end));
        at = end + 1;
      } else if (unit == '\\' && at + 1 < written.length()) {
        String sign = sign(written.charAt(at + 1));
        append(sign.isEmpty() ? "\\" : sign);
        at += sign.isEmpty() ? 1 : 2;
      } else {
        append(String.valueOf(unit));
        at++;
      }
    }
    open.forEach((style, start) -> built.mark(start, CueMark.Kind.STYLE, style));
  }

  private static String sign(char letter) {
    return switch (letter) {
      case 'N', 'n' -> "\n";
      case 'h' -> "\u00A0";
      case '{' -> "{";
      case '}' -> "}";
      default -> "";
    };
  }

  private void append(String more) {
    drawn |= drawing;
    if (!drawing) {
      built.append(more);
    }
  }

  private void override(String block) {
    Matcher drawings = DRAWING.matcher(block);
    while (drawings.find()) {
      drawing = Integer.parseInt(drawings.group(1)) > 0;
    }
    Matcher places = PLACE.matcher(block);
    if (places.find()) {
      place = places.group().substring(1);
    }
    Matcher styles = STYLE.matcher(block);
    while (styles.find()) {
      if (styles.group(1) == null) {
        open.forEach((style, start) -> built.mark(start, CueMark.Kind.STYLE, style));
        open.clear();
      } else if (styles.group(2).equals("0")) {
        Integer start = open.remove(styles.group(1));
        if (start != null) {
          built.mark(start, CueMark.Kind.STYLE, styles.group(1));
        }
      } else {
        open.putIfAbsent(styles.group(1), built.length());
      }
    }
  }
}
