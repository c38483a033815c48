package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.Span;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

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
    choice.named(manifest.voice());
    for (ChapterEntry chapter : manifest.chapters()) {
      if (chapter.voice().isPresent()) {
        choice.named(chapter.voice().get());
      }
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
    Map<Integer, BitSet> skipped = new HashMap<>();
    for (SkipEntry skip : manifest.skips()) {
      if (skip.block() > book.blocks().size()) {
        throw mismatch(
            "a skip names block %d, but the document has %d; remove the skip or correct its block"
                .formatted(skip.block(), book.blocks().size()));
      }
      int length = book.blocks().get(skip.block() - 1).text().length();
      Span span = skip.characters().orElse(new Span(0, length));
      if (span.end() > length) {
        throw mismatch(
            "a skip ends at character %d of block %d, which has %d; correct the skip"
                .formatted(span.end(), skip.block(), length));
      }
      BitSet characters = skipped.computeIfAbsent(skip.block(), block -> new BitSet());
      int doubled = characters.nextSetBit(span.start());
      if (doubled >= 0 && doubled < span.end()) {
        throw mismatch(
            "two skips of block %d share character %d; join them into one"
                .formatted(skip.block(), doubled));
      }
      characters.set(span.start(), span.end());
    }
  }

  private FailureException mismatch(String message) {
    return BookPlanner.failure(source, FailureCode.MANIFEST_MISMATCH, message);
  }
}
