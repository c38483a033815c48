package io.rhapsode.synth.family.kokoro;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.engine.Phonemizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The symbols of Kokoro: how they are made of espeak-ng's phonemes, and their numbers. */
final class KokoroAlphabet {
  private static final Pattern SYLLABIC = Pattern.compile("(\\S)\u0329");
  private static final Table TABLE = read();
  private static final KokoroAlphabet PUBLISHED = new KokoroAlphabet(TABLE, false);
  private static final KokoroAlphabet CORRECTED = new KokoroAlphabet(TABLE, true);

  private final Map<String, Integer> vocabulary;
  private final Map<String, List<List<String>>> replacements;

  private final boolean corrected;

  private KokoroAlphabet(Table table, boolean corrected) {
    this.vocabulary = Map.copyOf(table.vocabulary());
    this.replacements = Map.copyOf(table.replacements());
    this.corrected = corrected;
  }

  /** The alphabet of release 1.0, with symbols as its reference makes them. */
  static KokoroAlphabet published() {
    return PUBLISHED;
  }

  /**
   * The same alphabet, with symbols as in the dictionaries that the voices learnt from, where the
   * reference's own replacements never apply: the diphthongs of "there" and "here" in British
   * English, and one r in "history" instead of two.
   */
  static KokoroAlphabet corrected() {
    return CORRECTED;
  }

  /** The number of a symbol, from 1; empty when the model has no such symbol. */
  OptionalInt id(int codePoint) {
    Integer id = vocabulary.get(Character.toString(codePoint));
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * Kokoro's symbols for phonemes, which may still hold some that the model lacks.
   *
   * @param phonemes IPA with {@link Phonemizer#TIE}
   */
  String symbols(String phonemes, KokoroLanguage language) {
    String symbols = phonemes;
    if (corrected) {
      for (List<String> pair : replacements.getOrDefault(language.corrections(), List.of())) {
        symbols = symbols.replace(pair.get(0), pair.get(1));
      }
    }
    for (String list : language.replacements()) {
      for (List<String> pair : replacements.get(list)) {
        symbols = symbols.replace(pair.get(0), pair.get(1));
      }
      if (list.equals("english")) {
        symbols = SYLLABIC.matcher(symbols).replaceAll("\u1d4a$1");
      }
    }
    return symbols;
  }

  /** The same for a pronunciation that a person wrote, who ties no letters. */
  String symbolsOfUntied(String ipa, KokoroLanguage language) {
    String tied = ipa;
    for (String list : language.replacements()) {
      for (List<String> pair : replacements.get(list)) {
        String phoneme = pair.get(0);
        if (phoneme.length() > 1 && phoneme.indexOf(Phonemizer.TIE) > 0) {
          tied = tied.replace(phoneme.replace(String.valueOf(Phonemizer.TIE), ""), phoneme);
        }
      }
    }
    return symbols(tied, language);
  }

  private static Table read() {
    try (InputStream in = KokoroAlphabet.class.getResourceAsStream("alphabet.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<Table>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("alphabet.json cannot be read", e);
    }
  }

  private record Table(
      Map<String, Integer> vocabulary, Map<String, List<List<String>>> replacements) {}
}
