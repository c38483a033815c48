package io.rhapsode.ingest.lexicon;

import io.rhapsode.ingest.lexicon.LexiconFile.Content;
import io.rhapsode.ingest.lexicon.phonetic.Ipa;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lexicon as a table: a line for each word, a tab, and how to say it: IPA between slashes, or
 * other words to read instead. Spellings that are said alike are divided by {@code |}; a third
 * column tells what the word must be for the line to hold. Lines that begin with {@code #} are
 * remarks, of which {@code # language: en} says for which texts the table is.
 *
 * <pre>
 * # language: en
 * Siobhan|Siobhán    /ʃɪˈvɔːn/
 * Uffa               ooh-fah
 * read               /rɛd/         VBD|VBN
 * </pre>
 */
public final class LexiconTable {
  private static final Pattern LANGUAGE = Pattern.compile("#\\s*language:\\s*(.*)");
  private static final Pattern SOUNDS = Pattern.compile("/(.*)/|\\[(.*)\\]");
  private static final int COLUMNS = 3;

  private LexiconTable() {}

  static Content read(String name, String text) throws UnreadableLexiconException {
    List<LexiconEntry> entries = new ArrayList<>();
    String language = "";
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher stated = LANGUAGE.matcher(line.strip());
      if (stated.matches()) {
        language = language(name, number, stated.group(1));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        try {
          entries.add(entry(line));
        } catch (IllegalArgumentException e) {
          throw UnreadableLexiconException.at(name, number, e.getMessage());
        }
        if (entries.size() > LexiconFile.MAXIMUM_ENTRIES) {
          throw UnreadableLexiconException.at(
              name, number, "more than %,d entries".formatted(LexiconFile.MAXIMUM_ENTRIES));
        }
      }
    }
    return new Content(language, entries);
  }

  private static String language(String name, int line, String written)
      throws UnreadableLexiconException {
    return LanguageTags.normalize(written)
        .orElseThrow(
            () ->
                UnreadableLexiconException.at(
                    name,
                    line,
                    "'%s' is not a BCP 47 tag such as en or pt-BR".formatted(written.strip())));
  }

  private static LexiconEntry entry(String line) {
    String[] columns = line.split("\t+");
    if (columns.length < 2 || columns.length > COLUMNS) {
      throw new IllegalArgumentException(
          "'%s' is not a word, a tab and how to say it".formatted(shown(line)));
    }
    List<String> graphemes = parts(columns[0]);
    if (graphemes.isEmpty()) {
      throw new IllegalArgumentException("the word before the tab is missing");
    }
    List<String> roles = columns.length < COLUMNS ? List.of() : parts(columns[2]);
    return new LexiconEntry(graphemes, roles, saying(columns[1].strip()));
  }

  /**
   * What a person wrote for how something is said: IPA between slashes or brackets, else words.
   *
   * @throws IllegalArgumentException when it is blank or has other letters than those of IPA
   */
  public static Saying saying(String written) {
    Matcher sounds = SOUNDS.matcher(written.strip());
    if (sounds.matches()) {
      return new Saying.Phonemes(
          Ipa.canonical(sounds.group(1) == null ? sounds.group(2) : sounds.group(1)));
    }
    if (written.isBlank()) {
      throw new IllegalArgumentException("how to say it is missing");
    }
    return new Saying.Alias(written.strip());
  }

  /** The same as {@link #saying} reads. */
  public static String written(Saying saying) {
    return saying instanceof Saying.Phonemes phonemes
        ? "/" + phonemes.ipa() + "/"
        : ((Saying.Alias) saying).text();
  }

  private static List<String> parts(String column) {
    return Arrays.stream(column.split("\\|"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  static String write(Content content) {
    StringBuilder table = new StringBuilder();
    if (!content.language().isEmpty()) {
      table.append("# language: ").append(content.language()).append('\n');
    }
    for (LexiconEntry entry : content.entries()) {
      table
          .append(String.join("|", entry.graphemes()))
          .append('\t')
          .append(written(entry.saying()));
      if (!entry.roles().isEmpty()) {
        table.append('\t').append(String.join("|", entry.roles()));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String shown(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
