package io.rhapsode.workflows.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.settings.PauseTable;
import java.util.List;

/**
 * How documents are read.
 *
 * @param skippableRoles roles of EPUB content (epub:type or ARIA) that are not read aloud
 * @param readHeadings whether headings are read aloud
 * @param pauses silence by what ends
 * @param limits what a document may cost
 */
public record ReadSettings(
    List<String> skippableRoles, boolean readHeadings, PauseSettings pauses, LimitSettings limits) {
  private static final int MEBIBYTE_BITS = 20;

  static final ReadSettings DEFAULTS = of(IngestSettings.defaults());

  public ReadSettings {
    skippableRoles = List.copyOf(skippableRoles);
    requireNonNull(pauses, "pauses is null");
    requireNonNull(limits, "limits is null");
  }

  /** What the reading stage takes. */
  public IngestSettings ingest() {
    return new IngestSettings(
        new PauseTable(
            pauses.clauseMillis(),
            pauses.sentenceMillis(),
            pauses.paragraphMillis(),
            pauses.sectionMillis(),
            pauses.chapterMillis()),
        skippableRoles,
        new ContainerLimits(
            (long) limits.maximumUnpackedMebibytes() << MEBIBYTE_BITS,
            limits.maximumEntries(),
            limits.maximumRatio(),
            limits.parseTimeoutSeconds()),
        readHeadings);
  }

  private static ReadSettings of(IngestSettings ingest) {
    PauseTable pauses = ingest.pauses();
    ContainerLimits limits = ingest.limits();
    return new ReadSettings(
        ingest.skippableRoles(),
        ingest.readHeadings(),
        new PauseSettings(
            pauses.clauseMillis(),
            pauses.sentenceMillis(),
            pauses.paragraphMillis(),
            pauses.sectionMillis(),
            pauses.chapterMillis()),
        new LimitSettings(
            (int) (limits.maximumUnpackedBytes() >> MEBIBYTE_BITS),
            limits.maximumEntries(),
            limits.maximumRatio(),
            limits.parseTimeoutSeconds()));
  }

  /** Silence after an utterance, in milliseconds, 0 to 60,000, by what ends with it. */
  public record PauseSettings(
      int clauseMillis,
      int sentenceMillis,
      int paragraphMillis,
      int sectionMillis,
      int chapterMillis) {
    private static final int LONGEST_MILLIS = 60_000;

    public PauseSettings {
      requireRange("clauseMillis", clauseMillis, 0, LONGEST_MILLIS);
      requireRange("sentenceMillis", sentenceMillis, 0, LONGEST_MILLIS);
      requireRange("paragraphMillis", paragraphMillis, 0, LONGEST_MILLIS);
      requireRange("sectionMillis", sectionMillis, 0, LONGEST_MILLIS);
      requireRange("chapterMillis", chapterMillis, 0, LONGEST_MILLIS);
    }
  }

  /**
   * What a document may cost before it is given up.
   *
   * @param maximumUnpackedMebibytes unpacked size of a container, in MiB of 2^20 bytes, 1 to
   *     100,000
   * @param maximumEntries files in a container, 1 to 1,000,000
   * @param maximumRatio unpacked by packed size of one file, 2 to 100,000
   * @param parseTimeoutSeconds time to parse one document, in seconds, 1 to 86,400
   */
  public record LimitSettings(
      int maximumUnpackedMebibytes, int maximumEntries, int maximumRatio, int parseTimeoutSeconds) {
    public LimitSettings {
      requireRange("maximumUnpackedMebibytes", maximumUnpackedMebibytes, 1, 100_000);
      requireRange("maximumEntries", maximumEntries, 1, 1_000_000);
      requireRange("maximumRatio", maximumRatio, 2, 100_000);
      requireRange("parseTimeoutSeconds", parseTimeoutSeconds, 1, 86_400);
    }
  }
}
