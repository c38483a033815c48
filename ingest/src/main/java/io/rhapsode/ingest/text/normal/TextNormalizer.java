package io.rhapsode.ingest.text.normal;

import java.util.List;

/**
 * Turns written text into text as it is spoken: figures into words, abbreviations into what they
 * stand for.
 *
 * <p>Idempotent: what was normalised stays as it is. Never throws for any text: one that cannot be
 * normalised is passed on raw, with a warning. Implementations may be used by any number of
 * threads.
 */
public interface TextNormalizer {
  /**
   * @param text display text
   * @param language BCP 47 tag
   * @param prescriptions how stretches of the text are to be said, in order, without overlap
   */
  NormalizedText normalize(String text, String language, List<Prescription> prescriptions);

  /** The same without prescriptions. */
  default NormalizedText normalize(String text, String language) {
    return normalize(text, language, List.of());
  }
}
