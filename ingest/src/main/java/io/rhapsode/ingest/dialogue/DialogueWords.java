package io.rhapsode.ingest.dialogue;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.text.language.LanguageTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words by which labels and sounds of one language are known, in small letters. English ones hold
 * everywhere, since labels often stay English in translations.
 */
record DialogueWords(
    Set<String> persons, Set<String> sounds, Set<String> notNames, Set<String> credits) {
  private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’]+");
  private static final int LONGEST_IDEOGRAPHIC = 40;

  static DialogueWords of(String language, DialogueSettings settings) {
    DialogueWords words =
        new DialogueWords(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    String primary = LanguageTags.primary(language).toLowerCase(Locale.ROOT);
    for (String line : lines()) {
      String[] columns = line.split("\\|");
      if (List.of(primary, "en").contains(columns[0].strip())) {
        words.persons.addAll(list(columns[1]));
        words.sounds.addAll(list(columns[2]));
        words.notNames.addAll(list(columns[3]));
        words.credits.addAll(list(columns[4]));
      }
    }
    for (DialogueSettings.LanguageWords own : settings.languages()) {
      if (own.language().equalsIgnoreCase(primary)) {
        words.persons.addAll(own.persons());
        words.sounds.addAll(own.sounds());
        words.notNames.addAll(own.notNames());
        words.credits.addAll(own.credits());
      }
    }
    return words;
  }

  private static List<String> list(String column) {
    return Arrays.stream(column.split(",")).map(String::strip).toList();
  }

  private static List<String> lines() {
    try (InputStream table = DialogueWords.class.getResourceAsStream("dialogue-words.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("dialogue-words.txt cannot be read", e);
    }
  }

  /** Whether a text tells of a sound. */
  boolean hasSound(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    if (WORD_END.splitAsStream(small).anyMatch(sounds::contains)) {
      return true;
    }
    // Scripts that write no spaces between words.
    return small.length() <= LONGEST_IDEOGRAPHIC
        && small.codePoints().anyMatch(Character::isIdeographic)
        && sounds.stream().anyMatch(small::contains);
  }

  /** Whether a text begins with somebody who has no name. */
  boolean beginsWithPerson(String text) {
    String small = text.toLowerCase(Locale.ROOT).strip();
    return persons.contains(WORD_END.split(small, 2)[0]) || persons.contains(small);
  }

  boolean isNotName(String text) {
    return notNames.contains(text.toLowerCase(Locale.ROOT).strip());
  }

  boolean isCredit(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return credits.stream().anyMatch(small::contains);
  }
}
