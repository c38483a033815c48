package io.rhapsode.workflows.settings;

import static io.rhapsode.workflows.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How documents are read.
 *
 * @param skippableRoles roles of EPUB content (epub:type or ARIA) that are not read aloud
 * @param pauses silence by what ends
 * @param limits what a document may cost
 */
public record ReadSettings(
    List<String> skippableRoles, PauseSettings pauses, LimitSettings limits) {
  static final ReadSettings DEFAULTS =
      new ReadSettings(
          List.of(
              "aside",
              "bibliography",
              "endnotes",
              "footnote",
              "noteref",
              "pullquote",
              "landmarks",
              "loa",
              "loi",
              "lot",
              "lov",
              "pagebreak"),
          new PauseSettings(150, 400, 700, 1_200, 2_000),
          new LimitSettings(1_024, 20_000, 200, 120));

  public ReadSettings {
    skippableRoles = List.copyOf(skippableRoles);
    requireNonNull(pauses, "pauses is null");
    requireNonNull(limits, "limits is null");
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
   * @param maximumUnpackedMegabytes unpacked size of a container, in MB of 10^6 bytes, 1 to 100,000
   * @param maximumEntries files in a container, 1 to 1,000,000
   * @param maximumRatio unpacked by packed size of one file, 2 to 100,000
   * @param parseTimeoutSeconds time to parse one document, in seconds, 1 to 86,400
   */
  public record LimitSettings(
      int maximumUnpackedMegabytes, int maximumEntries, int maximumRatio, int parseTimeoutSeconds) {
    public LimitSettings {
      requireRange("maximumUnpackedMegabytes", maximumUnpackedMegabytes, 1, 100_000);
      requireRange("maximumEntries", maximumEntries, 1, 1_000_000);
      requireRange("maximumRatio", maximumRatio, 2, 100_000);
      requireRange("parseTimeoutSeconds", parseTimeoutSeconds, 1, 86_400);
    }
  }
}
