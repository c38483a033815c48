package io.rhapsode.ingest.document.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Pace;
import java.util.Optional;

/** What an element of a document says about the reading of what it holds. */
public sealed interface SpeechDirection {
  /** Says something in place of what is written. */
  record Say(Saying saying) implements SpeechDirection {
    public Say {
      requireNonNull(saying, "saying is null");
    }
  }

  /** Takes what is written for something. */
  record Take(ReadAs as) implements SpeechDirection {
    public Take {
      requireNonNull(as, "as is null");
    }
  }

  /** Reads figures, or letters and figures, one by one. */
  record Spell(boolean letters) implements SpeechDirection {}

  /** Gives it to a voice. */
  record Voiced(String voice) implements SpeechDirection {
    public Voiced {
      if (voice.isBlank()) {
        throw new IllegalArgumentException("the name of a voice is blank");
      }
    }
  }

  /**
   * Reads more quickly or slowly.
   *
   * @param percent of the pace around
   */
  record Paced(int percent) implements SpeechDirection {
    public Paced {
      Pace.require(Optional.of(percent));
    }
  }

  /** Keeps silent before what the element holds, so long and no longer, in milliseconds. */
  record Silent(int millis) implements SpeechDirection {}

  /** Reads it as one sentence. */
  record Sentence() implements SpeechDirection {}

  /** Gives it to a voice of its language, however short it is. */
  record OwnLanguage() implements SpeechDirection {}

  /** Does not read it. */
  record LeftOut(String detail) implements SpeechDirection {
    public LeftOut {
      requireNonNull(detail, "detail is null");
    }
  }
}
