package io.rhapsode.ingest.document.pdf;

import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Small raised figures and symbols, which may be the marks of notes, inside the text of lines. Two
 * noncharacters of Unicode stand around each as long as it is not known which of them are.
 */
final class RaisedMarks {
  static final char OPEN = '\uFDD0';
  static final char CLOSE = '\uFDD1';

  private static final Pattern MARK = Pattern.compile("[(\\[]?(?:\\d{1,3}|[*∗†‡§¶]{1,3})[)\\]]?,?");
  private static final Pattern ENCLOSED =
      Pattern.compile(OPEN + "([^" + OPEN + CLOSE + "]*)" + CLOSE);

  private RaisedMarks() {}

  /** The text of neighbouring raised glyphs, enclosed when it can be the mark of a note. */
  static String enclose(String raised) {
    return MARK.matcher(raised.strip()).matches() ? OPEN + raised + CLOSE : raised;
  }

  /** The text without what encloses marks. */
  static String strip(String text) {
    return text.replace(String.valueOf(OPEN), "").replace(String.valueOf(CLOSE), "");
  }

  /** What is enclosed in the text, without brackets and commas. */
  static List<String> of(String text) {
    List<String> marks = new ArrayList<>();
    Matcher matcher = ENCLOSED.matcher(text);
    while (matcher.find()) {
      marks.add(core(matcher.group(1)));
    }
    return marks;
  }

  static String core(String mark) {
    return mark.replaceAll("[\\s(\\[\\]),.]", "").replace('∗', '*');
  }

  /** Where the marks that are among the given ones stand in the stripped text. */
  static List<Span> spans(String text, Set<String> known) {
    List<Span> spans = new ArrayList<>();
    Matcher matcher = ENCLOSED.matcher(text);
    while (matcher.find()) {
      int start = strip(text.substring(0, matcher.start())).length();
      int end = start + strip(matcher.group(1)).length();
      if (end > start && known.contains(core(matcher.group(1)))) {
        spans.add(new Span(start, end));
      }
    }
    return spans;
  }
}
