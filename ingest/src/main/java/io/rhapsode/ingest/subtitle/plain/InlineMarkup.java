package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.CharacterReferences;
import io.rhapsode.ingest.subtitle.MarkedText;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.dub.subtitle.CueMark;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;

/**
 * Markup in cues of formats that have none by right: elements of HTML, character references, the
 * overrides of SubStation and the line break of SubViewer that players take from SubRip files. An
 * angle bracket that begins no element of HTML is a character. Not for several threads.
 */
final class InlineMarkup {
  private static final int LONGEST_TAG = 1000;
  private static final Pattern TAG =
      Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\\s.][^<>]*)?)>");
  private static final Pattern OVERRIDE =
      Pattern.compile("\\{\\\\[A-Za-z0-9][^{}]{0,200}\\}|\\{[YyCcFfSsPpHhoDd]:[^{}]{1,60}\\}");
  private static final Pattern PLACE = Pattern.compile("\\\\an([1-9])");

  private final String text;
  private final int line;
  private final Warnings warnings;
  private final Map<String, String> settings;
  private final MarkedText.Builder built = new MarkedText.Builder();
  private final Deque<Open> open = new ArrayDeque<>();

  private record Open(String name, String annotation, int start) {}

  private InlineMarkup(String text, int line, Warnings warnings, Map<String, String> settings) {
    this.text = text;
    this.line = line;
    this.warnings = warnings;
    this.settings = settings;
  }

  /**
   * The text without markup.
   *
   * @param settings takes what the markup says of the whole cue
   */
  static MarkedText read(String text, int line, Warnings warnings, Map<String, String> settings) {
    return new InlineMarkup(plain(text), line, warnings, settings).read();
  }

  /** Line breaks and hard spaces as SubViewer and SubStation write them. */
  private static String plain(String text) {
    return text.replace("[br]", "\n").replace("\\N", "\n").replace("\\h", "\u00A0");
  }

  private MarkedText read() {
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      int end = at;
      if (unit == '<') {
        end = tag(at);
      } else if (unit == '{') {
        end = override(at);
      } else if (unit == '&') {
        end = CharacterReferences.end(text, at);
        built.append(CharacterReferences.decoded(text.substring(at, end)));
      }
      if (end == at) {
        built.append(text.substring(at, at + 1));
        end++;
      }
      at = end;
    }
    if (!open.isEmpty()) {
      warnings.add(line, "<%s> is not closed; it ends with the cue".formatted(open.peek().name()));
    }
    open.forEach(this::mark);
    return built.build();
  }

  private int tag(int at) {
    int end = at + 1;
    int limit = Math.min(text.length(), at + LONGEST_TAG);
    while (end < limit && text.charAt(end) != '>' && text.charAt(end) != '<') {
      end++;
    }
    if (end == limit || text.charAt(end) == '<') {
      return at;
    }
    Matcher matcher = TAG.matcher(text).region(at, end + 1);
    if (!matcher.matches()) {
      return at;
    }
    String name = matcher.group(2).toLowerCase(Locale.ROOT);
    if (!isMarkup(name)) {
      return at;
    }
    if (matcher.group(1).isEmpty()) {
      open(name, matcher.group(3).strip());
    } else {
      close(name);
    }
    return end + 1;
  }

  /** Elements of HTML, and those of WebVTT that are often found in SubRip. */
  private static boolean isMarkup(String name) {
    return Tag.isKnownTag(name) || name.equals("v") || name.equals("c") || name.equals("lang");
  }

  private void open(String name, String annotation) {
    if (name.equals("br")) {
      built.append("\n");
    } else if (!annotation.endsWith("/") && !Tag.valueOf(name).isSelfClosing()) {
      open.push(new Open(name, annotation, built.length()));
    }
  }

  private void close(String name) {
    for (Iterator<Open> inner = open.iterator(); inner.hasNext(); ) {
      Open found = inner.next();
      if (found.name().equals(name)) {
        inner.remove();
        mark(found);
        return;
      }
    }
    warnings.add(line, "</%s> closes nothing; it is left out".formatted(name));
  }

  private void mark(Open closed) {
    switch (closed.name()) {
      case "v" -> built.mark(closed.start(), CueMark.Kind.SPEAKER, closed.annotation());
      case "lang" -> built.mark(closed.start(), CueMark.Kind.LANGUAGE, closed.annotation());
      case "rt" -> built.mark(closed.start(), CueMark.Kind.READING, "");
      default -> built.mark(closed.start(), CueMark.Kind.STYLE, closed.name());
    }
  }

  private int override(int at) {
    Matcher matcher = OVERRIDE.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return at;
    }
    Matcher place = PLACE.matcher(matcher.group());
    if (place.find()) {
      settings.put("an", place.group(1));
    }
    return matcher.end();
  }
}
