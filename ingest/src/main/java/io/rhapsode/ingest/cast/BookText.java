package io.rhapsode.ingest.cast;

import io.rhapsode.ingest.cast.play.PlayUnit;
import io.rhapsode.ingest.cast.quote.Paragraph;
import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The running text that a manifest reads, as paragraphs, and the way back to its blocks. */
final class BookText {
  private final List<Paragraph> paragraphs = new ArrayList<>();
  private final List<List<Piece>> pieces = new ArrayList<>();
  private final List<PlayUnit> units = new ArrayList<>();
  private final Map<Integer, List<SkipEntry>> skips = new HashMap<>();
  private final ExtractedBook book;
  private final BitSet without;

  /** Where the text of a block begins in its paragraph. */
  record Piece(int block, int start, int length) {}

  /** A part of a block. */
  record Place(int block, Span span) {}

  /**
   * @param chapters those whose text is wanted
   * @param without numbers of blocks that are not
   */
  BookText(ExtractedBook book, BookManifest manifest, List<ChapterEntry> chapters, BitSet without) {
    this.book = book;
    this.without = without;
    for (SkipEntry skip : manifest.skips()) {
      skips.computeIfAbsent(skip.block(), block -> new ArrayList<>()).add(skip);
    }
    for (ChapterEntry chapter : chapters) {
      add(chapter);
    }
  }

  private void add(ChapterEntry chapter) {
    boolean apart = true;
    StringBuilder verse = new StringBuilder();
    List<Piece> lines = new ArrayList<>();
    for (int number = chapter.firstBlock(); number <= chapter.lastBlock(); number++) {
      Block block = book.blocks().get(number - 1);
      String text = readable(number, block.text());
      boolean wanted = !without.get(number);
      boolean running = wanted && isRunning(block.kind()) && isText(text);
      if (block.kind() != BlockKind.LINE || !running) {
        apart = flush(verse, lines, apart);
      }
      if (running) {
        boolean row = block.kind() == BlockKind.TABLE_ROW;
        units.add(new PlayUnit(number, text, row, block.kind() == BlockKind.LINE));
        verse.append(lines.isEmpty() ? "" : " ");
        lines.add(new Piece(number, verse.length(), text.length()));
        verse.append(text);
      } else if (!wanted || divides(block.kind(), text)) {
        apart = true;
      }
    }
    flush(verse, lines, apart);
  }

  private boolean flush(StringBuilder verse, List<Piece> lines, boolean apart) {
    if (lines.isEmpty()) {
      return apart;
    }
    paragraphs.add(new Paragraph(verse.toString(), apart));
    pieces.add(List.copyOf(lines));
    verse.setLength(0);
    lines.clear();
    return false;
  }

  /** The text of a block with white space for what is not read. */
  private String readable(int number, String text) {
    List<SkipEntry> own = skips.getOrDefault(number, List.of());
    if (own.isEmpty()) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text);
    for (SkipEntry skip : own) {
      Span span = skip.characters().orElse(new Span(0, text.length()));
      for (int at = span.start(); at < Math.min(span.end(), text.length()); at++) {
        rest.setCharAt(at, ' ');
      }
    }
    return rest.toString();
  }

  private static boolean isRunning(BlockKind kind) {
    return switch (kind) {
      case PARAGRAPH, LINE, LIST_ITEM, QUOTE, TABLE_ROW, TABLE_CELL -> true;
      case HEADING, CODE, CAPTION, IMAGE_DESCRIPTION, BREAK, LOST -> false;
    };
  }

  private static boolean isText(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether a scene ends where such a block stands; pictures may stand within one. */
  private static boolean divides(BlockKind kind, String text) {
    return kind == BlockKind.HEADING
        || kind == BlockKind.BREAK
        || isRunning(kind) && !text.isBlank() && !isText(text);
  }

  /** In reading order. */
  List<Paragraph> paragraphs() {
    return paragraphs;
  }

  /** The same block by block. */
  List<PlayUnit> units() {
    return units;
  }

  /** The parts of blocks that a stretch of a paragraph stands in. */
  List<Place> places(int paragraph, Span span) {
    List<Place> places = new ArrayList<>();
    for (Piece piece : pieces.get(paragraph)) {
      int from = Math.max(span.start(), piece.start());
      int to = Math.min(span.end(), piece.start() + piece.length());
      if (from < to) {
        places.add(new Place(piece.block(), new Span(from - piece.start(), to - piece.start())));
      }
    }
    return places;
  }
}
