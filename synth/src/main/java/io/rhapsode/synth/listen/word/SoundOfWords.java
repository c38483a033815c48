package io.rhapsode.synth.listen.word;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.Phonemizer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words as they sound: numbers, spelling variants, compounds and homophones that sound alike are
 * alike, in every language that the phonemiser knows. Not safe for threads.
 */
public final class SoundOfWords {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’.,][\\p{L}\\p{M}\\p{N}]+)*");
  private static final int MOST_KNOWN = 20_000;

  private final Phonemizer phonemizer;
  private final Map<String, String> known = new HashMap<>();

  public SoundOfWords(Phonemizer phonemizer) {
    this.phonemizer = requireNonNull(phonemizer, "phonemizer is null");
  }

  /**
   * A word.
   *
   * @param place in the text
   * @param sounds its phonemes, one character each, without stress and length
   */
  public record Word(Span place, String text, String sounds) {}

  /**
   * The words of a text.
   *
   * @param language BCP 47 tag
   */
  public List<Word> of(String text, String language) throws FailureException {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      Span place = new Span(matcher.start(), matcher.end());
      words.add(new Word(place, matcher.group(), sounds(matcher.group(), language)));
    }
    return words;
  }

  private String sounds(String word, String language) throws FailureException {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    String key = language + " " + word.toLowerCase(java.util.Locale.ROOT);
    String sounds = known.get(key);
    if (sounds == null) {
      StringBuilder all = new StringBuilder();
      for (Phonemizer.Clause clause : phonemizer.phonemes(spoken(word), language)) {
        all.append(bare(clause.letters()));
      }
      sounds = all.toString();
      known.put(key, sounds);
    }
    return sounds;
  }

  /** Years are read in pairs: 1719 is seventeen nineteen. */
  private static String spoken(String word) {
    return word.matches("1[1-9][1-9]\\d") ? word.substring(0, 2) + " " + word.substring(2) : word;
  }

  /** Letters of IPA alone: without stress, length and other marks, which readers differ in. */
  private static String bare(String ipa) {
    StringBuilder bare = new StringBuilder();
    Normalizer.normalize(ipa, Normalizer.Form.NFD)
        .codePoints()
        .filter(Character::isLetter)
        .filter(letter -> Character.getType(letter) != Character.MODIFIER_LETTER)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }
}
