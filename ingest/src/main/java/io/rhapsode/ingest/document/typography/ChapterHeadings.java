package io.rhapsode.ingest.document.typography;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the titles of chapters among paragraphs, for documents that mark no headings: by what they
 * say, and by numbers that stand alone and go up.
 */
public final class ChapterHeadings {
  private static final int LONGEST = 120;
  private static final int LONGEST_SUBTITLE = 70;
  private static final int FEWEST_LISTED = 3;

  /** Numbered titles with less text than this between them are a list, in characters. */
  private static final int CHAPTER_TEXT = 120;

  private static final Pattern NUMBERED =
      Pattern.compile("(?:(\\d{1,3})|([IVXLC]{1,7}))(?:\\.|\\)|:)?(?:\\s+(\\S.{0,70}))?");

  private final List<Block> blocks;
  private final boolean skipsContents;
  private final List<Integer> paragraphs = new ArrayList<>();

  private ChapterHeadings(List<Block> blocks, boolean skipsContents) {
    this.blocks = new ArrayList<>(blocks);
    this.skipsContents = skipsContents;
  }

  /**
   * The blocks with headings of level 1 and 2 for titles; a run of titles that come again later is
   * excluded as the table of contents.
   *
   * @param skipsContents whether tables of contents are not read
   */
  public static List<Block> mark(List<Block> blocks, boolean skipsContents) {
    ChapterHeadings headings = new ChapterHeadings(blocks, skipsContents);
    headings.mark();
    return List.copyOf(headings.blocks);
  }

  /** The same for a document with headings of its own: only what is plainly a title is added. */
  public static List<Block> add(List<Block> blocks, boolean skipsContents) {
    ChapterHeadings headings = new ChapterHeadings(blocks, skipsContents);
    headings.list();
    int first = headings.contents();
    for (int index : headings.paragraphs.subList(first, headings.paragraphs.size())) {
      Optional<ChapterTitle> title = ChapterTitle.of(headings.text(index));
      boolean named =
          index + 1 < blocks.size() && blocks.get(index + 1).kind() == BlockKind.HEADING;
      if (title.isPresent() && named) {
        headings.heading(index, blocks.get(index + 1).level());
      }
    }
    return List.copyOf(headings.blocks);
  }

  private void mark() {
    list();
    List<Integer> body = paragraphs.subList(contents(), paragraphs.size());
    Map<Integer, ChapterTitle> titles = new HashMap<>();
    for (int index : body) {
      ChapterTitle.of(text(index)).ifPresent(title -> titles.put(index, title));
    }
    numbered(body).forEach(index -> titles.putIfAbsent(index, new ChapterTitle(false, true)));
    boolean parts = titles.values().stream().anyMatch(ChapterTitle::part);
    boolean both = parts && titles.values().stream().anyMatch(title -> !title.part());
    for (int place = 0; place < body.size(); place++) {
      int index = body.get(place);
      ChapterTitle title = titles.get(index);
      if (title == null) {
        continue;
      }
      int level = both && !title.part() ? 2 : 1;
      heading(index, level);
      if (title.label() && place + 2 < body.size() && isSubtitle(body, place + 1, titles)) {
        heading(body.get(place + 1), level + 1);
      }
    }
  }

  private void list() {
    for (int index = 0; index < blocks.size(); index++) {
      Block block = blocks.get(index);
      if (block.kind() == BlockKind.PARAGRAPH && block.label().isEmpty() && !block.excluded()) {
        paragraphs.add(index);
      }
    }
  }

  /** The text of a block without what is not read. */
  private String text(int index) {
    return blocks.get(index).readText().strip();
  }

  /** A short line behind a bare label and before running text: "THE ROAD", "Start in Life". */
  private boolean isSubtitle(List<Integer> body, int place, Map<Integer, ChapterTitle> titles) {
    int index = body.get(place);
    String line = text(index);
    boolean next = index == body.get(place - 1) + 1 && !titles.containsKey(index);
    if (!next
        || line.length() > LONGEST_SUBTITLE
        || line.matches(".*[.,;:!…\"”»]$")
        || line.matches("[\"“«„‘—–-].*")
        || titles.containsKey(body.get(place + 1))) {
      return false;
    }
    String[] words = line.split("\\s+");
    long capitals = 0;
    for (String word : words) {
      capitals += Character.isUpperCase(word.codePointAt(0)) ? 1 : 0;
    }
    return Character.isUpperCase(line.codePointAt(0))
        && (capitals * 2 >= words.length || words.length <= 4);
  }

  /** Paragraphs that are numbers, or begin with one, in a run that goes up from 1. */
  private List<Integer> numbered(List<Integer> body) {
    for (boolean roman : new boolean[] {true, false}) {
      for (boolean bare : new boolean[] {true, false}) {
        List<Integer> run = run(body, roman, bare);
        if (run.size() > 1) {
          return run;
        }
      }
    }
    return List.of();
  }

  private List<Integer> run(List<Integer> body, boolean roman, boolean bare) {
    List<Integer> run = new ArrayList<>();
    int between = 0;
    boolean dense = false;
    for (int index : body) {
      Matcher matcher = NUMBERED.matcher(text(index));
      boolean numbered = matcher.matches() && matcher.group(roman ? 2 : 1) != null;
      String title = numbered ? matcher.group(3) : null;
      boolean alike = numbered && (bare ? title == null : title != null && isTitle(title));
      if (alike && value(matcher.group(roman ? 2 : 1), roman) == run.size() + 1) {
        dense |= !run.isEmpty() && between < (bare ? 1 : CHAPTER_TEXT);
        run.add(index);
        between = 0;
      } else {
        between += text(index).length();
      }
    }
    return dense || between == 0 ? List.of() : run;
  }

  private static boolean isTitle(String title) {
    return Character.isUpperCase(title.codePointAt(0)) && !title.matches(".*[.,;:!?]$");
  }

  private static int value(String numeral, boolean roman) {
    if (!roman) {
      return Integer.parseInt(numeral);
    }
    int value = 0;
    int previous = 0;
    for (int index = numeral.length() - 1; index >= 0; index--) {
      int each =
          switch (numeral.charAt(index)) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            default -> 100;
          };
      value += each < previous ? -each : each;
      previous = Math.max(previous, each);
    }
    return value;
  }

  /** Excludes the table of contents, and returns how many paragraphs end with it. */
  private int contents() {
    Map<String, Integer> last = new HashMap<>();
    for (int place = 0; place < paragraphs.size(); place++) {
      last.put(letters(text(paragraphs.get(place))), place);
    }
    int start = 0;
    while (start < paragraphs.size()) {
      boolean named = start > 0 && ChapterTitle.isContents(text(paragraphs.get(start - 1)));
      int end = start;
      int titles = 0;
      while (end < paragraphs.size() && comesAgain(end, last)) {
        titles += ChapterTitle.of(listed(text(paragraphs.get(end)))).isPresent() ? 1 : 0;
        end++;
      }
      if (titles >= FEWEST_LISTED || named && titles > 1) {
        exclude(named ? start - 1 : start, end);
        return end;
      }
      start = end + 1;
    }
    return 0;
  }

  private boolean comesAgain(int place, Map<String, Integer> last) {
    String text = text(paragraphs.get(place));
    Integer again = text.length() > LONGEST ? null : last.get(letters(listed(text)));
    return again != null && again > place;
  }

  /** A line of a list of contents without its page number. */
  private static String listed(String line) {
    return line.replaceFirst("(?:[\\s.·…_]{2,}|\\s)\\d{1,4}$", "");
  }

  private static String letters(String text) {
    return text.length() > LONGEST
        ? ""
        : text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private void exclude(int from, int to) {
    if (!skipsContents) {
      return;
    }
    for (int index : paragraphs.subList(from, to)) {
      Block block = blocks.get(index);
      Span all = new Span(0, block.text().length());
      blocks.set(index, block.excluding(new ExcludedSpan(all, SkipReason.NAVIGATION, "toc")));
    }
  }

  private void heading(int index, int level) {
    blocks.set(index, blocks.get(index).asHeading(level));
  }
}
