package io.rhapsode.ingest.cast.speaker;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.ingest.cast.quote.Quote;
import java.util.Optional;

/**
 * Who says a quotation.
 *
 * @param speaker empty when nothing tells
 * @param confidence how likely it is right, 0 to 1
 */
public record Attribution(
    Quote quote, Optional<Person> speaker, Evidence evidence, double confidence) {
  public Attribution {
    requireNonNull(quote, "quote is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(evidence, "evidence is null");
  }
}
