package io.rhapsode.ingest.settings;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How chapters are announced.
 *
 * @param spoken whether they are
 * @param texts by BCP 47 primary language, "default" for the others; {n} stands for the number
 *     among the chapters that are announced, {title} for the title
 */
public record AnnouncementSettings(boolean spoken, SortedMap<String, String> texts)
    implements Serializable {
  private static final String OTHERS = "default";

  /** Nothing is announced. */
  public static final AnnouncementSettings DEFAULTS =
      new AnnouncementSettings(
          false,
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry(OTHERS, "{n}: {title}"),
                  Map.entry("en", "Chapter {n}: {title}"),
                  Map.entry("de", "Kapitel {n}: {title}"),
                  Map.entry("fr", "Chapitre {n} : {title}"),
                  Map.entry("es", "Cap\u00edtulo {n}: {title}"),
                  Map.entry("it", "Capitolo {n}: {title}"),
                  Map.entry("pt", "Cap\u00edtulo {n}: {title}"),
                  Map.entry("nl", "Hoofdstuk {n}: {title}"),
                  Map.entry("pl", "Rozdzia\u0142 {n}: {title}"),
                  Map.entry("ru", "\u0413\u043b\u0430\u0432\u0430 {n}: {title}"),
                  Map.entry("sv", "Kapitel {n}: {title}"),
                  Map.entry("da", "Kapitel {n}: {title}"),
                  Map.entry("nb", "Kapittel {n}: {title}"))));

  public AnnouncementSettings {
    SortedMap<String, String> all = new TreeMap<>(texts);
    if (!all.containsKey(OTHERS)) {
      throw new InvalidSettingException("texts", "has no entry 'default'");
    }
    all.forEach(
        (language, text) -> {
          if (text == null || text.isBlank()) {
            throw new InvalidSettingException("texts/" + language, "is empty");
          }
        });
    texts = Collections.unmodifiableSortedMap(all);
  }

  /** The text for a language. */
  public String of(String language) {
    return texts.getOrDefault(language.split("-")[0], texts.get(OTHERS));
  }
}
