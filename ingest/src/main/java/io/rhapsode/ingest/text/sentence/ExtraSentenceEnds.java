package io.rhapsode.ingest.text.sentence;

import java.util.BitSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places where a sentence may end that UAX #29 does not know: a full stop without a space after it,
 * a note number behind the full stop, the items of a list inside a paragraph, and the marks that
 * end a sentence in one language only.
 */
final class ExtraSentenceEnds {
  private static final int LONGEST_ADDRESS = 100;
  private static final Pattern GLUED =
      Pattern.compile("(?:(?<=\\p{Ll}{3})[.!?]|(?<=\\d{2})\\.)(?=\\p{Lu}\\p{Ll})");
  private static final Pattern FULL_WIDTH_STOP = Pattern.compile("(?<!\\d)．|．(?!\\d)");
  private static final Pattern NOTE_NUMBER =
      Pattern.compile("(?<=[\\p{Ll})\\]”\"])\\.\\d{1,3}(?:[ ,]\\d{1,3})*\\s+(?=\\p{Lu})");
  private static final Pattern NOTE_MARK =
      Pattern.compile(
          "[.!?…][\"”’»)]{0,3}" + SentenceRules.NOTE_MARKS + "\\s+(?=[\\p{Lu}\"“«¿¡(\\[])");
  private static final Pattern BETWEEN_NUMBERS = Pattern.compile("(?<=\\d)\\.\\s+(?=\\d)");
  private static final Pattern BEFORE_NUMBER = Pattern.compile("(?<=\\p{Ll}{4})\\.\\s+(?=\\d)");
  private static final Pattern BROKEN_SPEECH = Pattern.compile("…[\"”’»)]*\\s+(?=\\p{Lu})");
  private static final Pattern AFTER_QUOTATION = Pattern.compile("[.!?…]\\s»\\s+(?=\\p{Lu})");
  private static final Pattern BEFORE_DIALOGUE =
      Pattern.compile("[.!?…]\\s+(?=[—–]\\s?[¿¡«\"“]?\\p{Lu})");
  private static final Pattern BEFORE_QUOTATION = Pattern.compile("(?<![。！？])[。！？]++(?=[「『“（])");
  private static final Pattern BROKEN_OFF = Pattern.compile("[-—–][\"”]\\s+(?=\\p{Lu})");
  private static final Pattern AFTER_SPACE = Pattern.compile("(?<!\\s)\\s++(?=\\S)");
  private static final Map<String, Pattern> BY_LANGUAGE =
      Map.of(
          "hy", Pattern.compile("[:։]\\s*(?=\\S)"),
          "ar", Pattern.compile(":\\s+(?=\\S)"),
          "el", Pattern.compile("[;;]\\s+(?=\\S)"),
          "am", Pattern.compile("[።፧፨]\\s*(?=\\S)"),
          "my", Pattern.compile("။\\s*(?=\\S)"),
          "bo", Pattern.compile("།\\s+(?=\\S)"),
          "km", Pattern.compile("[។៕]\\s*(?=\\S)"));

  private ExtraSentenceEnds() {}

  static BitSet find(String text, String language) {
    BitSet ends = new BitSet(text.length());
    if (text.indexOf('.') >= 0 || text.indexOf('!') >= 0 || text.indexOf('?') >= 0) {
      markGlued(text, ends);
      mark(NOTE_NUMBER, text, ends);
      mark(NOTE_MARK, text, ends);
      mark(BETWEEN_NUMBERS, text, ends);
      mark(BEFORE_NUMBER, text, ends);
      mark(BEFORE_DIALOGUE, text, ends);
    }
    if (text.indexOf('»') >= 0) {
      mark(AFTER_QUOTATION, text, ends);
    }
    if (text.indexOf('…') >= 0) {
      mark(BROKEN_SPEECH, text, ends);
    }
    mark(BEFORE_QUOTATION, text, ends);
    mark(BROKEN_OFF, text, ends);
    if (text.indexOf('．') >= 0) {
      mark(FULL_WIDTH_STOP, text, ends);
    }
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      markLines(text, ends);
    }
    if (BY_LANGUAGE.containsKey(language)) {
      mark(BY_LANGUAGE.get(language), text, ends);
    }
    InlineList.markItems(text, ends);
    return ends;
  }

  private static void mark(Pattern pattern, String text, BitSet ends) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      ends.set(matcher.end());
    }
  }

  /** "world.Today", but not inside an address such as "www.Example.com" or "Jane.Doe@host". */
  private static void markGlued(String text, BitSet ends) {
    Matcher matcher = GLUED.matcher(text);
    while (matcher.find()) {
      if (!insideAddress(text, matcher.start())) {
        ends.set(matcher.end());
      }
    }
  }

  private static boolean insideAddress(String text, int position) {
    int start = position;
    int first = Math.max(0, position - LONGEST_ADDRESS);
    int last = Math.min(text.length(), position + LONGEST_ADDRESS);
    while (start > first && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    int end = position;
    while (end < last && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    return word.contains("@") || word.contains("/") || word.contains("www.");
  }

  private static void markLines(String text, BitSet ends) {
    Matcher matcher = AFTER_SPACE.matcher(text);
    while (matcher.find()) {
      String space = matcher.group();
      if (space.indexOf('\n') >= 0 || space.indexOf('\r') >= 0) {
        ends.set(matcher.end());
      }
    }
  }
}
