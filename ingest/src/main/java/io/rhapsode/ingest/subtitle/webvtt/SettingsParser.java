package io.rhapsode.ingest.subtitle.webvtt;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The settings of cues and regions; sections 6.2 and 6.3 of the standard. A setting that is not
 * right is as if it were not there. Keywords of earlier drafts ("middle", "start" and "end" of a
 * position) are understood, since many files have them, and a wrong alignment does not take the
 * number before it with it.
 */
final class SettingsParser {
  private static final Pattern PERCENTAGE = Pattern.compile("\\d+(?:\\.\\d+)?%");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\f\\r]+");
  private static final int LONGEST_NUMBER = 18;

  private SettingsParser() {}

  static WebVttSettings cue(String written, Map<String, WebVttRegion> regions) {
    Draft draft = new Draft(regions);
    for (String setting : SPACE.split(written)) {
      int colon = setting.indexOf(':');
      if (colon > 0 && colon < setting.length() - 1) {
        draft.set(setting.substring(0, colon), setting.substring(colon + 1));
      }
    }
    return draft.settings();
  }

  /**
   * @param delimiter between a name and its value: ':' in a REGION block, '=' in the header of
   *     earlier drafts
   * @return empty when the region has no name
   */
  static Optional<WebVttRegion> region(String written, char delimiter) {
    WebVttRegion region = WebVttRegion.named("");
    for (String setting : SPACE.split(written)) {
      int at = setting.indexOf(delimiter);
      if (at > 0 && at < setting.length() - 1) {
        region = with(region, setting.substring(0, at), setting.substring(at + 1));
      }
    }
    return Optional.of(region).filter(found -> !found.id().isEmpty());
  }

  private static WebVttRegion with(WebVttRegion old, String name, String value) {
    boolean lines = name.equals("lines") && value.matches("\\d{1,9}");
    OptionalDouble[] anchor = pair(name, "regionanchor", value);
    OptionalDouble[] viewport = pair(name, "viewportanchor", value);
    return new WebVttRegion(
        name.equals("id") ? value : old.id(),
        name.equals("width") ? percentage(value).orElse(old.width()) : old.width(),
        lines ? Integer.parseInt(value) : old.lines(),
        anchor[0].orElse(old.anchorX()),
        anchor[1].orElse(old.anchorY()),
        viewport[0].orElse(old.viewportAnchorX()),
        viewport[1].orElse(old.viewportAnchorY()),
        old.scrollUp() || name.equals("scroll") && value.equals("up"));
  }

  /** Two percentages with a comma between them, or nothing. */
  private static OptionalDouble[] pair(String name, String expected, String value) {
    OptionalDouble[] none = {OptionalDouble.empty(), OptionalDouble.empty()};
    int comma = value.indexOf(',');
    if (!name.equals(expected) || comma < 0) {
      return none;
    }
    OptionalDouble first = percentage(value.substring(0, comma));
    OptionalDouble second = percentage(value.substring(comma + 1));
    return first.isEmpty() || second.isEmpty() ? none : new OptionalDouble[] {first, second};
  }

  private static OptionalDouble percentage(String written) {
    if (written.length() > LONGEST_NUMBER || !PERCENTAGE.matcher(written).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(written.substring(0, written.length() - 1));
    return value > 100 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalDouble number(String written) {
    return written.length() <= LONGEST_NUMBER && NUMBER.matcher(written).matches()
        ? OptionalDouble.of(Double.parseDouble(written) + 0.0)
        : OptionalDouble.empty();
  }

  private static Optional<String> keyword(String value, String known) {
    String keyword = value.equals("middle") ? "center" : value;
    return keyword.matches(known) ? Optional.of(keyword) : Optional.empty();
  }

  /** The settings of one cue while they are read. */
  private static final class Draft {
    private final Map<String, WebVttRegion> regions;
    private String vertical = WebVttSettings.DEFAULTS.vertical();
    private OptionalDouble line = WebVttSettings.DEFAULTS.line();
    private boolean snapToLines = WebVttSettings.DEFAULTS.snapToLines();
    private String lineAlign = WebVttSettings.DEFAULTS.lineAlign();
    private OptionalDouble position = WebVttSettings.DEFAULTS.position();
    private String positionAlign = WebVttSettings.DEFAULTS.positionAlign();
    private double size = WebVttSettings.DEFAULTS.size();
    private String align = WebVttSettings.DEFAULTS.align();
    private Optional<WebVttRegion> region = WebVttSettings.DEFAULTS.region();

    Draft(Map<String, WebVttRegion> regions) {
      this.regions = regions;
    }

    void set(String name, String value) {
      switch (name) {
        case "region" -> region = Optional.ofNullable(regions.get(value));
        case "vertical" -> vertical = value.matches("rl|lr") ? value : vertical;
        case "line" -> line(value);
        case "position" -> position(value);
        case "size" -> size = percentage(value).orElse(size);
        case "align" -> align = keyword(value, "start|center|end|left|right").orElse(align);
        default -> {
          // A setting of a later standard.
        }
      }
    }

    private void line(String value) {
      String[] parts = value.split(",", 2);
      boolean percent = parts[0].endsWith("%");
      OptionalDouble place = percent ? percentage(parts[0]) : number(parts[0]);
      if (place.isPresent()) {
        line = place;
        snapToLines = !percent;
        lineAlign =
            side(parts).flatMap(side -> keyword(side, "start|center|end")).orElse(lineAlign);
      }
    }

    private void position(String value) {
      String[] parts = value.split(",", 2);
      OptionalDouble place = percentage(parts[0]);
      if (place.isPresent()) {
        position = place;
        positionAlign = side(parts).flatMap(Draft::positionSide).orElse(positionAlign);
      }
    }

    private static Optional<String> side(String[] parts) {
      return parts.length < 2 ? Optional.empty() : Optional.of(parts[1]);
    }

    private static Optional<String> positionSide(String side) {
      return switch (side) {
        case "start" -> Optional.of("line-left");
        case "end" -> Optional.of("line-right");
        default -> keyword(side, "line-left|center|line-right");
      };
    }

    WebVttSettings settings() {
      boolean placed = line.isPresent() || size != 100 || !vertical.isEmpty();
      return new WebVttSettings(
          vertical,
          line,
          snapToLines,
          lineAlign,
          position,
          positionAlign,
          size,
          align,
          placed ? Optional.empty() : region);
    }
  }
}
