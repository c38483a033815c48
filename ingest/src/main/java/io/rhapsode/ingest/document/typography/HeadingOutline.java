package io.rhapsode.ingest.document.typography;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.OutlineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An outline for documents without a table of contents: their headings of the three top levels. */
public final class HeadingOutline {
  private static final int LEVELS = 3;
  private static final int LONGEST_TITLE = 200;

  private HeadingOutline() {}

  /**
   * The outline that the headings give. A heading directly below a higher one names the same
   * chapter: "Chapter I" and "Start in Life" become "Chapter I: Start in Life".
   */
  public static List<OutlineEntry> of(List<Block> blocks) {
    int top = 7;
    for (Block block : blocks) {
      if (isHeading(block)) {
        top = Math.min(top, block.level());
      }
    }
    List<OutlineEntry> outline = new ArrayList<>();
    int lastHeading = -2;
    for (int index = 0; index < blocks.size(); index++) {
      Block block = blocks.get(index);
      if (isHeading(block) && block.level() < top + LEVELS) {
        if (lastHeading == index - 1 && names(blocks.get(lastHeading), block)) {
          outline.set(outline.size() - 1, joined(outline.get(outline.size() - 1), title(block)));
        } else {
          outline.add(new OutlineEntry(title(block), block.level() - top + 1, index + 1));
        }
        lastHeading = index;
      }
    }
    return List.copyOf(outline);
  }

  /** The heading that a document begins with, if no other heading is as high. */
  public static Optional<String> title(List<Block> blocks) {
    List<Block> read = blocks.stream().filter(block -> !block.excluded()).toList();
    if (read.isEmpty() || !isHeading(read.get(0))) {
      return Optional.empty();
    }
    Block first = read.get(0);
    boolean alone =
        read.stream()
            .skip(1)
            .filter(HeadingOutline::isHeading)
            .allMatch(block -> block.level() > first.level());
    return alone ? Optional.of(title(first)) : Optional.empty();
  }

  private static boolean isHeading(Block block) {
    return block.kind() == BlockKind.HEADING
        && !block.excluded()
        && block.text().codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether the second heading is the title of what the first one numbers. */
  private static boolean names(Block upper, Block lower) {
    Optional<ChapterTitle> title = ChapterTitle.of(upper.text());
    if (title.isPresent() && ChapterTitle.of(lower.text()).isPresent()) {
      return false;
    }
    return lower.level() > upper.level() || title.filter(ChapterTitle::label).isPresent();
  }

  private static OutlineEntry joined(OutlineEntry upper, String title) {
    return new OutlineEntry(
        shortened(upper.title().replaceFirst("[.:\\s]+$", "") + ": " + title),
        upper.level(),
        upper.firstBlock());
  }

  /** The heading without what is excluded in it, such as the mark of a note. */
  private static String title(Block block) {
    String words = block.readText().replaceAll("\\s+", " ").strip();
    return shortened(block.label().map(label -> label + " " + words).orElse(words));
  }

  private static String shortened(String title) {
    if (title.length() <= LONGEST_TITLE) {
      return title;
    }
    int end = title.lastIndexOf(' ', LONGEST_TITLE);
    int cut = end < LONGEST_TITLE / 2 ? LONGEST_TITLE : end;
    boolean splitsPair = Character.isHighSurrogate(title.charAt(cut - 1));
    return title.substring(0, splitsPair ? cut - 1 : cut) + "…";
  }
}
