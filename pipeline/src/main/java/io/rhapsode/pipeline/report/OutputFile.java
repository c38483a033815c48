package io.rhapsode.pipeline.report;

import static java.util.Objects.requireNonNull;

/**
 * A file that was made.
 *
 * @param path path or URI
 * @param bytes size in bytes
 * @param sha256 hash of the content, lower-case hexadecimal
 */
public record OutputFile(String path, long bytes, String sha256) {
  public OutputFile {
    requireNonNull(path, "path is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
