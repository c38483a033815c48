package io.rhapsode.ingest.document.typography;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words that headings are made of, in all languages of {@code chapter-words.txt} at once, since
 * headings are looked for before the language of a document is known. All are in lower case.
 *
 * @param parts numbered, and with chapters inside: part, book
 * @param chapters numbered: chapter, letter
 * @param alone without a number: prologue
 * @param contents titles of lists of contents
 * @param numbers cardinal and ordinal numerals in words, with their value
 */
record ChapterWords(
    Set<String> parts,
    Set<String> chapters,
    Set<String> alone,
    Set<String> contents,
    Map<String, Integer> numbers) {
  /** Books with more chapters number them in figures. */
  private static final int LARGEST = 100;

  /** Loaded when first needed. */
  private static final class Table {
    private static final ChapterWords ALL = load();
  }

  static ChapterWords all() {
    return Table.ALL;
  }

  private static ChapterWords load() {
    Set<String> parts = new HashSet<>();
    Set<String> chapters = new HashSet<>();
    Set<String> alone = new HashSet<>();
    Set<String> contents = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (String line : lines()) {
      String[] columns = line.split("\\|");
      add(columns[1], parts);
      add(columns[2], chapters);
      add(columns[3], alone);
      add(columns[4], contents);
      addNumbers(columns[0].strip(), numbers);
    }
    return new ChapterWords(parts, chapters, alone, contents, numbers);
  }

  private static void add(String column, Set<String> words) {
    for (String word : column.split(",")) {
      words.add(word.strip());
    }
  }

  /** CLDR spells numerals out, in every gender and case it knows. */
  private static void addNumbers(String language, Map<String, Integer> numbers) {
    RuleBasedNumberFormat format =
        new RuleBasedNumberFormat(new ULocale(language), RuleBasedNumberFormat.SPELLOUT);
    for (String rules : format.getRuleSetNames()) {
      if (rules.startsWith("%spellout-cardinal") || rules.startsWith("%spellout-ordinal")) {
        for (int number = 1; number <= LARGEST; number++) {
          String word = format.format(number, rules).replace("\u00AD", "");
          numbers.putIfAbsent(word.toLowerCase(Locale.ROOT), number);
        }
      }
    }
  }

  private static Iterable<String> lines() {
    try (InputStream table = ChapterWords.class.getResourceAsStream("chapter-words.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("chapter-words.txt cannot be read", e);
    }
  }
}
