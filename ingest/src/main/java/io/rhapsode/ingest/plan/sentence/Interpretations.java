package io.rhapsode.ingest.plan.sentence;

import io.rhapsode.ingest.document.speech.ReadAs;
import io.rhapsode.ingest.text.normal.Interpretation;
import io.rhapsode.pipeline.lexicon.Saying;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is said for texts of which their source tells what they are. Used by one thread. */
public final class Interpretations {
  /** As much of a text as a warning shows, in UTF-16 units. */
  private static final int SHOWN = 40;

  private final Map<ReadAs.Kind, List<String>> mistaken = new TreeMap<>();

  /**
   * What is said for a text, where it is not what the rules of its language say for it anyway.
   *
   * @param before what stands before it
   * @param language BCP 47 tag
   */
  public Optional<Saying> said(ReadAs as, String text, String before, String language) {
    Optional<String> said = Interpretation.of(as, text, before, language);
    if (said.isEmpty()) {
      mistaken.computeIfAbsent(as.kind(), kind -> new ArrayList<>()).add(text);
    }
    return said.filter(words -> !words.isBlank() && !words.equals(text.strip()))
        .map(Saying.Alias::new);
  }

  /** What was to be read as something that it cannot be, a line a kind. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    mistaken.forEach(
        (kind, texts) ->
            warnings.add(
                "%d texts are not of the kind '%s' that they are marked as, such as '%s'; they are read as they stand"
                    .formatted(
                        texts.size(),
                        kind.name().toLowerCase(Locale.ROOT),
                        texts.get(0).substring(0, Math.min(SHOWN, texts.get(0).length())))));
    return warnings;
  }
}
