package io.rhapsode.ingest.text.language;

import com.ibm.icu.util.ULocale;
import java.util.Optional;

/** BCP 47 tags (RFC 5646) as documents write them. */
public final class LanguageTags {
  private LanguageTags() {}

  /**
   * The canonical form: "EN_us" as "en-US", "ger" as "de".
   *
   * @return empty for what names no language, such as "und", "English" or "x-none"
   */
  public static Optional<String> normalize(String written) {
    String tag = written.strip().replace('_', '-');
    if (!tag.matches("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")) {
      return Optional.empty();
    }
    String canonical = ULocale.createCanonical(ULocale.forLanguageTag(tag)).toLanguageTag();
    String primary = primary(canonical);
    boolean unknown =
        primary.isEmpty()
            || primary.equals("und")
            || primary.equals("zxx")
            || primary.equals("mul")
            || primary.equals("mis");
    return unknown ? Optional.empty() : Optional.of(canonical);
  }

  /** The primary language subtag: "pt" of "pt-BR". */
  public static String primary(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }
}
