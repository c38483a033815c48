package io.rhapsode.ingest.text.sentence;

import io.rhapsode.ingest.text.language.LanguageWords;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which candidates are sentence ends in one text. A full stop is the hard case: it may
 * belong to an abbreviation, an initial, an ordinal or an ellipsis, and then only what follows
 * tells.
 */
final class SentenceRules {
  private static final String CLOSERS = "\"'”’»›)]}）］】」』》〉“‘«‹`_*";
  private static final String OPENERS = "\"'“‘«‹([{（［【「『《〈„‚”»`_*¡¿,";
  private static final String DASHES = "-–—―";
  private static final String NEVER_FIRST = ",;:)]}」』）、，；：%";
  private static final int LONGEST_LABEL = 16;
  private static final int LONGEST_NOTE = 40;
  private static final int LONGEST_ELLIPSIS = 12;
  private static final Pattern SPACED_ELLIPSIS = Pattern.compile("(?<!\\.)\\s\\. \\. \\.$");
  private static final Pattern NOTE_NUMBER =
      Pattern.compile("(?<=[^\\d\\s])\\.\\d{1,3}(?:[ ,]\\d{1,3})*$");

  /** The marks of notes behind the end of a sentence: "[3][4]", "(6)", "²", "*". */
  static final String NOTE_MARKS =
      "(?:\\[\\p{L}?\\d{0,3}\\]|\\(\\d{1,3}\\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§]{1,3}){1,4}";

  private static final Pattern MARKED_END =
      Pattern.compile("[.!?…](?=[\"”’»)]{0,3}" + NOTE_MARKS + "$)");
  private static final String RAISED_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡";

  /** "a. C.", "d. de C.", "n. Chr.", "J.-C.": they may end a sentence or not. */
  private static final Pattern ERA =
      Pattern.compile("(?:[ad]\\. ?(?:de )?C|J\\.-C|[nv]\\. ?Chr|a\\. ?n\\. ?e)$");

  private static final Pattern ROMAN = Pattern.compile("[IVXLC]+(?![\\p{L}\\p{N}'’])");
  private static final Pattern PAIRED_LETTERS = Pattern.compile("\\p{Lu}{2}(?!\\p{L})");
  private static final Pattern SINGLE_LETTER = Pattern.compile("\\p{L}\\.");
  private static final Pattern LAST_WORD =
      Pattern.compile("[\\p{L}\\p{M}\\d°º&]+(?:[-./’'°º][\\p{L}\\p{M}\\d°º]+)*$");
  private static final Pattern PRECEDING_LOWER = Pattern.compile("(?<!\\p{L})\\p{Ll}+ $");
  private static final Pattern STREET_NAME = Pattern.compile("\\p{Lu}[\\p{L}'’]+ $");
  private static final Pattern CLOCK = Pattern.compile("[ap]\\.m");

  private final String text;
  private final String language;
  private final LanguageWords lexicon;
  private final Set<String> suppressed;
  private final SpokenAbbreviations spoken;
  private final BitSet enclosed;
  private final BitSet items = new BitSet();

  /** Where the first word of the sentence in hand was found: sentences are asked for in order. */
  private int firstWord;

  private int lastCandidate = -1;

  /** Where the white space before the last candidate begins. */
  private int beforeLast;

  SentenceRules(String text, String language) {
    this.text = text;
    this.language = language;
    this.lexicon = LanguageWords.of(language);
    this.suppressed = Suppressions.of(language);
    this.spoken = SpokenAbbreviations.of(language);
    this.enclosed = Enclosures.inside(text);
    InlineList.markItems(text, items);
  }

  /** Whether the sentence that begins at {@code start} ends before {@code at}. */
  boolean separate(int start, int at) {
    int end = beforeSpace(start, at);
    int lines = lineEnds(end, at);
    if (lines >= 2 && end > start) {
      return true;
    }
    if (!hasWord(start, end) || enclosed.get(at)) {
      return false;
    }
    if (end == at && RAISED_MARKS.indexOf(text.charAt(at)) >= 0) {
      return false;
    }
    if (items.get(at)) {
      return true;
    }
    if (end - start <= LONGEST_LABEL && InlineList.isLabel(text.substring(start, end))) {
      return false;
    }
    int mark = terminator(start, end);
    if (mark < 0) {
      return lines == 1 && lineStandsAlone(end, at) || quotationBreaksOff(start, end, at);
    }
    return endsBy(start, mark, end, at);
  }

  /**
   * Where the white space before a candidate begins; candidates in one stretch of it share that.
   */
  private int beforeSpace(int start, int at) {
    int end = at;
    while (end > start && end != lastCandidate && isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (end == lastCandidate) {
      end = Math.max(start, beforeLast);
    }
    lastCandidate = at;
    beforeLast = end;
    return end;
  }

  /** Position of the last terminator, behind it only closing marks; -1 when there is none. */
  private int terminator(int start, int end) {
    Matcher note = NOTE_NUMBER.matcher(text).region(Math.max(start, end - LONGEST_NOTE), end);
    if (note.find()) {
      return note.start();
    }
    Matcher marked = MARKED_END.matcher(text).region(Math.max(start, end - LONGEST_NOTE), end);
    if (marked.find()) {
      return marked.start();
    }
    int at = end - 1;
    while (at >= start && (CLOSERS.indexOf(text.charAt(at)) >= 0 || isSpace(text.charAt(at)))) {
      at--;
    }
    boolean omission = at + 1 < end && text.charAt(at + 1) == ']';
    return at >= start && !omission && isTerminator(text.charAt(at)) ? at : -1;
  }

  /** "If you please, sir--" The Rabbit ran. */
  private boolean quotationBreaksOff(int start, int end, int at) {
    char last = text.charAt(end - 1);
    boolean quoted = last == '"' || last == '”';
    return quoted
        && end - 2 > start
        && DASHES.indexOf(text.charAt(end - 2)) >= 0
        && Character.isUpperCase(text.charAt(firstLetter(at)));
  }

  private boolean isTerminator(char mark) {
    return switch (mark) {
      case ':' -> language.equals("hy") || language.equals("ar");
      case ';', '\u037e' -> language.equals("el");
      case '.', '!', '?', '…', '‼', '⁇', '⁈', '⁉', '．', '。', '！', '？', '｡' -> true;
      case '؟', '۔', '।', '॥', '။', '၊', '።', '፧', '፨', '։', '។', '།', '៕', '‥' -> true;
      default -> false;
    };
  }

  private boolean endsBy(int start, int mark, int end, int at) {
    char terminator = text.charAt(mark);
    if (isCaseless(terminator)) {
      return !continuesQuotation(end, at);
    }
    if (InlineList.startsLabel(text, at)) {
      return true;
    }
    int first = firstLetter(at);
    if (NEVER_FIRST.indexOf(text.charAt(at)) >= 0 || startsLower(at, first)) {
      return false;
    }
    if (language.equals("hy")) {
      return terminator == ':';
    }
    if (terminator == '.') {
      return fullStopEnds(start, mark, end, at, first);
    }
    if (end == at && mark == end - 1 && (terminator == '!' || terminator == '?')) {
      return mark > 0 && Character.isLowerCase(text.charAt(mark - 1)) && startsWord(at);
    }
    return true;
  }

  private boolean startsWord(int at) {
    return at + 1 < text.length()
        && Character.isUpperCase(text.charAt(at))
        && Character.isLowerCase(text.charAt(at + 1));
  }

  private static boolean isCaseless(char terminator) {
    return "。！？｡．؟۔।॥။၊።፧፨។៕།։".indexOf(terminator) >= 0;
  }

  /** Quotes inside a sentence: 「はい。」と言った and “你好吗？”他问. */
  private boolean continuesQuotation(int end, int at) {
    if (NEVER_FIRST.indexOf(text.charAt(at)) >= 0) {
      return true;
    }
    char last = text.charAt(end - 1);
    boolean quoted = last == '」' || last == '』' || last == '”';
    if (!quoted || end != at) {
      return false;
    }
    boolean asked = "！？".indexOf(text.charAt(end - 2)) >= 0;
    return switch (Character.UnicodeScript.of(text.charAt(at))) {
      case HIRAGANA -> true;
      case HAN -> asked;
      default -> false;
    };
  }

  private boolean fullStopEnds(int start, int mark, int end, int at, int first) {
    String before = text.substring(Math.max(start, mark - LONGEST_ELLIPSIS), mark + 1);
    if (before.endsWith(". . .")
        && !before.endsWith(". . . .")
        && SPACED_ELLIPSIS.matcher(before).find()
        && end == mark + 1) {
      return false;
    }
    if (mark > start && (text.charAt(mark - 1) == '.' || isSpace(text.charAt(mark - 1)))) {
      return true;
    }
    Matcher matcher = LAST_WORD.matcher(text).region(Math.max(start, mark - 40), mark);
    if (!matcher.find()) {
      return true;
    }
    if (spoken.goOn(text, mark, at)) {
      return false;
    }
    boolean quotationEnds = end > mark + 1 && CLOSERS.indexOf(text.charAt(mark + 1)) >= 0;
    return quotationEnds || wordEnds(start, mark, matcher.start(), at, first);
  }

  private boolean wordEnds(int start, int mark, int wordStart, int at, int first) {
    String word = withoutElision(text.substring(wordStart, mark));
    String lower = word.toLowerCase(Locale.ROOT);
    boolean digitNext = first < text.length() && Character.isDigit(text.charAt(first));
    if (isNumber(word)) {
      return !(lexicon.ordinalDots() && word.length() <= 2) || isStarter(first);
    }
    if (lexicon.ordinalDots() && isOrdinalNumeral(word, wordStart)) {
      return isStarter(first);
    }
    if (isStreet(lower, start, wordStart) && isStarter(first)) {
      return true;
    }
    if (lexicon.titles().contains(lower)) {
      return false;
    }
    if (ERA.matcher(text.substring(Math.max(start, mark - LONGEST_ELLIPSIS), mark)).find()) {
      return isStarter(first);
    }
    boolean numeral = ROMAN.matcher(text).region(first, text.length()).lookingAt();
    if ((numeral || digitNext) && spoken.standsBeforeNumbers(word)) {
      return false;
    }
    if (numeral
        && Character.isLowerCase(word.charAt(0))
        && (lexicon.abbreviations().contains(lower) || word.length() == 1)) {
      return false;
    }
    if (continuesAbbreviation(word, at)) {
      return false;
    }
    boolean starter = isStarter(first);
    if (CLOCK.matcher(lower).matches()) {
      return starter || hasMoreWords(start, mark, 3);
    }
    if (isInitial(word)) {
      return starter && (word.equals("I") || followsLowerWord(start, wordStart));
    }
    if (isAbbreviation(word, lower) || spoken.contains(word) || spoken.endAt(text, mark)) {
      return starter && !digitNext;
    }
    return true;
  }

  /** "des XXIII. Gesangs": a numeral behind a word in lower case. */
  private boolean isOrdinalNumeral(String word, int wordStart) {
    return word.length() > 1
        && word.matches("[IVXLC]+")
        && PRECEDING_LOWER.matcher(text).region(Math.max(0, wordStart - 20), wordStart).find();
  }

  /** "Main St. It rained.": behind a name it is a street and no saint. */
  private boolean isStreet(String lower, int start, int wordStart) {
    return language.equals("en")
        && (lower.equals("st") || lower.equals("dr"))
        && STREET_NAME
            .matcher(text)
            .region(Math.max(start, wordStart - LONGEST_NOTE), wordStart)
            .find();
  }

  private boolean isAbbreviation(String word, String lower) {
    return suppressed.contains(word + ".")
        || lexicon.abbreviations().contains(lower)
        || word.matches("\\p{L}{1,2}(?:\\.\\p{L}{1,2})+");
  }

  private static boolean isInitial(String word) {
    return word.codePointCount(0, word.length()) == 1 && Character.isUpperCase(word.codePointAt(0))
        || word.matches("(?:\\p{Lu}\\.)+-?\\p{Lu}");
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  /** "Avv" of "l'Avv". */
  private static String withoutElision(String word) {
    return word.substring(Math.max(word.lastIndexOf('\''), word.lastIndexOf('’')) + 1);
  }

  /** "z. B.", "EE. UU.": the next piece is the other half of the abbreviation. */
  private boolean continuesAbbreviation(String word, int at) {
    int letters = word.codePointCount(0, word.length());
    Pattern other =
        letters == 1
            ? SINGLE_LETTER
            : PAIRED_LETTERS.matcher(word).matches() ? PAIRED_LETTERS : null;
    return other != null && other.matcher(text).region(at, text.length()).lookingAt();
  }

  private boolean followsLowerWord(int start, int wordStart) {
    int at = wordStart - 1;
    while (at > start && isSpace(text.charAt(at))) {
      at--;
    }
    return at >= start && Character.isLowerCase(text.charAt(at));
  }

  private boolean isStarter(int first) {
    int end = first;
    while (end < text.length() && (Character.isLetter(text.charAt(end)))) {
      end++;
    }
    String word = text.substring(first, end);
    return !word.isEmpty()
        && Character.isUpperCase(word.charAt(0))
        && lexicon.starters().contains(word.toLowerCase(Locale.ROOT));
  }

  /** Counts no further than is asked for. */
  private boolean hasMoreWords(int start, int mark, int words) {
    int found = 0;
    for (int at = mark - 1; at >= start && found <= words; at--) {
      boolean last = at == start || isSpace(text.charAt(at - 1));
      found += last && !isSpace(text.charAt(at)) ? 1 : 0;
    }
    return found > words;
  }

  private int firstLetter(int at) {
    int first = at;
    while (first < text.length() && OPENERS.indexOf(text.charAt(first)) >= 0) {
      first++;
    }
    return first;
  }

  /** A lower-case letter goes on with the sentence, also behind a dash: "? — said he". */
  private boolean startsLower(int at, int first) {
    int letter = first;
    if (letter < text.length() && DASHES.indexOf(text.charAt(letter)) >= 0) {
      letter++;
      while (letter < text.length()
          && (isSpace(text.charAt(letter)) || DASHES.indexOf(text.charAt(letter)) >= 0)) {
        letter++;
      }
    }
    return letter < text.length() && Character.isLowerCase(text.codePointAt(letter));
  }

  /** Whether a line that has no terminator is a sentence by itself. */
  private boolean lineStandsAlone(int end, int at) {
    char last = text.charAt(end - 1);
    if (",;–—-".indexOf(last) >= 0 || startsLower(at, firstLetter(at))) {
      return false;
    }
    if (last == ':' || text.charAt(at - 1) == '\t' || InlineList.startsItem(text, at)) {
      return true;
    }
    char space = text.charAt(end);
    return (space == '\n' || space == '\r') && !isTerminator(text.charAt(at));
  }

  private int lineEnds(int end, int at) {
    int lines = 0;
    for (int i = end; i < at && lines < 2; i++) {
      char space = text.charAt(i);
      boolean second = space == '\n' && i > 0 && text.charAt(i - 1) == '\r';
      if ((space == '\n' || space == '\r' || space == '\u2029') && !second) {
        lines++;
      }
    }
    return lines;
  }

  private boolean hasWord(int start, int end) {
    while (firstWord < start || firstWord < text.length() && !isOfWord(firstWord)) {
      firstWord++;
    }
    return firstWord < end;
  }

  private boolean isOfWord(int at) {
    return Character.isLetterOrDigit(text.codePointAt(at));
  }

  private static boolean isSpace(char space) {
    return Character.isWhitespace(space) || Character.isSpaceChar(space);
  }
}
