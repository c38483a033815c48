package io.rhapsode.ingest.subtitle.xml;

import io.rhapsode.ingest.subtitle.Warnings;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** An element of the content of a TTML document while it is open. */
final class TtmlElement {
  /** What a cue keeps of the attributes around it. */
  private static final Set<String> KEPT =
      Set.of(
          "region",
          "style",
          "role",
          "forcedDisplay",
          "color",
          "fontStyle",
          "fontWeight",
          "textDecoration",
          "ruby");

  private final String name;
  private final String id;
  private final double startSeconds;
  private final double endSeconds;
  private final boolean sequence;
  private final boolean timed;
  private final boolean preserved;
  private final String language;
  private final String agent;
  private final Map<String, String> attributes;
  private double lastEnd;

  private TtmlElement(
      String name,
      double startSeconds,
      double endSeconds,
      boolean timed,
      Map<String, String> own,
      String language,
      String agent,
      boolean preserved,
      Map<String, String> attributes) {
    this.name = name;
    this.startSeconds = startSeconds;
    this.endSeconds = endSeconds;
    this.timed = timed;
    this.id = own.getOrDefault("xml:id", "");
    this.sequence = "seq".equals(own.get("timeContainer"));
    this.language = language;
    this.agent = agent;
    this.preserved = preserved;
    this.attributes = attributes;
    this.lastEnd = startSeconds;
  }

  static TtmlElement root(Map<String, String> own) {
    return new TtmlElement(
        "tt",
        0,
        Double.POSITIVE_INFINITY,
        false,
        Map.of(),
        own.getOrDefault("xml:lang", ""),
        "",
        "preserve".equals(own.get("xml:space")),
        Map.of());
  }

  /**
   * An element with what it inherits.
   *
   * @param styles attributes of the styles that have names
   */
  static TtmlElement inside(
      TtmlElement parent,
      String name,
      Map<String, String> own,
      Map<String, Map<String, String>> styles,
      TtmlTime time,
      int line,
      Warnings warnings) {
    OptionalDouble begin = seconds(own, "begin", time, line, warnings);
    OptionalDouble end = seconds(own, "end", time, line, warnings);
    OptionalDouble duration = seconds(own, "dur", time, line, warnings);
    double base = parent.sequence ? parent.lastEnd : parent.startSeconds;
    double start = base + begin.orElse(0);
    double last = Math.min(parent.endSeconds, base + end.orElse(Double.POSITIVE_INFINITY));
    last = Math.min(last, start + duration.orElse(Double.POSITIVE_INFINITY));
    Map<String, String> kept = new TreeMap<>(parent.attributes);
    kept.remove("ruby");
    for (String style : own.getOrDefault("style", "").strip().split("\\s+")) {
      keep(kept, styles.getOrDefault(style, Map.of()));
    }
    keep(kept, own);
    return new TtmlElement(
        name,
        start,
        last,
        begin.isPresent() || end.isPresent() || duration.isPresent(),
        own,
        own.getOrDefault("xml:lang", parent.language),
        own.getOrDefault("agent", parent.agent),
        own.containsKey("xml:space") ? own.get("xml:space").equals("preserve") : parent.preserved,
        kept);
  }

  private static void keep(Map<String, String> kept, Map<String, String> attributes) {
    attributes.forEach(
        (key, value) -> {
          if (KEPT.contains(key)) {
            kept.put(key, value);
          }
        });
  }

  private static OptionalDouble seconds(
      Map<String, String> own, String name, TtmlTime time, int line, Warnings warnings) {
    String written = own.get(name);
    if (written == null) {
      return OptionalDouble.empty();
    }
    OptionalDouble seconds = time.seconds(written);
    if (seconds.isEmpty()) {
      warnings.add(
          line, "%s=\"%s\" is no time; it is left out".formatted(name, Warnings.shown(written)));
    }
    return seconds;
  }

  /** Takes note of where a child ended, for the next one in a sequence. */
  void follow(TtmlElement child) {
    lastEnd = Double.isInfinite(child.endSeconds) ? child.lastEnd : child.endSeconds;
  }

  double startSeconds() {
    return startSeconds;
  }

  /** Possibly infinite. */
  double endSeconds() {
    return endSeconds;
  }

  /** Possibly empty. */
  String id() {
    return id;
  }

  boolean isPreserved() {
    return preserved;
  }

  /** BCP 47 tag, possibly empty. */
  String language() {
    return language;
  }

  /** Names of agents, possibly empty. */
  String agent() {
    return agent;
  }

  /** What is kept of its attributes and of those around it. */
  Map<String, String> attributes() {
    return attributes;
  }
}
