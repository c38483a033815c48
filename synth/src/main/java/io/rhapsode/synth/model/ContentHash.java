package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the content of a published file hashes to.
 *
 * @param digits of the hash, lower-case hexadecimal
 */
public record ContentHash(Algorithm algorithm, String digits) {

  /** How a file is hashed. */
  public enum Algorithm {
    SHA_256("SHA-256", 64),
    /**
     * What some publishers record and nothing else. Nobody can make another file with the hash of a
     * given one, so it tells a changed or damaged file, though not two files of one author.
     */
    MD5("MD5", 32);

    private final String title;
    private final Pattern pattern;

    Algorithm(String title, int digits) {
      this.title = title;
      this.pattern = Pattern.compile("[0-9a-f]{%d}".formatted(digits));
    }

    /** Its name for people and in {@link java.security.MessageDigest}. */
    public String title() {
      return title;
    }
  }

  /**
   * @throws IllegalArgumentException if the digits are not as many as the algorithm gives
   */
  public ContentHash {
    requireNonNull(algorithm, "algorithm is null");
    if (!algorithm.pattern.matcher(digits).matches()) {
      throw new IllegalArgumentException(
          "%s is not in the lower-case hexadecimal digits of %s"
              .formatted(digits, algorithm.title));
    }
  }

  public static ContentHash sha256(String digits) {
    return new ContentHash(Algorithm.SHA_256, digits);
  }

  /** The same kind of hash of a file. */
  public ContentHash of(Path file) throws IOException {
    return new ContentHash(algorithm, FileFingerprint.of(file, algorithm.title));
  }

  /** The algorithm and the digits, as a message says them. */
  @Override
  public String toString() {
    return algorithm.title + " " + digits;
  }
}
