package io.rhapsode.ingest.cast.quote;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds everything that is said in a book. What a book marks but nobody says, such as titles and
 * words that are spoken of, is left out. The time is linear in the length of the text.
 */
public final class QuoteFinder {
  private final List<Paragraph> paragraphs;
  private final QuoteStyle style;
  private final SpeechTest test;
  private final DashedSpeech dashed;
  private final Incises incises;
  private final List<Quote> quotes = new ArrayList<>();

  private QuoteFinder(List<Paragraph> paragraphs, CastWords words) {
    this.paragraphs = paragraphs;
    this.style = QuoteStyle.of(paragraphs);
    this.test = new SpeechTest(words);
    this.incises = new Incises(words);
    this.dashed = new DashedSpeech(words, incises);
  }

  /** The quotations in order, without overlap. */
  public static List<Quote> find(List<Paragraph> paragraphs, CastWords words) {
    QuoteFinder finder = new QuoteFinder(paragraphs, words);
    finder.find();
    return List.copyOf(finder.quotes);
  }

  private void find() {
    char open = 0;
    for (int index = 0; index < paragraphs.size(); index++) {
      String text = paragraphs.get(index).text();
      if (open == 0 && style.dashes() && QuoteStyle.startsWithDash(text)) {
        for (Span span : dashed.spoken(text)) {
          quotes.add(new Quote(index, span, false));
        }
      } else {
        open = marked(index, text, open);
      }
    }
  }

  /**
   * Finds what stands in quotation marks.
   *
   * @param opened the mark of a quotation that goes on from the paragraph before, or 0
   * @return the mark of one that goes on in the next, or 0
   */
  private char marked(int index, String text, char opened) {
    int first = Marks.skipSpace(text, 0);
    boolean continued = opened != 0;
    int start = continued ? first : -1;
    char opener = opened;
    int depth = 0;
    for (int at = continued ? first + 1 : first; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (start < 0) {
        if (opens(text, at)) {
          start = at;
          opener = unit;
          depth = 0;
        }
      } else if (unit == opener && nests(text, at)) {
        depth++;
      } else if (closes(opener, text, at) && --depth < 0) {
        add(index, text, new Span(start, at + 1), continued);
        start = -1;
        continued = false;
      }
    }
    if (start < 0) {
      return 0;
    }
    add(index, text, new Span(start, text.length()), continued);
    return goesOn(index + 1, opener) ? opener : 0;
  }

  private void add(int index, String text, Span span, boolean continued) {
    if (continued || test.isSpeech(text, span)) {
      char first = text.charAt(span.start());
      List<Span> parts = first == '«' || first == '»' ? incises.without(text, span) : List.of(span);
      for (Span part : parts) {
        quotes.add(new Quote(index, part, continued && part.start() == span.start()));
      }
    }
  }

  /** Whether a paragraph begins as one does that a quotation goes on in. */
  private boolean goesOn(int index, char opener) {
    if (index >= paragraphs.size() || paragraphs.get(index).apart()) {
      return false;
    }
    String text = paragraphs.get(index).text();
    int at = Marks.skipSpace(text, 0);
    if (at >= text.length()) {
      return false;
    }
    char unit = text.charAt(at);
    boolean guillemets = "«»".indexOf(opener) >= 0 && "«»".indexOf(unit) >= 0;
    return unit == opener || guillemets;
  }

  private boolean opens(String text, int at) {
    if (!Marks.beginsWord(text, at)) {
      return false;
    }
    boolean followed = at + 1 < text.length() && !Marks.isSpace(text.charAt(at + 1));
    return switch (text.charAt(at)) {
      case '“', '„', '「', '『' -> true;
      case '"', '”' -> followed;
      case '«' -> !style.inverted();
      case '»' -> style.inverted();
      case '‘', '‚', '‹' -> style.single();
      case '\'' -> style.single() && followed;
      default -> false;
    };
  }

  private static boolean nests(String text, int at) {
    return "“«".indexOf(text.charAt(at)) >= 0 && Marks.beginsWord(text, at);
  }

  private boolean closes(char opener, String text, int at) {
    char unit = text.charAt(at);
    return switch (opener) {
      case '“', '”' -> unit == '”' || unit == '"' && Marks.endsWord(text, at);
      case '„' -> unit == '“' || unit == '”' || unit == '"' && Marks.endsWord(text, at);
      case '"' -> unit == '"' && Marks.endsWord(text, at) || unit == '”';
      case '«' -> unit == '»';
      case '»' -> unit == '«';
      case '「' -> unit == '」';
      case '『' -> unit == '』';
      case '‹' -> unit == '›';
      case '‚' -> unit == '‘' || unit == '’' && Marks.endsWord(text, at);
      default -> (unit == '’' || unit == '\'') && closesSingle(text, at);
    };
  }

  /** Whether a single mark is none of "the boys' room" and "don't". */
  private static boolean closesSingle(String text, int at) {
    return Marks.endsWord(text, at)
        && at > 0
        && !Marks.isSpace(text.charAt(at - 1))
        && (!Character.isLetter(text.charAt(at - 1)) || !closedLater(text, at));
  }

  /** Whether a later mark of the paragraph closes better what a mark behind a letter may close. */
  private static boolean closedLater(String text, int from) {
    for (int at = from + 1; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == '‘' || unit == '\'' && Marks.beginsWord(text, at)) {
        return false;
      }
      if ((unit == '’' || unit == '\'') && Marks.endsWord(text, at)) {
        return true;
      }
    }
    return false;
  }
}
