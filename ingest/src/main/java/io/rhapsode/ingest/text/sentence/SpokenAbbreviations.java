package io.rhapsode.ingest.text.sentence;

import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The abbreviations that are spoken in full, {@link SpokenWords}: a sentence does not end inside
 * one, and what is read before a number or a name does not end before it.
 */
final class SpokenAbbreviations {
  private static final int LONGEST = 24;
  private static final Map<String, SpokenAbbreviations> LOADED = new ConcurrentHashMap<>();

  private final Set<String> plain;
  private final Set<String> beforeNumbers;

  /** What compounds end in that stand before numbers: "Bahnhofstr.". */
  private final List<String> endings;

  private final Optional<Pattern> parted;

  private SpokenAbbreviations(
      Set<String> plain,
      Set<String> beforeNumbers,
      List<String> endings,
      Optional<Pattern> parted) {
    this.plain = plain;
    this.beforeNumbers = beforeNumbers;
    this.endings = endings;
    this.parted = parted;
  }

  /** Those of a primary language, none for languages without any. */
  static SpokenAbbreviations of(String language) {
    return LOADED.computeIfAbsent(language, SpokenAbbreviations::load);
  }

  private static SpokenAbbreviations load(String language) {
    SpokenWords words = SpokenWords.of(language);
    boolean stopped = !language.equals("en");
    Set<String> alsoWords = Set.copyOf(words.words("words too"));
    Set<String> plain = new HashSet<>();
    keys(words, "anywhere", stopped).filter(SpokenAbbreviations::isWhole).forEach(plain::add);
    keys(words, "before names", stopped).filter(SpokenAbbreviations::isWhole).forEach(plain::add);
    plain.removeAll(alsoWords);
    Set<String> numbers =
        keys(words, "before numbers", stopped)
            .map(key -> key.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    String parts =
        Stream.of("anywhere", "before names", "before numbers", "units")
            .flatMap(kind -> keys(words, kind, stopped))
            .filter(key -> key.contains("."))
            .distinct()
            .map(key -> Pattern.quote(key).replace(". ", ".").replace(".", "\\E\\.\\s?\\Q"))
            .collect(Collectors.joining("|"));
    return new SpokenAbbreviations(
        Set.copyOf(plain),
        numbers,
        words.words("abbreviation endings"),
        parts.isEmpty()
            ? Optional.empty()
            : Optional.of(Pattern.compile("(?<![\\p{L}\\p{N}.])(?:" + parts + ")\\.")));
  }

  /** Abbreviations without their last full stop, with a full stop in the table or not. */
  private static Stream<String> keys(SpokenWords words, String kind, boolean stopped) {
    return words.table(kind).keySet().stream()
        .filter(key -> !stopped || key.endsWith("."))
        .map(key -> key.endsWith(".") ? key.substring(0, key.length() - 1) : key);
  }

  private static boolean isWhole(String key) {
    return !key.contains(".") && !key.contains(" ");
  }

  /** Whether a word before a full stop is one that may also end a sentence. */
  boolean contains(String word) {
    return plain.contains(word) || plain.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word before a full stop is read together with a number behind it. */
  boolean standsBeforeNumbers(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return beforeNumbers.contains(lower) || endings.stream().anyMatch(lower::endsWith);
  }

  /**
   * Whether the full stop at {@code mark} stands inside an abbreviation that goes on at {@code at}.
   */
  boolean goOn(String text, int mark, int at) {
    return find(text, mark, at + LONGEST, end -> end > at);
  }

  /** Whether the full stop at {@code mark} ends an abbreviation of several parts. */
  boolean endAt(String text, int mark) {
    return find(text, mark, mark + 1, end -> end == mark + 1);
  }

  private boolean find(String text, int mark, int limit, IntPredicate isWanted) {
    if (parted.isEmpty()) {
      return false;
    }
    Matcher matcher =
        parted
            .get()
            .matcher(text)
            .region(Math.max(0, mark - LONGEST), Math.min(text.length(), limit))
            .useTransparentBounds(true);
    while (matcher.find()) {
      if (matcher.start() <= mark && isWanted.test(matcher.end())) {
        return true;
      }
    }
    return false;
  }
}
