package io.rhapsode.ingest.text.normal;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text as it is spoken.
 *
 * @param spoken without white space at either end; empty when nothing is to be spoken
 * @param tokens every word of {@code spoken} in order, with its place in the source text
 * @param sounds stretches of {@code spoken} whose sounds are prescribed, in order, without overlap
 * @param warning why the text could not be normalised and is passed on as it stands
 */
public record NormalizedText(
    String spoken, List<SpokenToken> tokens, List<Sounds> sounds, Optional<String> warning) {
  /**
   * Sounds of a stretch.
   *
   * @param spoken in the spoken text
   * @param ipa in the International Phonetic Alphabet
   */
  public record Sounds(Span spoken, String ipa) {
    public Sounds {
      requireNonNull(spoken, "spoken is null");
      requireNonNull(ipa, "ipa is null");
    }
  }

  public NormalizedText {
    requireNonNull(spoken, "spoken is null");
    requireNonNull(warning, "warning is null");
    tokens = List.copyOf(tokens);
    sounds = List.copyOf(sounds);
  }

  /** A text that is pronounced as the voice likes. */
  public NormalizedText(String spoken, List<SpokenToken> tokens, Optional<String> warning) {
    this(spoken, tokens, List.of(), warning);
  }

  /** The same words, after {@code distance} more characters of source text. */
  public NormalizedText shifted(int distance) {
    List<SpokenToken> moved =
        tokens.stream()
            .map(token -> new SpokenToken(token.spoken(), token.source().shifted(distance)))
            .toList();
    return new NormalizedText(spoken, moved, sounds, warning);
  }

  /** The spoken text in pieces with and without prescribed sounds. */
  public List<SpokenWord> words() {
    List<SpokenWord> words = new ArrayList<>();
    int at = 0;
    for (Sounds word : sounds) {
      addPlain(words, at, word.spoken().start());
      words.add(SpokenWord.pronounced(word.spoken().of(spoken), word.ipa()));
      at = word.spoken().end();
    }
    addPlain(words, at, spoken.length());
    return words;
  }

  private void addPlain(List<SpokenWord> words, int from, int to) {
    if (from < to) {
      words.add(SpokenWord.plain(spoken.substring(from, to)));
    }
  }
}
