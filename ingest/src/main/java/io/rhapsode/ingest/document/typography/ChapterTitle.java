package io.rhapsode.ingest.document.typography;

import io.rhapsode.ingest.limit.Interruption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that is the title of a chapter by what it says.
 *
 * @param part whether it stands above chapters, as "Book the First" does
 * @param label whether it is a bare number or label, whose title may follow on the next line
 */
public record ChapterTitle(boolean part, boolean label) {
  private static final int LONGEST = 120;
  private static final int MOST_WORDS = 12;
  private static final int MOST_WORDS_OF_SENTENCE = 8;

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** "Chapter 4", "chapter.001", "CHAPTER IV. The Raft": a word, its number, the rest. */
  private static final Pattern WORD_FIRST =
      Pattern.compile(
          "(?<word>[\\p{L}\\p{M}]+\\.?)[\\s.:#_–—-]*?(?:n[o°º]\\.?\\s*|№\\s*)?"
              + "(?<number>(?<=[\\s.:#_–—-])\\p{Nd}{1,4}(?:[.]?[ºªoae°]\\b|(?:st|nd|rd|th|er|re|e|ème|η|ο)\\b)?"
              + "|(?<=\\s)(?i:[ivxlcdm]{1,8})(?![\\p{L}\\p{M}'’]))(?<rest>.*)");

  private static final Pattern NUMBER_FIRST =
      Pattern.compile(
          "(?<number>\\p{Nd}{1,4}(?:\\.|º|ª|st|nd|rd|th|er|re|e|ème|-[\\p{L}]{1,3})?"
              + "|(?i:[ivxlcdm]{1,8})\\.?)\\s+(?<word>[\\p{L}\\p{M}]+)(?<rest>.*)");

  private static final Pattern IDEOGRAPHIC =
      Pattern.compile(
          "第\\s*[一二三四五六七八九十百千〇零两0-9０-９]+\\s*[章部回巻卷節节篇話话幕集](?:\\s*.{0,40})?"
              + "|제\\s*[0-9一-十]+\\s*[장부편회막](?:\\s*.{0,40})?"
              + "|[一二三四五六七八九十]{1,4}、.{1,30}|[序终終]章.{0,20}|前言|后记|後記|序言?|尾声|まえがき|あとがき"
              + "|はじめに|おわりに|プロローグ|エピローグ|서문|머리말|프롤로그|에필로그|맺음말");

  private static final Pattern PART_IDEOGRAPH = Pattern.compile("[第제].*?[部巻卷篇부편].*");

  private static final Pattern SEPARATED = Pattern.compile("\\s*[.:;–—―|)\\]-].*|\\s{2,}.*|\\s*");
  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?…][\"”’»)]*");

  /** The title that a line is, if it is one. */
  public static Optional<ChapterTitle> of(String line) {
    Interruption.check();
    String text = line.strip();
    if (text.isEmpty() || text.length() > LONGEST || text.endsWith(",") || text.endsWith(";")) {
      return Optional.empty();
    }
    if (IDEOGRAPHIC.matcher(text).matches()) {
      boolean part = PART_IDEOGRAPH.matcher(text).matches();
      return Optional.of(new ChapterTitle(part, text.length() <= 6));
    }
    return wordFirst(text)
        .or(() -> numberFirst(text))
        .or(() -> inWords(text))
        .or(() -> alone(text));
  }

  /** Whether a line is the title of a list of contents. */
  public static boolean isContents(String line) {
    String core = line.strip().replaceFirst("[.:]$", "");
    return ChapterWords.all().contents().contains(core.toLowerCase(Locale.ROOT));
  }

  private static Optional<ChapterTitle> wordFirst(String text) {
    Matcher matcher = WORD_FIRST.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return titled(matcher.group("word"), matcher.group("rest"));
  }

  private static Optional<ChapterTitle> numberFirst(String text) {
    Matcher matcher = NUMBER_FIRST.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rest = matcher.group("rest");
    boolean capital = Character.isUpperCase(matcher.group("word").codePointAt(0));
    boolean plain = rest.isBlank() || SEPARATED.matcher(rest).matches();
    return capital || rest.isBlank()
        ? titled(matcher.group("word"), rest).filter(title -> plain)
        : Optional.empty();
  }

  /** "Chapter Twenty-One: Home", "Book the First", "Erstes Kapitel", "Première partie". */
  private static Optional<ChapterTitle> inWords(String text) {
    String head = text.split("(?<=\\S)[.:;–—]|\\s-\\s", 2)[0].strip();
    String rest = text.substring(Math.min(text.length(), text.indexOf(head) + head.length()));
    String[] words = SPACES.split(head.toLowerCase(Locale.ROOT));
    int first = 0;
    if (words.length > 1 && isArticle(words[0])) {
      first = 1;
    }
    boolean plain = first > 0 && text.matches("\\S+\\s+\\p{Ll}.*");
    if (words.length - first < 2 || plain || !Character.isUpperCase(text.codePointAt(0))) {
      return Optional.empty();
    }
    for (int split = first + 1; split < words.length; split++) {
      String before = joined(words, first, split);
      int after = isArticle(words[split]) && split + 1 < words.length ? split + 1 : split;
      for (int end = words.length; end > after; end--) {
        if (isName(before) && isNumber(joined(words, after, end))) {
          return titled(before, end == words.length ? rest : remainder(head, end) + rest);
        }
      }
      if (isNumber(before) && isName(words[split])) {
        return titled(words[split], split + 1 == words.length ? rest : remainder(head, split + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<ChapterTitle> alone(String text) {
    String[] parts = text.split("(?<=\\S)\\s*[.:–—](?:\\s|$)|\\s-\\s", 2);
    boolean known = ChapterWords.all().alone().contains(parts[0].strip().toLowerCase(Locale.ROOT));
    String rest = parts.length > 1 ? parts[1] : "";
    boolean titled = rest.isBlank() || !isSentence(rest);
    return known && titled && Character.isLetter(text.codePointAt(0)) && !isLowerCased(text)
        ? Optional.of(new ChapterTitle(false, false))
        : Optional.empty();
  }

  private static Optional<ChapterTitle> titled(String name, String rest) {
    ChapterWords words = ChapterWords.all();
    String written = name.toLowerCase(Locale.ROOT);
    boolean abbreviated = words.chapters().contains(written);
    String word = abbreviated ? written : written.replaceFirst("\\.$", "");
    boolean part = words.parts().contains(word);
    if (!part && !words.chapters().contains(word)) {
      return Optional.empty();
    }
    String title = rest.strip();
    boolean separated = SEPARATED.matcher(rest).matches();
    int letter = title.codePoints().filter(Character::isLetter).findFirst().orElse('A');
    if (!separated && (Character.isLowerCase(letter) || isSentence(title))) {
      return Optional.empty();
    }
    if (isSentence(title) && SPACES.split(title).length > MOST_WORDS_OF_SENTENCE
        || SPACES.split(title).length > MOST_WORDS) {
      return Optional.empty();
    }
    boolean goesOn =
        separated && Character.isLowerCase(letter) && title.matches("[.:;–—-]?\\s*\\p{Ll}.*[.!?]");
    boolean label = title.chars().noneMatch(Character::isLetterOrDigit);
    return goesOn ? Optional.empty() : Optional.of(new ChapterTitle(part, label));
  }

  private static boolean isName(String word) {
    return ChapterWords.all().chapters().contains(word)
        || ChapterWords.all().parts().contains(word);
  }

  private static boolean isNumber(String words) {
    return ChapterWords.all().numbers().containsKey(words);
  }

  private static boolean isArticle(String word) {
    return word.matches("the|der|die|das|le|la|el|il|o|a|η|το|al");
  }

  private static boolean isSentence(String text) {
    return SENTENCE_END.matcher(text).matches() && SPACES.split(text).length > 3;
  }

  private static boolean isLowerCased(String text) {
    return Character.isLowerCase(text.codePointAt(0));
  }

  private static String joined(String[] words, int from, int to) {
    return String.join(" ", java.util.Arrays.copyOfRange(words, from, to));
  }

  /** What follows the first words of a text, with the space before it. */
  private static String remainder(String text, int words) {
    Matcher matcher = SPACES.matcher(text);
    int at = 0;
    for (int count = 0; count < words && matcher.find(); count++) {
      at = matcher.start();
    }
    return at == 0 ? "" : text.substring(at);
  }
}
