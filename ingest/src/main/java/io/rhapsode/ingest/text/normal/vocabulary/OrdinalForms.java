package io.rhapsode.ingest.text.normal.vocabulary;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which form an ordinal takes behind which word: "am dritten", "der dritte", "dritter". */
public final class OrdinalForms {
  /**
   * Captures the word before a figure or a Roman numeral, where there is one. Looks ahead first,
   * which is quicker.
   */
  public static final String PRECEDING =
      "(?=[\\dIVXLCDM])(?:(?<=(?<![\\p{L}\\p{M}])(\\p{L}{1,12}) )|)";

  private final Map<String, String> formAfter = new HashMap<>();
  private final String usual;

  public OrdinalForms(SpokenWords words) {
    this.usual = words.word("ordinals");
    SpokenWords.entries(words.word("ordinals after"))
        .forEach(
            (form, list) -> {
              for (String word : list.split(" ")) {
                formAfter.put(word, form.equals("plain") ? "" : form);
              }
            });
  }

  /** The form, as Numerals takes it, behind a word; the usual one behind null. */
  public String formAfter(String word) {
    return word == null ? usual : formAfter.getOrDefault(word.toLowerCase(Locale.ROOT), usual);
  }

  /** Whether an article or the like stands there, so that only an ordinal can follow. */
  public boolean calls(String word) {
    return word != null && formAfter.containsKey(word.toLowerCase(Locale.ROOT));
  }
}
