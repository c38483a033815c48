package io.rhapsode.ingest.subtitle.webvtt;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Where and how a cue is shown; section 3.1 of the standard.
 *
 * @param vertical "", "rl" or "lr"
 * @param line in lines or percent, empty for automatic
 * @param snapToLines whether {@code line} counts lines
 * @param lineAlign "start", "center" or "end"
 * @param position in percent, empty for automatic
 * @param positionAlign "auto", "line-left", "center" or "line-right"
 * @param size in percent
 * @param align "start", "center", "end", "left" or "right"
 */
record WebVttSettings(
    String vertical,
    OptionalDouble line,
    boolean snapToLines,
    String lineAlign,
    OptionalDouble position,
    String positionAlign,
    double size,
    String align,
    Optional<WebVttRegion> region) {
  /** What holds where nothing is said. */
  static final WebVttSettings DEFAULTS =
      new WebVttSettings(
          "",
          OptionalDouble.empty(),
          true,
          "start",
          OptionalDouble.empty(),
          "auto",
          100,
          "center",
          Optional.empty());

  /** Which side of the box {@code position} is measured from, when "auto" is worked out. */
  String computedPositionAlign() {
    if (!positionAlign.equals("auto")) {
      return positionAlign;
    }
    return switch (align) {
      case "start", "left" -> "line-left";
      case "end", "right" -> "line-right";
      default -> "center";
    };
  }

  /** What is said, by the names that the standard has for it. */
  Map<String, String> map() {
    Map<String, String> said = new TreeMap<>();
    if (!vertical.isEmpty()) {
      said.put("vertical", vertical);
    }
    line.ifPresent(
        place -> said.put("line", number(place) + (snapToLines ? "" : "%") + "," + lineAlign));
    position.ifPresent(place -> said.put("position", number(place) + "%," + positionAlign));
    if (size != DEFAULTS.size) {
      said.put("size", number(size) + "%");
    }
    if (!align.equals(DEFAULTS.align)) {
      said.put("align", align);
    }
    region.ifPresent(found -> said.put("region", found.id()));
    return said;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
