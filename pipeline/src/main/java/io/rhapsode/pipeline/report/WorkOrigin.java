package io.rhapsode.pipeline.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a work's files were made from.
 *
 * @param documentSha256 hash of the document, lower-case hexadecimal; absent of an unpacked one and
 *     of films
 * @param voices names of the voices that speak, in order of their first words
 * @param watermarked whether the audio itself is marked
 */
public record WorkOrigin(
    Optional<String> documentSha256, List<String> voices, boolean watermarked) {
  public WorkOrigin {
    requireNonNull(documentSha256, "documentSha256 is null");
    voices = List.copyOf(voices);
  }
}
