package io.rhapsode.pipeline.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

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

  /**
   * The address of takes that were made one: the SHA-256 of "joined/1" and their addresses, each
   * followed by a line feed, in UTF-8.
   */
  public static TakeAddress ofJoined(List<TakeAddress> parts) {
    String text =
        parts.stream()
            .map(part -> part.sha256() + "\n")
            .collect(Collectors.joining("", "joined/1\n", ""));
    return new TakeAddress(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return sha256;
  }
}
