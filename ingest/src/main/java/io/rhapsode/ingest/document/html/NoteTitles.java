package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.pipeline.book.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the headings, such as "Footnotes", of sections in which all is notes that are not read. */
final class NoteTitles {
  private static final Set<String> NOTES = Set.of("footnote", "endnotes");

  private NoteTitles() {}

  static List<DraftBlock> exclude(List<DraftBlock> drafts) {
    List<DraftBlock> result = new ArrayList<>(drafts);
    // The next block that is read, if there is one.
    DraftBlock next = null;
    for (int index = result.size() - 1; index >= 0; index--) {
      Block block = result.get(index).block();
      if (block.kind() == BlockKind.HEADING
          && !block.excluded()
          && index + 1 < result.size()
          && isNote(result.get(index + 1))
          && endsSection(next, block)) {
        ExcludedSpan note = result.get(index + 1).block().exclusions().get(0);
        result.set(index, result.get(index).excluded(new Exclusion(note.reason(), note.detail())));
      }
      if (block.kind() != BlockKind.BREAK && !result.get(index).block().excluded()) {
        next = result.get(index);
      }
    }
    return List.copyOf(result);
  }

  /** Whether nothing is read between a heading and the next one that is as high, or the end. */
  private static boolean endsSection(DraftBlock next, Block heading) {
    return next == null
        || next.block().kind() == BlockKind.HEADING && next.block().level() <= heading.level();
  }

  private static boolean isNote(DraftBlock draft) {
    return draft.block().excluded()
        && draft.block().exclusions().stream()
            .anyMatch(
                excluded ->
                    excluded.reason() == SkipReason.ROLE && NOTES.contains(excluded.detail()));
  }
}
