package io.rhapsode.ingest.settings;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said before and after a book, as shops ask for it.
 *
 * @param spoken whether it is said
 * @param narrator who reads; empty where nothing is said of it
 * @param texts by BCP 47 primary language; "default" for the others
 */
public record CreditSettings(boolean spoken, String narrator, SortedMap<String, Texts> texts)
    implements Serializable {
  private static final String OTHERS = "default";

  /**
   * The texts of a language. {title}, {author} and {narrator} stand for what they say; a sentence
   * in which one of them has nothing to stand for is left out.
   *
   * @param openingTitle title of the chapter before the book
   * @param opening said there
   * @param closingTitle title of the chapter after the book
   * @param closing said there
   */
  public record Texts(String openingTitle, String opening, String closingTitle, String closing)
      implements Serializable {
    public Texts {
      requireText("openingTitle", openingTitle);
      requireText("opening", opening);
      requireText("closingTitle", closingTitle);
      requireText("closing", closing);
    }

    private static void requireText(String key, String text) {
      if (text == null || text.isBlank()) {
        throw new InvalidSettingException(key, "is empty");
      }
    }
  }

  /** Nothing is said. */
  public static final CreditSettings DEFAULTS =
      new CreditSettings(
          false,
          "",
          new TreeMap<>(
              Map.of(
                  OTHERS,
                  new Texts(
                      "Opening credits", "{title}. {author}. {narrator}.",
                      "Closing credits", "{title}. {author}. {narrator}."),
                  "en",
                  new Texts(
                      "Opening credits",
                      "{title}. Written by {author}. Narrated by {narrator}.",
                      "Closing credits",
                      "This has been {title}. Written by {author}. Narrated by {narrator}. The"
                          + " end."),
                  "de",
                  new Texts(
                      "Vorspann",
                      "{title}. Von {author}. Gelesen von {narrator}.",
                      "Abspann",
                      "Sie h\u00f6rten {title}. Von {author}. Gelesen von {narrator}. Ende."),
                  "fr",
                  new Texts(
                      "G\u00e9n\u00e9rique de d\u00e9but",
                      "{title}. \u00c9crit par {author}. Lu par {narrator}.",
                      "G\u00e9n\u00e9rique de fin",
                      "C'\u00e9tait {title}. \u00c9crit par {author}. Lu par {narrator}. Fin."),
                  "es",
                  new Texts(
                      "Cr\u00e9ditos iniciales",
                      "{title}. Escrito por {author}. Narrado por {narrator}.",
                      "Cr\u00e9ditos finales",
                      "Ha escuchado {title}. Escrito por {author}. Narrado por {narrator}. Fin."),
                  "it",
                  new Texts(
                      "Titoli di testa",
                      "{title}. Scritto da {author}. Letto da {narrator}.",
                      "Titoli di coda",
                      "Avete ascoltato {title}. Scritto da {author}. Letto da {narrator}."
                          + " Fine."))));

  public CreditSettings {
    requireNonNull(narrator, "narrator is null");
    SortedMap<String, Texts> all = new TreeMap<>(texts);
    if (!all.containsKey(OTHERS)) {
      throw new InvalidSettingException("texts", "has no entry 'default'");
    }
    texts = Collections.unmodifiableSortedMap(all);
  }

  /** The texts for a language. */
  public Texts of(String language) {
    String primary = language.split("-")[0];
    return texts.getOrDefault(primary, texts.get(OTHERS));
  }
}
