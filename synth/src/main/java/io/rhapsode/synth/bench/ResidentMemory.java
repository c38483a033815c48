package io.rhapsode.synth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident set of this process, native memory included, from Linux's /proc/self/status. */
final class ResidentMemory {
  /** What is given where the system does not tell. */
  static final long UNKNOWN = -1;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIBIBYTES_PER_MEBIBYTE = 1024;

  private ResidentMemory() {}

  /** The highest so far, in MiB. */
  static long peakMebibytes() {
    return mebibytes("VmHWM:");
  }

  /** The present one, in MiB. */
  static long presentMebibytes() {
    return mebibytes("VmRSS:");
  }

  private static long mebibytes(String key) {
    if (!Files.isReadable(STATUS)) {
      return UNKNOWN;
    }
    try {
      return Files.readAllLines(STATUS, StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
