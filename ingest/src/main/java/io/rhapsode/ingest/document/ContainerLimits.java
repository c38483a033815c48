package io.rhapsode.ingest.document;

import java.io.Serializable;

/**
 * What a document may cost to read; beyond it the document is given up as too large.
 *
 * @param maximumUnpackedBytes sum over the entries that are read, in bytes
 * @param maximumEntries files in a container
 * @param maximumRatio unpacked size over packed size of an entry larger than 1 MiB
 * @param parseTimeoutSeconds time for one document, in seconds
 */
public record ContainerLimits(
    long maximumUnpackedBytes, int maximumEntries, int maximumRatio, int parseTimeoutSeconds)
    implements Serializable {
  public ContainerLimits {
    if (maximumUnpackedBytes < 1
        || maximumEntries < 1
        || maximumRatio < 1
        || parseTimeoutSeconds < 1) {
      throw new IllegalArgumentException(
          "a limit is below 1: %d bytes, %d entries, ratio %d, %d s"
              .formatted(maximumUnpackedBytes, maximumEntries, maximumRatio, parseTimeoutSeconds));
    }
  }

  /** 512 MiB, 20,000 entries, ratio 200, 300 s. */
  public static ContainerLimits defaults() {
    return new ContainerLimits(512L << 20, 20_000, 200, 300);
  }
}
