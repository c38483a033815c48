package io.rhapsode.ingest.lexicon.dictionary;

import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.ingest.text.normal.Prescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers the words of a book that no dictionary of their language knows, sentence by sentence.
 * Without a dictionary of the language they are its names, by their capitals, and the words that
 * stand in the book once. Words that a lexicon says are left out. Used by one thread.
 */
public final class UnknownWords {
  /** Letters with what may stand inside a word. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}])\\p{L}[\\p{L}\\p{M}]*+(?:['’‑-]\\p{L}[\\p{L}\\p{M}]*)*");

  /** Endings that are no part of a name, and words that are joined to the front of another. */
  private static final Pattern JOINED_END = Pattern.compile("'(?:s|ll|d|ve|re|m|t)?$");

  /** "didn't": nothing to look up. */
  private static final Pattern NEGATED = Pattern.compile("n't$", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Pattern> JOINED_FRONT =
      Map.of(
          "fr", Pattern.compile("^(?:[cdjlmnstCDJLMNST]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)'"),
          "it", Pattern.compile("^(?:\\p{L}{0,4}[lnrstvdcLNRSTVDC])'"));

  /** Languages that write every noun with a capital. */
  private static final Set<String> CAPITAL_NOUNS = Set.of("de", "lb");

  private static final int SHORTEST = 3;

  private final Lexicons lexicons;
  private final Map<String, Optional<WordDictionary>> dictionaries = new HashMap<>();
  private final Map<String, Map<String, Seen>> byLanguage = new TreeMap<>();

  /** What is known of a word so far. */
  private static final class Seen {
    private final Map<String, Integer> forms = new LinkedHashMap<>();
    private final String sentence;
    private int count;
    private int capitalsInside;
    private int small;

    Seen(String sentence) {
      this.sentence = sentence;
    }
  }

  /**
   * @param lexicons whose words are known
   */
  public UnknownWords(Lexicons lexicons) {
    this.lexicons = lexicons;
  }

  /**
   * Reads a sentence.
   *
   * @param sentence as it is written
   * @param tag BCP 47 tag
   */
  public void read(String sentence, String tag) {
    String language = LanguageTags.primary(tag);
    Optional<WordDictionary> dictionary =
        dictionaries.computeIfAbsent(language, WordDictionary::of);
    List<Prescription> said = lexicons.find(sentence, tag);
    Map<String, Seen> seen = byLanguage.computeIfAbsent(tag, some -> new HashMap<>());
    Matcher word = WORD.matcher(sentence);
    boolean begins = true;
    while (word.find()) {
      boolean first = begins || opens(sentence, word.start());
      begins = false;
      boolean prescribed =
          said.stream()
              .anyMatch(
                  some -> some.source().start() < word.end() && some.source().end() > word.start());
      String form = bare(word.group(), language);
      if (!prescribed
          && form.length() >= SHORTEST
          && dictionary.map(known -> !known.knows(form)).orElse(true)) {
        note(seen, form, sentence, first);
      }
    }
  }

  /** Whether a sentence or a speech begins at a place, where capitals tell nothing. */
  private static boolean opens(String sentence, int at) {
    for (int i = at - 1; i >= 0; i--) {
      char before = sentence.charAt(i);
      if (!Character.isWhitespace(before)) {
        return ".!?:“”\"«»‘„—–(".indexOf(before) >= 0;
      }
    }
    return true;
  }

  private static void note(Map<String, Seen> seen, String form, String sentence, boolean first) {
    Seen known =
        seen.computeIfAbsent(form.toLowerCase(Locale.ROOT), word -> new Seen(sentence.strip()));
    known.count++;
    known.forms.merge(form, 1, Integer::sum);
    boolean capital = Character.isUpperCase(form.codePointAt(0));
    known.small += capital ? 0 : 1;
    known.capitalsInside += capital && !first ? 1 : 0;
  }

  private static String bare(String written, String language) {
    String word = written.replace('’', '\'').replace('‑', '-');
    if (NEGATED.matcher(word).find()) {
      return "";
    }
    word = JOINED_END.matcher(word).replaceFirst("");
    Pattern front = JOINED_FRONT.get(language);
    return front == null ? word : front.matcher(word).replaceFirst("");
  }

  /** Languages of what was read of which there is no dictionary. */
  public List<String> withoutDictionary() {
    return dictionaries.entrySet().stream()
        .filter(entry -> entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The words of each language: names first, then the others, each the most frequent first. */
  public List<UnknownWord> words() {
    List<UnknownWord> words = new ArrayList<>();
    byLanguage.forEach(
        (tag, seen) -> {
          boolean known = dictionaries.get(LanguageTags.primary(tag)).isPresent();
          for (Seen word : joined(seen, tag).values()) {
            boolean name = word.small == 0 && word.capitalsInside > 0;
            if (known || name || word.count == 1) {
              words.add(new UnknownWord(form(word), tag, name, word.count, word.sentence));
            }
          }
        });
    words.sort(
        Comparator.comparing(UnknownWord::name)
            .thenComparing(UnknownWord::count)
            .reversed()
            .thenComparing(UnknownWord::word));
    return words;
  }

  /** "Weasleys" is counted with "Weasley", for the lexicons find it with that. */
  private static Map<String, Seen> joined(Map<String, Seen> seen, String tag) {
    Map<String, Seen> joined = new TreeMap<>(seen);
    if (!CAPITAL_NOUNS.contains(LanguageTags.primary(tag)) && !tag.startsWith("en")) {
      return joined;
    }
    for (Map.Entry<String, Seen> word : seen.entrySet()) {
      String stem = word.getKey().substring(0, word.getKey().length() - 1);
      Seen other = seen.get(stem);
      if (word.getKey().endsWith("s") && other != null && word.getValue().small == 0) {
        other.count += word.getValue().count;
        joined.remove(word.getKey());
      }
    }
    return joined;
  }

  /** As it stands most often; in small letters, if it ever does. */
  private static String form(Seen word) {
    return word.forms.entrySet().stream()
        .filter(form -> word.small == 0 || !Character.isUpperCase(form.getKey().codePointAt(0)))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
