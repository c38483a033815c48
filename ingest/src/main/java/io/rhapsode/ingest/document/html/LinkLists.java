package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.pipeline.book.SkipReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds tables of contents that are not marked as such: three or more blocks in a row that are
 * nothing but links to different places of the publication, and the heading before them.
 */
final class LinkLists {
  private static final int FEWEST = 3;
  private static final Exclusion CONTENTS = new Exclusion(SkipReason.NAVIGATION, "list of links");

  private static final int LONGEST_ENTRY = 40;

  private static final Pattern DIVIDER = Pattern.compile("[|·•/«»<>\\[\\]]+");
  private static final Pattern WAY =
      Pattern.compile(
          "[\\W_]*(?:(?:back |return )?to (?:the )?(?:top|contents|table of"
              + " contents|text)|top|next|previous|prev|home|contents|table of contents|next"
              + " chapter|previous chapter|nach oben|zurück|weiter|inhalt|inhaltsverzeichnis|haut"
              + " de page|suivant|précédent|sommaire|siguiente|anterior|índice|arriba|successivo|precedente|indice|torna"
              + " su)[\\W_]*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private LinkLists() {}

  static List<DraftBlock> exclude(List<DraftBlock> drafts) {
    List<DraftBlock> result = new ArrayList<>(drafts);
    int index = 0;
    // No list begins before this block: the same run of links was found too small.
    int tried = 0;
    while (index < result.size()) {
      if (isBar(result.get(index))) {
        result.set(index, result.get(index).excluded(CONTENTS));
        index++;
        continue;
      }
      int end = index < tried ? index : endOfRun(result, index);
      if (end < index + FEWEST || !isList(result.subList(index, end))) {
        tried = Math.max(tried, end);
        index++;
        continue;
      }
      int start = index > 0 && isTitle(result, index - 1) ? index - 1 : index;
      for (int each = start; each < end; each++) {
        if (!result.get(each).block().excluded()) {
          result.set(each, result.get(each).excluded(CONTENTS));
        }
      }
      index = end;
    }
    return List.copyOf(result);
  }

  /** A bar such as "Contents | Next", or a single "Back to top". */
  private static boolean isBar(DraftBlock draft) {
    if (draft.block().excluded() || !draft.onlyLinks()) {
      return false;
    }
    String text = draft.block().text();
    return draft.links().size() > 1 && isDivided(text) || WAY.matcher(text).matches();
  }

  /** Whether marks such as bars divide the text into short pieces. */
  private static boolean isDivided(String text) {
    String[] pieces = DIVIDER.split(text.substring(1), -1);
    return pieces.length > 1
        && Arrays.stream(pieces).allMatch(piece -> piece.strip().length() <= LONGEST_ENTRY);
  }

  /** Where the blocks end that are nothing but links. */
  private static int endOfRun(List<DraftBlock> drafts, int start) {
    int end = start;
    while (end < drafts.size() && drafts.get(end).onlyLinks()) {
      end++;
    }
    return end;
  }

  private static boolean isList(List<DraftBlock> run) {
    Set<String> targets = new HashSet<>();
    run.forEach(draft -> targets.addAll(draft.targets()));
    return targets.size() >= FEWEST;
  }

  private static boolean isTitle(List<DraftBlock> drafts, int index) {
    boolean followsHeading = index > 0 && drafts.get(index - 1).block().kind() == BlockKind.HEADING;
    return drafts.get(index).block().kind() == BlockKind.HEADING && !followsHeading;
  }
}
