package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

/**
 * One token of the normalised text and the source text it stands for: "1719" is spoken as two
 * tokens that both point at the same four digits.
 *
 * @param spoken span in the normalised text of the utterance
 * @param source span in the display text of the utterance
 */
public record SpokenToken(Span spoken, Span source) {
  public SpokenToken {
    requireNonNull(spoken, "spoken is null");
    requireNonNull(source, "source is null");
  }
}
