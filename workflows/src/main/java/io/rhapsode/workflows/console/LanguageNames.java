package io.rhapsode.workflows.console;

import java.util.Locale;

/** Names of languages for people. */
public final class LanguageNames {
  private LanguageNames() {}

  /** "Brazilian Portuguese" is "Portuguese (Brazil)"; a tag without a name stays as it is. */
  public static String of(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    String language = locale.getDisplayLanguage(Locale.ENGLISH);
    String country = locale.getDisplayCountry(Locale.ENGLISH);
    if (language.isEmpty()) {
      return tag;
    }
    return country.isEmpty() ? language : "%s (%s)".formatted(language, country);
  }
}
