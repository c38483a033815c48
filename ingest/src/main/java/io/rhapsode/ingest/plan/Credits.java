package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.settings.CreditSettings;
import io.rhapsode.pipeline.book.BookMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills the texts of the credits of a book. */
final class Credits {
  private Credits() {}

  /**
   * A text with what the book says of itself.
   *
   * @param template with {title}, {author} and {narrator}
   */
  static String filled(String template, BookMetadata metadata, CreditSettings settings) {
    Map<String, String> values =
        Map.of(
            "{title}", metadata.title().strip(),
            "{author}", String.join(", ", metadata.authors()),
            "{narrator}", settings.narrator().strip());
    List<String> sentences = new ArrayList<>();
    for (String sentence : template.split("(?<=[.!?。])\\s+")) {
      String filled = sentence;
      boolean told = true;
      for (Map.Entry<String, String> value : values.entrySet()) {
        told &= !filled.contains(value.getKey()) || !value.getValue().isEmpty();
        filled = filled.replace(value.getKey(), value.getValue());
      }
      if (told) {
        // A title may end a sentence by itself.
        sentences.add(filled.replaceFirst("([.!?])\\.$", "$1"));
      }
    }
    return String.join(" ", sentences);
  }
}
