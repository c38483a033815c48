package io.rhapsode.mux.tag;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** ISO 639-2/T codes, which MP4 and ID3 use. */
public final class LanguageCode {
  private static final String UNDETERMINED = "und";

  /** The twenty codes of ISO 639-2 that differ, T to B. */
  private static final Map<String, String> BIBLIOGRAPHIC =
      Map.ofEntries(
          Map.entry("bod", "tib"),
          Map.entry("ces", "cze"),
          Map.entry("cym", "wel"),
          Map.entry("deu", "ger"),
          Map.entry("ell", "gre"),
          Map.entry("eus", "baq"),
          Map.entry("fas", "per"),
          Map.entry("fra", "fre"),
          Map.entry("hye", "arm"),
          Map.entry("isl", "ice"),
          Map.entry("kat", "geo"),
          Map.entry("mkd", "mac"),
          Map.entry("mri", "mao"),
          Map.entry("msa", "may"),
          Map.entry("mya", "bur"),
          Map.entry("nld", "dut"),
          Map.entry("ron", "rum"),
          Map.entry("slk", "slo"),
          Map.entry("sqi", "alb"),
          Map.entry("zho", "chi"));

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

  /**
   * The ISO 639-2/B code of a language, which QuickTime knows instead where the two differ.
   *
   * @param tag BCP 47 tag
   */
  public static String bibliographic(String tag) {
    String code = of(tag);
    return BIBLIOGRAPHIC.getOrDefault(code, code);
  }
}
