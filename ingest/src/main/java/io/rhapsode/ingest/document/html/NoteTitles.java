package io.rhapsode.ingest.document.html;

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
    for (int index = result.size() - 2; index >= 0; index--) {
      if (result.get(index).block().kind() == BlockKind.HEADING
          && !result.get(index).block().excluded()
          && onlyNotes(result, index)) {
        ExcludedSpan note = result.get(index + 1).block().exclusions().get(0);
        result.set(index, result.get(index).excluded(new Exclusion(note.reason(), note.detail())));
      }
    }
    return List.copyOf(result);
  }

  private static boolean onlyNotes(List<DraftBlock> drafts, int heading) {
    int level = drafts.get(heading).block().level();
    if (!isNote(drafts.get(heading + 1))) {
      return false;
    }
    for (int index = heading + 1; index < drafts.size(); index++) {
      DraftBlock draft = drafts.get(index);
      boolean next =
          draft.block().kind() == BlockKind.HEADING
              && !draft.block().excluded()
              && draft.block().level() <= level;
      if (next) {
        return true;
      }
      if (draft.block().kind() != BlockKind.BREAK && !draft.block().excluded()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNote(DraftBlock draft) {
    return draft.block().excluded()
        && draft.block().exclusions().stream()
            .anyMatch(
                excluded ->
                    excluded.reason() == SkipReason.ROLE && NOTES.contains(excluded.detail()));
  }
}
