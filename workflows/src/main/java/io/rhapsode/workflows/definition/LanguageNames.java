package io.rhapsode.workflows.definition;

import com.ibm.icu.util.ULocale;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.workflows.settings.UsageException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The languages that can be named: by a BCP 47 tag whose language is in ISO 639. */
final class LanguageNames {
  private LanguageNames() {}

  /**
   * @throws UsageException with the nearest language when the tag names none
   */
  static void require(String tag) throws UsageException {
    ULocale locale = ULocale.forLanguageTag(tag.replace('_', '-'));
    String language = locale.getLanguage();
    Map<String, String> names = names();
    if (tag.matches("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*") && names.containsValue(language)) {
      return;
    }
    String lower = tag.toLowerCase(Locale.ROOT);
    Optional<String> near =
        Optional.of(lower)
            .filter(names::containsKey)
            .or(() -> NearestName.ifClose(lower, names.keySet()));
    throw new UsageException(
        "'%s' is no language; languages are named as in en, de or pt-BR%s"
            .formatted(
                tag,
                near.map(name -> ", and %s is %s".formatted(name, names.get(name))).orElse("")));
  }

  /** English names and names of their own, in lower case, with the code. */
  private static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    for (String code : ULocale.getISOLanguages()) {
      ULocale locale = new ULocale(code);
      names.putIfAbsent(locale.getDisplayLanguage(locale).toLowerCase(Locale.ROOT), code);
      names.put(locale.getDisplayLanguage(ULocale.ENGLISH).toLowerCase(Locale.ROOT), code);
    }
    return names;
  }
}
