package io.rhapsode.mux.overlay.markup;

import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/** The characters that HTML 4 names, which XML without a document type knows by number only. */
public final class NamedCharacters {
  private NamedCharacters() {}

  /** A reference such as "&amp;eacute;" by number; one that is not known stays. */
  public static String number(String reference) {
    String meant = StringEscapeUtils.unescapeHtml4(reference);
    return meant.equals(reference)
        ? reference
        : meant.codePoints().mapToObj("&#%d;"::formatted).collect(Collectors.joining());
  }
}
