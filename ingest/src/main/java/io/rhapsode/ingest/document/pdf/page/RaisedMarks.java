package io.rhapsode.ingest.document.pdf.page;

import io.rhapsode.ingest.document.typography.RaisedText;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Small raised figures and symbols, which may be the marks of notes, inside the text of lines. Two
 * noncharacters of Unicode stand around each as long as it is not known which of them are.
 */
public final class RaisedMarks {
  static final char OPEN = '\uFDD0';
  static final char CLOSE = '\uFDD1';

  private static final int LONGEST = 8;
  private static final Pattern ENCLOSED =
      Pattern.compile(OPEN + "([^" + OPEN + CLOSE + "]*)" + CLOSE);

  private RaisedMarks() {}

  /** The text of neighbouring raised glyphs, enclosed when it can be the mark of a note. */
  static String enclose(String raised) {
    return raised.strip().length() <= LONGEST ? OPEN + raised + CLOSE : raised;
  }

  /** The text without what encloses marks. */
  public static String strip(String text) {
    return text.replace(String.valueOf(OPEN), "").replace(String.valueOf(CLOSE), "");
  }

  /** What is enclosed in the text, without brackets and commas. */
  public static List<String> of(String text) {
    List<String> marks = new ArrayList<>();
    Matcher matcher = ENCLOSED.matcher(text);
    while (matcher.find()) {
      marks.add(core(matcher.group(1)));
    }
    return marks;
  }

  public static String core(String mark) {
    return mark.replaceAll("[\\s(\\[\\]),.]", "").replace('∗', '*');
  }

  /**
   * A text with what its raised parts mean.
   *
   * @param marks the marks of notes in it
   */
  public record Resolved(String text, List<Span> marks) {}

  /**
   * Tells the marks of notes from powers and ordinals.
   *
   * @param known the marks of the notes at hand
   */
  public static Resolved resolve(String enclosed, Set<String> known) {
    StringBuilder text = new StringBuilder();
    List<Span> marks = new ArrayList<>();
    Matcher matcher = ENCLOSED.matcher(enclosed);
    int at = 0;
    while (matcher.find()) {
      text.append(strip(enclosed.substring(at, matcher.start())));
      at = matcher.end();
      String raised = matcher.group(1);
      RaisedText meant =
          RaisedText.of(text.toString(), raised, strip(enclosed.substring(at)), Optional.empty());
      boolean mark = known.contains(core(raised)) || meant.mark();
      int start = text.length();
      text.append(mark ? raised : meant.text());
      if (mark && text.length() > start) {
        marks.add(new Span(start, text.length()));
      }
    }
    text.append(strip(enclosed.substring(at)));
    return new Resolved(text.toString(), marks);
  }
}
