package io.rhapsode.ingest.settings;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import java.io.Serializable;
import java.util.List;

/**
 * How documents are read.
 *
 * @param pauses silence between utterances
 * @param skippableRoles roles whose text is not read, as in {@code epub:type} and ARIA ("doc-" left
 *     off)
 * @param limits what a document may cost to read
 * @param readHeadings whether headings are spoken
 */
public record IngestSettings(
    PauseTable pauses, List<String> skippableRoles, ContainerLimits limits, boolean readHeadings)
    implements Serializable {
  public IngestSettings {
    requireNonNull(pauses, "pauses is null");
    requireNonNull(limits, "limits is null");
    skippableRoles = List.copyOf(skippableRoles);
  }

  /** The pauses of {@link PauseTable#defaults} and {@link DocumentRoles#DEFAULT_SKIPPABLE}. */
  public static IngestSettings defaults() {
    return new IngestSettings(
        PauseTable.defaults(), DocumentRoles.DEFAULT_SKIPPABLE, ContainerLimits.defaults(), true);
  }
}
