package io.rhapsode.workflows.proof;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.PartsOfSpeech;
import io.rhapsode.ingest.plan.BookPlanner;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.synth.listen.book.BookSentence;
import io.rhapsode.workflows.lexicon.LexiconShelf;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sentences of a book as they would be narrated, with their places. */
public final class BookText {
  private final BookPlan plan;
  private final List<List<Utterance>> sentences = new ArrayList<>();
  private final Map<Integer, String> titles = new TreeMap<>();

  private BookText(BookPlan plan) {
    this.plan = plan;
    for (Chapter chapter : plan.chapters()) {
      titles.put(chapter.number(), chapter.title());
    }
    List<Utterance> open = new ArrayList<>();
    for (Utterance utterance : plan.utterances()) {
      open.add(utterance);
      if (utterance.boundary() != Boundary.CLAUSE) {
        sentences.add(List.copyOf(open));
        open.clear();
      }
    }
    if (!open.isEmpty()) {
      sentences.add(open);
    }
  }

  /**
   * @throws FailureException when the document cannot be read, or holds no text to read
   * @throws UsageException when there is no voice of the name in the settings
   */
  public static BookText read(Path document, NarrateSettings settings, VoiceTable voices)
      throws FailureException, UsageException {
    String path = document.toAbsolutePath().toString();
    BookSource source =
        new BookSource(
            "book",
            path,
            settings.voice(),
            Optional.of(settings.language()).filter(tag -> !tag.isEmpty()),
            ChapterSelection.ALL,
            Optional.empty());
    ExtractedBook book =
        new DocumentReader(
                settings.read().limits(),
                settings.read().skippableRoles(),
                settings.read().shorthand())
            .read(document, path);
    BookPlanner planner =
        new BookPlanner(
            settings.read(),
            voices.voicesOf(List.of(source)),
            Lexicons.of(
                LexiconShelf.standard().lexicons(settings.read().lexicons()),
                PartsOfSpeech.standard()));
    return new BookText(planner.plan(book, source, Optional.empty()));
  }

  public String title() {
    return plan.metadata().title();
  }

  /** BCP 47 tag of most of its text. */
  public String language() {
    return plan.metadata().language();
  }

  List<BookSentence> sentences() {
    return sentences.stream()
        .map(
            parts ->
                new BookSentence(
                    String.join(" ", parts.stream().map(Utterance::spoken).toList()),
                    parts.get(0).language()))
        .toList();
  }

  /** As it is written. */
  public String text(int sentence) {
    return String.join("", sentences.get(sentence).stream().map(Utterance::text).toList()).strip();
  }

  /** BCP 47 tag of a sentence. */
  public String language(int sentence) {
    return sentences.get(sentence).get(0).language();
  }

  int chapter(int sentence) {
    return sentences.get(sentence).get(0).chapter();
  }

  String chapterTitle(int sentence) {
    return titles.getOrDefault(chapter(sentence), "");
  }

  /** Where in the document it stands. */
  String place(int sentence) {
    return sentences.get(sentence).get(0).locator().describe();
  }

  public int count() {
    return sentences.size();
  }
}
