package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.Span;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether a manifest that came with a book fits it. */
final class ManifestCheck {
  private final BookManifest manifest;
  private final ExtractedBook book;
  private final BookSource source;

  private ManifestCheck(BookManifest manifest, ExtractedBook book, BookSource source) {
    this.manifest = manifest;
    this.book = book;
    this.source = source;
  }

  /**
   * @throws FailureException MANIFEST_MISMATCH saying what does not fit and what to do
   */
  static void check(
      BookManifest manifest, ExtractedBook book, BookSource source, VoiceChoice choice)
      throws FailureException {
    ManifestCheck check = new ManifestCheck(manifest, book, source);
    check.requireSameText();
    check.requireChapters();
    check.requireSkips();
    check.requireLines();
    for (String voice : manifest.voices()) {
      choice.named(voice);
    }
  }

  private void requireSameText() throws FailureException {
    String actual = TextHash.of(book.blocks());
    if (!actual.equals(manifest.textSha256())) {
      throw mismatch(
          ("the manifest was made for other text (%.12s..., the document has %.12s...); make a new"
                  + " one with --dry-run --manifest and repeat the edits in it")
              .formatted(manifest.textSha256(), actual));
    }
  }

  private void requireChapters() throws FailureException {
    int blocks = book.blocks().size();
    BitSet taken = new BitSet(blocks + 1);
    for (ChapterEntry chapter : manifest.chapters()) {
      if (chapter.lastBlock() > blocks) {
        throw mismatch(
            "chapter '%s' ends at block %d, but the document has %d; correct the chapter's last block"
                .formatted(chapter.title(), chapter.lastBlock(), blocks));
      }
      int shared = taken.nextSetBit(chapter.firstBlock());
      if (shared >= 0 && shared <= chapter.lastBlock()) {
        throw mismatch(
            ("chapter '%s' has block %d, which another chapter has too; give every block to one"
                    + " chapter")
                .formatted(chapter.title(), shared));
      }
      taken.set(chapter.firstBlock(), chapter.lastBlock() + 1);
    }
  }

  private void requireSkips() throws FailureException {
    Map<Integer, BitSet> taken = new HashMap<>();
    for (SkipEntry skip : manifest.skips()) {
      requireApart("skip", skip.block(), skip.characters(), taken);
    }
  }

  private void requireLines() throws FailureException {
    Map<Integer, BitSet> taken = new HashMap<>();
    for (LineEntry line : manifest.lines()) {
      requireApart("line", line.block(), line.characters(), taken);
      if (line.characters().isPresent()) {
        requireWholeCharacters(line.block(), line.characters().get());
      }
    }
  }

  private void requireWholeCharacters(int block, Span span) throws FailureException {
    String text = book.blocks().get(block - 1).text();
    if (cutsPair(text, span.start()) || cutsPair(text, span.end())) {
      throw mismatch(
          "a line of block %d, %d-%d, cuts a character in two; correct the line"
              .formatted(block, span.start(), span.end()));
    }
  }

  private void requireApart(
      String what, int block, Optional<Span> part, Map<Integer, BitSet> takenByBlock)
      throws FailureException {
    if (block > book.blocks().size()) {
      throw mismatch(
          "a %1$s names block %2$d, but the document has %3$d; remove the %1$s or correct its block"
              .formatted(what, block, book.blocks().size()));
    }
    int length = book.blocks().get(block - 1).text().length();
    Span span = part.orElse(new Span(0, length));
    if (span.end() > length) {
      throw mismatch(
          "a %1$s ends at character %2$d of block %3$d, which has %4$d; correct the %1$s"
              .formatted(what, span.end(), block, length));
    }
    BitSet taken = takenByBlock.computeIfAbsent(block, unknown -> new BitSet());
    int doubled = taken.nextSetBit(span.start());
    if (doubled >= 0 && doubled < span.end()) {
      throw mismatch(
          "two %ss of block %d share character %d; join them into one"
              .formatted(what, block, doubled));
    }
    taken.set(span.start(), span.end());
  }

  private static boolean cutsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private FailureException mismatch(String message) {
    return BookPlanner.failure(source, FailureCode.MANIFEST_MISMATCH, message);
  }
}
