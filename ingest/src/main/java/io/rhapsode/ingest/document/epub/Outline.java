package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.ingest.document.html.HtmlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the blocks that the lines of a table of contents lead to. */
final class Outline {
  /** The text of a file and the number of the block before its first one. */
  record PlacedText(HtmlText text, int blocksBefore) {}

  private record Target(TableOfContents.Entry entry, int block) {}

  private final Map<String, PlacedText> files;
  private final List<String> warnings;

  private Outline(Map<String, PlacedText> files, List<String> warnings) {
    this.files = files;
    this.warnings = warnings;
  }

  /**
   * The outline in reading order.
   *
   * @param files by path
   * @param blocks how many there are in all
   * @param warnings takes a line for everything that could not be followed
   */
  static List<OutlineEntry> of(
      List<TableOfContents.Entry> entries,
      Map<String, PlacedText> files,
      int blocks,
      List<String> warnings) {
    Outline outline = new Outline(files, warnings);
    List<Target> targets = new ArrayList<>();
    for (TableOfContents.Entry entry : entries) {
      outline
          .block(entry, targets)
          .filter(block -> block <= blocks)
          .ifPresent(block -> targets.add(new Target(entry, block)));
    }
    targets.sort(Comparator.comparingInt(Target::block));
    return outline.merge(targets);
  }

  private Optional<Integer> block(TableOfContents.Entry entry, List<Target> before) {
    PlacedText file = files.get(entry.path());
    if (file == null) {
      warnings.add(
          "the table of contents leads '%s' to %s, which is not in the reading order"
              .formatted(entry.title(), entry.path()));
      return Optional.empty();
    }
    Integer anchor = file.text().anchors().get(entry.fragment());
    if (anchor != null) {
      return Optional.of(file.blocksBefore() + anchor + 1);
    }
    int first = file.blocksBefore() + 1;
    boolean taken = before.stream().anyMatch(target -> target.block() == first);
    if (entry.fragment().isEmpty() && !taken) {
      return Optional.of(first);
    }
    if (!entry.fragment().isEmpty()) {
      warnings.add(
          "the table of contents leads '%s' to %s#%s, which does not exist"
              .formatted(entry.title(), entry.path(), entry.fragment()));
    }
    return Optional.of(headingNamed(entry.title(), file).orElse(first));
  }

  private static Optional<Integer> headingNamed(String title, PlacedText file) {
    List<Block> blocks = file.text().blocks();
    for (int index = 0; index < blocks.size(); index++) {
      Block block = blocks.get(index);
      if (block.kind() == BlockKind.HEADING && letters(block.text()).equals(letters(title))) {
        return Optional.of(file.blocksBefore() + index + 1);
      }
    }
    return Optional.empty();
  }

  private static String letters(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * Makes the first blocks strictly ascending. Of two lines that lead to different places with no
   * text between them the first names nothing and is dropped; a line and its own first child that
   * lead to the same place are joined.
   */
  private List<OutlineEntry> merge(List<Target> targets) {
    List<Target> kept = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (Target target : targets) {
      int last = kept.size() - 1;
      if (last < 0 || kept.get(last).block() < target.block()) {
        kept.add(target);
        titles.add(target.entry().title());
        continue;
      }
      Target previous = kept.get(last);
      if (!samePlace(previous.entry(), target.entry())) {
        kept.set(last, target);
        titles.set(last, target.entry().title());
      } else if (target.entry().level() > previous.entry().level()) {
        titles.set(last, titles.get(last) + ": " + target.entry().title());
      } else {
        warnings.add(
            "the table of contents leads '%s' to the same place as '%s'"
                .formatted(target.entry().title(), titles.get(last)));
      }
    }
    List<OutlineEntry> outline = new ArrayList<>();
    for (int index = 0; index < kept.size(); index++) {
      Target target = kept.get(index);
      outline.add(new OutlineEntry(titles.get(index), target.entry().level(), target.block()));
    }
    return List.copyOf(outline);
  }

  private static boolean samePlace(TableOfContents.Entry one, TableOfContents.Entry other) {
    return one.path().equals(other.path()) && one.fragment().equals(other.fragment());
  }
}
