package io.rhapsode.ingest.document.facts;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** Language tags as documents have them, made into tags as BCP 47 has them. */
public final class LanguageTags {
  private static final Map<String, String> TWO_LETTERS = twoLetters();

  private LanguageTags() {}

  /** "en_us", "eng" and "EN" become "en-US", "en" and "en"; what is no tag at all is nothing. */
  public static Optional<String> wellFormed(String tag) {
    String hyphenated = tag.strip().replace('_', '-');
    if (hyphenated.isEmpty()) {
      return Optional.empty();
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(hyphenated).build();
      String language = locale.getLanguage();
      if (language.isEmpty() || language.equals("und")) {
        return Optional.empty();
      }
      String shorter = TWO_LETTERS.getOrDefault(language, language);
      return Optional.of(
          new Locale.Builder().setLocale(locale).setLanguage(shorter).build().toLanguageTag());
    } catch (IllformedLocaleException notATag) {
      return Optional.empty();
    }
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> codes = new HashMap<>();
    for (String language : Locale.getISOLanguages()) {
      try {
        codes.put(new Locale(language).getISO3Language(), language);
      } catch (MissingResourceException noThreeLetters) {
        continue;
      }
    }
    codes.put("ger", "de");
    codes.put("fre", "fr");
    codes.put("dut", "nl");
    codes.put("chi", "zh");
    codes.put("cze", "cs");
    codes.put("gre", "el");
    codes.put("per", "fa");
    codes.put("rum", "ro");
    codes.put("slo", "sk");
    return Map.copyOf(codes);
  }
}
