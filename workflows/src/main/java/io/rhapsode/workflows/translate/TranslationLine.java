package io.rhapsode.workflows.translate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A line that is to be translated; its JSON form is what translators get.
 *
 * @param id names the line among those of its film, from 0
 * @param from BCP 47 tag of the text
 * @param to BCP 47 tag of what is wanted
 * @param text what is said
 * @param before the lines before, the nearest last
 * @param after the lines after, the nearest first
 * @param speaker who says it, possibly empty
 * @param maximumCharacters what can be said in its time
 * @param glossary terms of the text and how they are to be translated
 * @param problem what was wrong with the answer before; empty at the first time
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TranslationLine(
    int id,
    String from,
    String to,
    String text,
    List<String> before,
    List<String> after,
    String speaker,
    int maximumCharacters,
    Map<String, String> glossary,
    String problem) {
  public TranslationLine {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(text, "text is null");
    before = List.copyOf(before);
    after = List.copyOf(after);
    requireNonNull(speaker, "speaker is null");
    requireNonNull(problem, "problem is null");
  }

  /** The same, asked once more. */
  TranslationLine again(String wrong) {
    return new TranslationLine(
        id, from, to, text, before, after, speaker, maximumCharacters, glossary, wrong);
  }
}
