package io.rhapsode.ingest.cast.quote;

import static java.util.Objects.requireNonNull;

/**
 * A paragraph in which speech is looked for.
 *
 * @param text its characters; what is not read is white space
 * @param apart whether a new scene begins with it, as after a heading or an ornament
 */
public record Paragraph(String text, boolean apart) {
  public Paragraph {
    requireNonNull(text, "text is null");
  }
}
