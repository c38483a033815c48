package io.rhapsode.workflows.review;

import io.rhapsode.pipeline.speech.JobVoices;
import java.util.List;
import java.util.Map;

/** A work as it would be made now, edits and all. Immutable. */
public sealed interface Edition permits BookEdition, DubEdition {
  /** Chapters or languages, in order. */
  List<Part> parts();

  /** Every voice that it names. */
  JobVoices voices();

  /**
   * The same with an edit.
   *
   * @param part number of the part
   * @param sentence number of the sentence in the part, from 0
   * @throws EditException when it cannot be; nothing is changed
   */
  Edition edited(int part, int sentence, Edit edit) throws EditException;

  /** The same with a sentence, and what it was split from or joined with, as it was at first. */
  Edition restored(int part, int sentence) throws EditException;

  /** What its file says of a sentence alone, besides text. */
  Edit.Say said(int part, int sentence) throws EditException;

  /** How the file has words of a sentence said in it alone, by word. */
  Map<String, String> pronunciations(int part, int sentence) throws EditException;

  /** The text of the file that makes it so. */
  String file();

  /** The part of a number. */
  default Part part(int number) throws EditException {
    return parts().stream()
        .filter(part -> part.number() == number)
        .findFirst()
        .orElseThrow(() -> new EditException("there is no part " + number));
  }
}
