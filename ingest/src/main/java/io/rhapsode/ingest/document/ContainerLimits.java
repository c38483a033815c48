package io.rhapsode.ingest.document;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import java.io.Serializable;

/**
 * What a document may cost to read; beyond it the document is given up as too large.
 *
 * @param maximumUnpackedMebibytes sum over the entries that are read, in MiB of 2^20 bytes, 1 to
 *     100,000
 * @param maximumEntries files in a container, 1 to 1,000,000
 * @param maximumRatio unpacked size over packed size of an entry larger than 1 MiB, 2 to 100,000
 * @param parseTimeoutSeconds computing time for one document, in seconds, 1 to 86,400; four times
 *     as long by the clock
 */
public record ContainerLimits(
    int maximumUnpackedMebibytes, int maximumEntries, int maximumRatio, int parseTimeoutSeconds)
    implements Serializable {
  /** Well beyond what books need. */
  public static final ContainerLimits DEFAULTS = new ContainerLimits(512, 20_000, 200, 300);

  private static final int MEBIBYTE_BITS = 20;

  public ContainerLimits {
    requireRange("maximumUnpackedMebibytes", maximumUnpackedMebibytes, 1, 100_000);
    requireRange("maximumEntries", maximumEntries, 1, 1_000_000);
    requireRange("maximumRatio", maximumRatio, 2, 100_000);
    requireRange("parseTimeoutSeconds", parseTimeoutSeconds, 1, 86_400);
  }

  /** The sum over the entries that are read, in bytes. */
  public long maximumUnpackedBytes() {
    return (long) maximumUnpackedMebibytes << MEBIBYTE_BITS;
  }
}
