package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A piece of a normalised text: the texts of all words, with nothing between them, are the whole
 * text. A word with a pronunciation holds just the letters that it replaces; spaces and punctuation
 * stand in words without one, which may be as long as a sentence.
 *
 * @param text at least one character
 * @param ipa how to pronounce it, in the International Phonetic Alphabet; where absent, the engine
 *     decides
 */
public record SpokenWord(String text, Optional<String> ipa) {
  public SpokenWord {
    requireNonNull(ipa, "ipa is null");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a word has no text");
    }
    if (ipa.isPresent() && (ipa.get().isBlank() || text.isBlank())) {
      throw new IllegalArgumentException("the pronunciation or the text of a word is blank");
    }
  }

  /** Text that the engine pronounces as it likes. */
  public static SpokenWord plain(String text) {
    return new SpokenWord(text, Optional.empty());
  }

  /** A word with its pronunciation. */
  public static SpokenWord pronounced(String text, String ipa) {
    return new SpokenWord(text, Optional.of(ipa));
  }

  /** The text of words that follow each other. */
  public static String textOf(List<SpokenWord> words) {
    return words.size() == 1
        ? words.get(0).text()
        : words.stream().map(SpokenWord::text).collect(Collectors.joining());
  }

  /** The same words with neighbours that have no pronunciation made one. */
  public static List<SpokenWord> joined(List<SpokenWord> words) {
    List<SpokenWord> joined = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    for (SpokenWord word : words) {
      if (word.ipa().isEmpty()) {
        plain.append(word.text());
        continue;
      }
      addPlain(joined, plain);
      joined.add(word);
    }
    addPlain(joined, plain);
    return List.copyOf(joined);
  }

  private static void addPlain(List<SpokenWord> words, StringBuilder plain) {
    if (!plain.isEmpty()) {
      words.add(plain(plain.toString()));
      plain.setLength(0);
    }
  }
}
