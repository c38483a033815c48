package io.rhapsode.pipeline.testing;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small plans for tests. */
public final class Plans {
  private Plans() {}

  /** One chapter; each sentence is a block and an utterance of its own, in the voice "tone". */
  public static BookPlan ofSentences(String bookId, String title, String... sentences) {
    return ofChapters(bookId, title, List.of(List.of(sentences)));
  }

  /** Chapters "Chapter 1", "Chapter 2" ... of sentences; each sentence is a block. */
  public static BookPlan ofChapters(String bookId, String title, List<List<String>> chapters) {
    List<Utterance> utterances = new ArrayList<>();
    List<Chapter> rows = new ArrayList<>();
    List<BookManifest.ChapterEntry> entries = new ArrayList<>();
    for (int number = 1; number <= chapters.size(); number++) {
      int first = utterances.size();
      for (String sentence : chapters.get(number - 1)) {
        utterances.add(utterance(utterances.size(), number, sentence));
      }
      String name = "Chapter " + number;
      rows.add(new Chapter(number, name, 1, utterances.size() - first));
      entries.add(
          new BookManifest.ChapterEntry(
              name, 1, Optional.empty(), first + 1, utterances.size(), true));
    }
    String source = "/books/" + bookId + ".epub";
    return new BookPlan(
        new Script(bookId, source, utterances),
        new BookManifest(
            source, "0".repeat(64), BookMetadata.untold(title, "en"), "tone", entries, List.of()),
        Optional.empty(),
        rows,
        utterances.stream().map(utterance -> utterance.text().length()).toList(),
        List.of(),
        List.of());
  }

  private static Utterance utterance(int ordinal, int chapter, String text) {
    Span span = new Span(0, text.length());
    return new Utterance(
        ordinal,
        chapter,
        new Locator("", ordinal + 1, span),
        text,
        text,
        List.of(new SpokenToken(span, span)),
        "en",
        "tone",
        Boundary.PARAGRAPH,
        500);
  }
}
