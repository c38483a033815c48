package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Utterance;
import java.util.List;

/**
 * What is spoken for one work: a book, or the dialogue of a film.
 *
 * @param id the work
 * @param source path of the document or film
 * @param utterances in order; each has its place in the list as its ordinal
 */
public record Script(String id, String source, List<Utterance> utterances) {
  public Script {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    utterances = List.copyOf(utterances);
    for (int i = 0; i < utterances.size(); i++) {
      if (utterances.get(i).ordinal() != i) {
        throw new IllegalArgumentException(
            "utterance %d of %s has the ordinal %d"
                .formatted(i, source, utterances.get(i).ordinal()));
      }
    }
  }
}
