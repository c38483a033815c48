package io.rhapsode.mux.tag;

import java.util.Locale;
import java.util.MissingResourceException;

/** ISO 639-2/T codes, which MP4 and ID3 use. */
public final class LanguageCode {
  private static final String UNDETERMINED = "und";

  private LanguageCode() {}

  /**
   * @param tag BCP 47 tag
   */
  public static String of(String tag) {
    try {
      String code = Locale.forLanguageTag(tag).getISO3Language();
      return code.matches("[a-z]{3}") ? code : UNDETERMINED;
    } catch (MissingResourceException e) {
      // The tag names a language that has no code of three letters.
      return UNDETERMINED;
    }
  }
}
