package io.rhapsode.workflows.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.Heteronyms;
import io.rhapsode.ingest.lexicon.role.PartsOfSpeech;
import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * 220 sentences of our own with words that are said in more than one way, as espeak-ng's rules say
 * them and as they are prescribed. A reading counts as the one of two that its sounds are nearer
 * to.
 */
class HeteronymsTest {
  /** A word in its sentence, and both ways to say it. */
  private record Item(String right, String wrong, String sentence, int start, int end) {
    static Item of(String line) {
      String[] columns = line.split("\t");
      int start = columns[2].indexOf('*');
      int end = columns[2].indexOf('*', start + 1) - 1;
      return new Item(
          columns[0].replace("/", ""),
          columns[1].replace("/", ""),
          columns[2].replace("*", ""),
          start,
          end);
    }

    boolean isRight(String sounds) {
      return distance(plain(right), plain(sounds)) < distance(plain(wrong), plain(sounds));
    }
  }

  @Test
  void fewerAreWrongThanByTheRulesOfTheEngineAlone() throws Exception {
    Phonemizer phonemizer = Listeners.phonemizer();
    Voice voice =
        SpeechEngines.standard().voices().stream()
            .filter(some -> some.name().equals("en-gb"))
            .findFirst()
            .orElseThrow();
    Lexicons lexicons =
        Lexicons.of(List.of(Heteronyms.lexicon(voice).orElseThrow()), PartsOfSpeech.standard());
    int before = 0;
    int after = 0;
    int told = 0;
    List<String> spoilt = new ArrayList<>();
    for (Item item : items()) {
      boolean alone = item.isRight(engine(phonemizer, item.sentence()));
      Optional<String> prescribed = prescribed(lexicons, item);
      boolean now = prescribed.map(item::isRight).orElse(alone);
      before += alone ? 0 : 1;
      after += now ? 0 : 1;
      told += prescribed.isPresent() ? 1 : 0;
      if (alone && !now) {
        spoilt.add(item.sentence());
      }
    }
    String figures =
        "of %d sentences %d were wrong, %d are, %d were told"
            .formatted(items().size(), before, after, told);
    System.out.println(figures);
    assertEquals(List.of(), spoilt);
    assertTrue(before > 40 && after < 20 && told > 150, figures);
  }

  private static String engine(Phonemizer phonemizer, String sentence) throws Exception {
    StringBuilder sounds = new StringBuilder();
    for (Phonemizer.Clause clause : phonemizer.phonemes(sentence, "en-GB")) {
      sounds.append(clause.letters()).append(' ');
    }
    return sounds.toString();
  }

  private static Optional<String> prescribed(Lexicons lexicons, Item item) {
    for (Prescription found : lexicons.find(item.sentence(), "en")) {
      if (found.source().start() < item.end() && found.source().end() > item.start()) {
        return Optional.of(((Saying.Phonemes) found.saying()).ipa());
      }
    }
    return Optional.empty();
  }

  /** Stress before its vowel, and no difference between signs for the same sound. */
  private static String plain(String ipa) {
    return ipa.replace("ˌ", "")
        .replaceAll("ˈ([^aeiouæɑɒɔəɛɪʊʌɜ]*)", "$1ˈ")
        .replace("ɹ", "r")
        .replace("ɐ", "ə")
        .replaceAll("a(?![ɪʊ])", "æ")
        .replace("ɑːst", "æst")
        .replace("dj", "dʒ")
        .replace("ː", "")
        .replace("i", "ɪ");
  }

  /** How many signs are to be changed for a word to stand somewhere in a text. */
  private static int distance(String word, String text) {
    int[] row = new int[text.length() + 1];
    for (int i = 1; i <= word.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= text.length(); j++) {
        int same = diagonal + (word.charAt(i - 1) == text.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    int least = Integer.MAX_VALUE;
    for (int value : row) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static List<Item> items() throws Exception {
    try (InputStream in = HeteronymsTest.class.getResourceAsStream("heteronyms.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Item::of)
          .toList();
    }
  }
}
