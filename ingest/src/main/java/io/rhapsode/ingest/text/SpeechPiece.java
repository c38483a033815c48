package io.rhapsode.ingest.text;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.pipeline.text.Span;

/** A stretch of a paragraph: something to say, or nothing. */
public sealed interface SpeechPiece {
  /** Its characters in the paragraph. */
  Span characters();

  /**
   * Something to say.
   *
   * @param spoken never blank, within the voice's limit
   * @param endsSentence whether the sentence ends here, and not only a clause of it
   */
  record Speech(Span characters, NormalizedText spoken, boolean endsSentence)
      implements SpeechPiece {
    public Speech {
      requireNonNull(characters, "characters is null");
      if (spoken.spoken().isBlank()) {
        throw new IllegalArgumentException("nothing is spoken at " + characters);
      }
    }
  }

  /** Marks and symbols that no voice can say. */
  record Silence(Span characters) implements SpeechPiece {
    public Silence {
      requireNonNull(characters, "characters is null");
    }
  }
}
