package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Pace;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the manifest of a book that came without one. */
final class ManifestMaker {
  static final String FRONT_MATTER = "Front matter";

  /** As much of a skipped text as the reader of a manifest needs to recognise it. */
  private static final int SHOWN = 80;

  private final IngestSettings settings;

  ManifestMaker(IngestSettings settings) {
    this.settings = settings;
  }

  BookManifest make(ExtractedBook book, BookSource source, String language, VoiceChoice choice)
      throws FailureException {
    Voice asked = choice.named(source.voice());
    Voice voice =
        choice
            .speaking(asked, language)
            .orElseThrow(
                () ->
                    BookPlanner.failure(
                        source,
                        FailureCode.UNSUPPORTED_LANGUAGE,
                        ("no voice of engine '%s' speaks '%s', the language of the book; choose"
                                + " another voice, or name the language if it is wrong%s")
                            .formatted(asked.engine(), language, choice.remedy(asked, language))));
    int pace = settings.pacePercent();
    BookManifest bare =
        new BookManifest(
                source.path(),
                TextHash.of(book.blocks()),
                withLanguage(book.metadata(), language),
                voice.name(),
                chapters(book),
                skips(book))
            .paced(pace == Pace.PLAIN_PERCENT ? Optional.empty() : Optional.of(pace));
    return DocumentCast.added(bare, book, choice.all());
  }

  private static BookMetadata withLanguage(BookMetadata told, String language) {
    return new BookMetadata(
        told.title(),
        told.subtitle(),
        told.authors(),
        language,
        told.publisher(),
        told.date(),
        told.description(),
        told.series(),
        told.seriesPart(),
        told.isbn(),
        told.rights(),
        told.subjects());
  }

  private static List<ChapterEntry> chapters(ExtractedBook book) {
    int blocks = book.blocks().size();
    List<ChapterEntry> chapters = new ArrayList<>();
    if (blocks == 0) {
      return chapters;
    }
    List<OutlineEntry> outline = book.outline();
    if (outline.isEmpty()) {
      return List.of(chapter(book.metadata().title(), 1, 1, blocks));
    }
    int first = outline.get(0).firstBlock();
    if (first > 1) {
      boolean text = book.blocks().subList(0, first - 1).stream().anyMatch(ManifestMaker::isRead);
      chapters.add(chapter(text ? book.metadata().title() : FRONT_MATTER, 1, 1, first - 1));
    }
    for (int i = 0; i < outline.size(); i++) {
      OutlineEntry entry = outline.get(i);
      int last = i + 1 < outline.size() ? outline.get(i + 1).firstBlock() - 1 : blocks;
      String title = entry.title().isBlank() ? "Chapter " + (i + 1) : entry.title();
      chapters.add(chapter(title, entry.level(), entry.firstBlock(), last));
    }
    return chapters;
  }

  private static boolean isRead(Block block) {
    return !block.text().isBlank() && !block.excluded();
  }

  private static ChapterEntry chapter(String title, int level, int first, int last) {
    return new ChapterEntry(title, level, Optional.empty(), first, last, true);
  }

  private List<SkipEntry> skips(ExtractedBook book) {
    List<SkipEntry> skips = new ArrayList<>();
    for (int number = 1; number <= book.blocks().size(); number++) {
      Block block = book.blocks().get(number - 1);
      if (block.kind() == BlockKind.HEADING && !settings.readHeadings()) {
        skips.add(
            new SkipEntry(
                number, Optional.empty(), SkipReason.ROLE, "heading", shown(block.text())));
        continue;
      }
      if (block.kind() == BlockKind.LOST) {
        skips.add(new SkipEntry(number, Optional.empty(), SkipReason.UNREADABLE, block.part(), ""));
      }
      for (ExcludedSpan excluded : block.exclusions()) {
        skips.add(entry(number, block, excluded));
      }
    }
    return skips;
  }

  private static SkipEntry entry(int number, Block block, ExcludedSpan excluded) {
    Span span = excluded.characters();
    boolean whole = span.start() == 0 && span.end() == block.text().length();
    return new SkipEntry(
        number,
        whole ? Optional.empty() : Optional.of(span),
        excluded.reason(),
        excluded.detail(),
        shown(span.of(block.text())));
  }

  static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(SHOWN - 1));
    return text.substring(0, split ? SHOWN - 1 : SHOWN) + "…";
  }
}
