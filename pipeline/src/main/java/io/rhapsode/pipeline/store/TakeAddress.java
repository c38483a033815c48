package io.rhapsode.pipeline.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The content address of a take: a hash of everything that decides how it sounds, which {@code
 * SpeechRequest} derives.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record TakeAddress(@JsonValue String sha256) {
  @JsonCreator
  public TakeAddress {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + sha256);
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
