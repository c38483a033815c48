package io.rhapsode.ingest.settings;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import java.io.Serializable;
import java.util.List;

/**
 * How documents are read.
 *
 * @param skippableRoles roles whose text is not read, as in {@code epub:type} and ARIA ("doc-" left
 *     off)
 * @param readHeadings whether headings are spoken
 * @param phrasesInTheirLanguage whether words that are marked as of another language are read by a
 *     voice of it, where they are less than a sentence too
 * @param lexicons files of lexicons for all books, the later ones nearer
 * @param credits what is said before and after the book
 * @param pauses silence between utterances
 * @param limits what a document may cost to read
 */
public record IngestSettings(
    List<String> skippableRoles,
    boolean readHeadings,
    boolean phrasesInTheirLanguage,
    List<String> lexicons,
    CreditSettings credits,
    PauseTable pauses,
    ContainerLimits limits)
    implements Serializable {
  /** Headings are read; roles, pauses and limits are those of their own types. */
  public static final IngestSettings DEFAULTS =
      new IngestSettings(
          DocumentRoles.DEFAULT_SKIPPABLE,
          true,
          false,
          List.of(),
          CreditSettings.DEFAULTS,
          PauseTable.DEFAULTS,
          ContainerLimits.DEFAULTS);

  public IngestSettings {
    skippableRoles = List.copyOf(skippableRoles);
    lexicons = List.copyOf(lexicons);
    requireNonNull(credits, "credits is null");
    requireNonNull(pauses, "pauses is null");
    requireNonNull(limits, "limits is null");
  }
}
