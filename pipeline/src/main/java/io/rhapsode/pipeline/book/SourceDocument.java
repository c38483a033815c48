package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The file that a plan was made of.
 *
 * @param sha256 hash of its bytes, lower-case hexadecimal
 * @param places address of its {@link BlockPlaces} in the blob store; present for an EPUB, of which
 *     the blob store then has the file itself too, under its hash
 */
public record SourceDocument(String sha256, Optional<String> places) {
  public SourceDocument {
    requireNonNull(sha256, "sha256 is null");
    requireNonNull(places, "places is null");
  }
}
