package io.rhapsode.ingest.cast.play;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a speaker of a play says in a block.
 *
 * @param speaker the name
 * @param label the name as it stands before the speech, with its marks
 * @param said the speech without directions; empty where the block is nothing but a label
 */
public record PlaySpeech(int block, String speaker, Optional<Span> label, List<Span> said) {
  public PlaySpeech {
    requireNonNull(speaker, "speaker is null");
    requireNonNull(label, "label is null");
    said = List.copyOf(said);
  }
}
