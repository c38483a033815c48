package io.rhapsode.ingest.text.normal;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.SpokenToken;
import java.util.List;
import java.util.Optional;

/**
 * A text as it is spoken.
 *
 * @param spoken without white space at either end; empty when nothing is to be spoken
 * @param tokens every word of {@code spoken} in order, with its place in the source text
 * @param warning why the text could not be normalised and is passed on as it stands
 */
public record NormalizedText(String spoken, List<SpokenToken> tokens, Optional<String> warning) {
  public NormalizedText {
    requireNonNull(spoken, "spoken is null");
    requireNonNull(warning, "warning is null");
    tokens = List.copyOf(tokens);
  }

  /** The same words, after {@code distance} more characters of source text. */
  public NormalizedText shifted(int distance) {
    List<SpokenToken> moved =
        tokens.stream()
            .map(token -> new SpokenToken(token.spoken(), token.source().shifted(distance)))
            .toList();
    return new NormalizedText(spoken, moved, warning);
  }
}
