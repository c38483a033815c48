package io.rhapsode.ingest.text.sentence;

import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import java.util.HashSet;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The abbreviations of CLDR that do not end a sentence. Compared as whole words: ICU's filtered
 * iterator compares the ends of words, so that "Tod." is taken for an abbreviation that ends in
 * "d.".
 */
final class Suppressions {
  private static final String DATA = "com/ibm/icu/impl/data/icudata/brkitr";
  private static final Map<String, Set<String>> LOADED = new ConcurrentHashMap<>();

  private Suppressions() {}

  /** Abbreviations with their full stops; none for languages without a list. */
  static Set<String> of(String language) {
    return LOADED.computeIfAbsent(language, Suppressions::load);
  }

  private static Set<String> load(String language) {
    Set<String> words = new HashSet<>();
    try {
      UResourceBundle data = UResourceBundle.getBundleInstance(DATA, new ULocale(language));
      if (data.getULocale().getLanguage().equals(language)) {
        UResourceBundle list = data.get("exceptions").get("SentenceBreak");
        for (int i = 0; i < list.getSize(); i++) {
          words.add(list.getString(i));
        }
      }
    } catch (MissingResourceException e) {
      return Set.of();
    }
    return Set.copyOf(words);
  }
}
