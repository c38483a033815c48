package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.ingest.document.pdf.page.Columns;
import io.rhapsode.ingest.document.pdf.page.Line;
import io.rhapsode.ingest.document.pdf.page.PageText;
import io.rhapsode.ingest.document.pdf.page.RaisedMarks;
import io.rhapsode.ingest.document.typography.ChapterHeadings;
import io.rhapsode.ingest.document.typography.ChapterTitle;
import io.rhapsode.ingest.document.typography.Hyphens;
import io.rhapsode.ingest.document.typography.VerseLines;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The blocks of a paginated document. Used by one thread. */
final class PdfBlocks {
  private static final double HEADING_SIZE = 1.12;
  private static final int LONGEST_HEADING = 200;
  private static final int LONGEST_BOLD_HEADING = 90;
  private static final int MOST_LEVELS = 4;
  private static final double SHORT_LINE = 0.75;
  private static final int FEWEST_ROWS = 2;
  private static final int FEWEST_LINES = 3;
  private static final Pattern LEADERS = Pattern.compile("(?:[.·_…]\\s?){3}\\s*\\S{1,6}$");

  /** As much of a line as holds the end of its leaders and the number behind them. */
  private static final int TAIL = 40;

  private static final String NOTE = "footnote";
  private static final String MARK = "noteref";

  /** A paragraph that became a block, and where that block begins. */
  private record Place(int page, double y) {}

  private final List<Block> blocks = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final Set<String> skippableRoles;

  /** By page number. */
  private final Map<Integer, FootNotes.Parted> notes = new HashMap<>();

  private double bodySize;

  /** Characters of the longest lines of running text. */
  private int lineLength;

  private List<Double> headingSizes = List.of();
  private Set<String> words = Set.of();

  private PdfBlocks(Set<String> skippableRoles) {
    this.skippableRoles = skippableRoles;
  }

  /**
   * @param skippableRoles the roles that are not read; notes at the foot of pages bear "footnote",
   *     their marks "noteref"
   */
  static PdfBlocks of(List<PageText.Page> extracted, Set<String> skippableRoles) {
    List<PageText.Page> pages = extracted.stream().map(MarginNumbers::apart).toList();
    PdfBlocks result = new PdfBlocks(skippableRoles);
    List<Set<Line>> furniture = PageFurniture.of(pages);
    List<List<List<Line>>> regions = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (int index = 0; index < pages.size(); index++) {
      regions.add(Columns.regions(body(pages.get(index), furniture.get(index))));
      regions.get(index).forEach(lines::addAll);
    }
    result.words = Hyphens.words(lines.stream().map(Line::text).toList());
    result.bodySize = bodySize(lines);
    result.lineLength = lines.stream().mapToInt(line -> line.text().length()).max().orElse(0);
    FootNotes footNotes = new FootNotes(result.bodySize);
    Paragraphs joined = new Paragraphs(result.bodySize);
    for (int index = 0; index < pages.size(); index++) {
      FootNotes.Parted page = footNotes.part(regions.get(index));
      joined.addPage(pages.get(index).number(), page.regions());
      result.notes.put(pages.get(index).number(), page);
    }
    result.measure(joined.paragraphs());
    result.arrange(pages, furniture, joined.paragraphs());
    if (skippableRoles.contains("toc")) {
      result.excludeContents();
    }
    List<Block> titled = ChapterHeadings.add(result.blocks, skippableRoles.contains("toc"));
    result.blocks.clear();
    result.blocks.addAll(titled);
    return result;
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** Excludes lists of contents: lines with leaders to page numbers, and the heading above them. */
  private void excludeContents() {
    for (int index = 0; index < blocks.size(); index++) {
      Block block = blocks.get(index);
      boolean listed = hasLeaders(block.text());
      boolean below = index > 0 && isContents(index - 1);
      boolean number = below && block.text().matches("\\d{1,4}|[ivxlc]{1,7}");
      if (!block.text().isEmpty() && !block.excluded() && (listed || number)) {
        boolean titled = index > 0 && ChapterTitle.isContents(blocks.get(index - 1).text());
        if (titled && !blocks.get(index - 1).excluded()) {
          excludeAsContents(index - 1);
        }
        excludeAsContents(index);
      }
    }
  }

  private boolean isContents(int index) {
    List<ExcludedSpan> excluded = blocks.get(index).exclusions();
    return excluded.size() == 1 && excluded.get(0).reason() == SkipReason.NAVIGATION;
  }

  private void excludeAsContents(int index) {
    Block block = blocks.get(index);
    Span all = new Span(0, block.text().length());
    blocks.set(index, block.excluding(new ExcludedSpan(all, SkipReason.NAVIGATION, "toc")));
  }

  /** The bookmarks with the blocks they lead to. */
  List<OutlineEntry> outline(List<Bookmarks.Bookmark> bookmarks) {
    List<OutlineEntry> outline = new ArrayList<>();
    int previous = 0;
    for (Bookmarks.Bookmark bookmark : bookmarks) {
      int block = block(bookmark, previous);
      int last = outline.size() - 1;
      if (block > previous) {
        outline.add(new OutlineEntry(bookmark.title(), bookmark.level(), block));
        previous = block;
      } else if (block == previous && last >= 0 && bookmark.level() > outline.get(last).level()) {
        OutlineEntry upper = outline.get(last);
        outline.set(
            last, new OutlineEntry(upper.title() + ": " + bookmark.title(), upper.level(), block));
      }
    }
    return List.copyOf(outline);
  }

  private static List<Line> body(PageText.Page page, Set<Line> furniture) {
    return page.stretches().stream()
        .filter(line -> furniture.stream().noneMatch(line::besides))
        .toList();
  }

  private static double bodySize(List<Line> lines) {
    Map<Double, Integer> sizes = new HashMap<>();
    lines.forEach(line -> sizes.merge(line.fontSize(), line.text().length(), Integer::sum));
    return Line.mostFrequent(sizes);
  }

  private void measure(List<Paragraph> paragraphs) {
    TreeSet<Double> larger = new TreeSet<>();
    for (Paragraph paragraph : paragraphs) {
      if (isLarge(paragraph)) {
        larger.add(paragraph.fontSize());
      }
    }
    headingSizes = List.copyOf(larger.descendingSet());
  }

  /** Page by page: the header, the paragraphs that begin there, the notes, the footer. */
  private void arrange(
      List<PageText.Page> pages, List<Set<Line>> furniture, List<Paragraph> paragraphs) {
    int next = 0;
    for (int index = 0; index < pages.size(); index++) {
      PageText.Page page = pages.get(index);
      List<Line> edges =
          furniture.get(index).stream().sorted(Comparator.comparingDouble(Line::y)).toList();
      edges.stream()
          .filter(line -> line.y() < page.height() / 2)
          .forEach(line -> addFurniture(page, line.text()));
      while (next < paragraphs.size() && paragraphs.get(next).page() == page.number()) {
        next = add(paragraphs, next);
      }
      addNotes(page.number());
      edges.stream()
          .filter(line -> line.y() >= page.height() / 2)
          .forEach(line -> addFurniture(page, line.text()));
      page.turned().forEach(text -> addFurniture(page, text));
      page.hidden().forEach(text -> addHidden(page, text));
    }
  }

  private void addFurniture(PageText.Page page, String text) {
    String content = RaisedMarks.strip(clean(text));
    if (!content.isEmpty()) {
      ExcludedSpan all =
          new ExcludedSpan(
              new Span(0, content.length()), SkipReason.PAGE_FURNITURE, "page header or footer");
      add(page.number(), 0, BlockKind.PARAGRAPH, 0, content, List.of(all));
    }
  }

  private void addHidden(PageText.Page page, String text) {
    String content = clean(text);
    ExcludedSpan all =
        new ExcludedSpan(new Span(0, content.length()), SkipReason.HIDDEN, "cannot be seen");
    add(page.number(), 0, BlockKind.PARAGRAPH, 0, content, List.of(all));
  }

  /** Adds the rows of a table, the lines of verse or one paragraph; returns which is next. */
  private int add(List<Paragraph> paragraphs, int index) {
    int end = endOfRun(paragraphs, index, Paragraph::isRow);
    if (end - index >= FEWEST_ROWS) {
      paragraphs.subList(index, end).forEach(this::addRow);
      return end;
    }
    end = endOfRun(paragraphs, index, this::isShort);
    List<Line> lines =
        paragraphs.subList(index, Math.max(end, index + 1)).stream()
            .flatMap(paragraph -> paragraph.lines().stream())
            .toList();
    if (headingLevel(paragraphs.get(index)) == 0 && isVerse(lines)) {
      BlockKind kind = BlockKind.PARAGRAPH;
      for (Line line : lines) {
        addText(paragraphs.get(index), line, line.text(), kind, 0);
        kind = BlockKind.LINE;
      }
      return Math.max(end, index + 1);
    }
    addParagraph(paragraphs.get(index));
    return index + 1;
  }

  /** Whether none of the lines reaches to the right edge of the text. */
  private boolean isShort(Paragraph paragraph) {
    return headingLevel(paragraph) == 0
        && paragraph.lines().stream()
            .allMatch(line -> line.text().length() <= SHORT_LINE * lineLength);
  }

  private static int endOfRun(List<Paragraph> paragraphs, int start, Predicate<Paragraph> belongs) {
    int end = start;
    while (end < paragraphs.size()
        && paragraphs.get(end).page() == paragraphs.get(start).page()
        && belongs.test(paragraphs.get(end))
        && (end == start || follows(paragraphs.get(end - 1).last(), paragraphs.get(end).first()))) {
      end++;
    }
    return end;
  }

  /** Whether a line stands right below another one in the same place and size. */
  private static boolean follows(Line before, Line line) {
    double distance = line.y() - before.y();
    return distance > 0
        && distance < 2 * line.fontSize()
        && Paragraphs.sameSize(before, line)
        && Math.abs(before.left() - line.left()) < 3 * line.fontSize();
  }

  private boolean isVerse(List<Line> lines) {
    List<String> texts = lines.stream().map(line -> RaisedMarks.strip(line.text())).toList();
    boolean listed = texts.stream().anyMatch(PdfBlocks::hasLeaders);
    return !listed && lines.size() >= FEWEST_LINES && VerseLines.are(texts, lineLength);
  }

  private static boolean hasLeaders(String line) {
    return LEADERS.matcher(line).region(Math.max(0, line.length() - TAIL), line.length()).find();
  }

  private void addRow(Paragraph row) {
    BlockKind kind = BlockKind.TABLE_ROW;
    for (Line cell : row.first().cells()) {
      addText(row, cell, cell.text(), kind, 0);
      kind = BlockKind.TABLE_CELL;
    }
  }

  private void addParagraph(Paragraph paragraph) {
    int level = headingLevel(paragraph);
    BlockKind kind = level > 0 ? BlockKind.HEADING : BlockKind.PARAGRAPH;
    addText(paragraph, paragraph.first(), paragraph.text(words), kind, level);
  }

  private void addText(Paragraph paragraph, Line first, String raw, BlockKind kind, int level) {
    RaisedMarks.Resolved resolved = RaisedMarks.resolve(clean(raw), knownMarks(paragraph));
    if (resolved.text().isBlank()) {
      return;
    }
    List<ExcludedSpan> excluded =
        skippableRoles.contains(MARK)
            ? resolved.marks().stream()
                .map(span -> new ExcludedSpan(span, SkipReason.ROLE, MARK))
                .toList()
            : List.of();
    add(paragraph.page(), first.y(), kind, level, resolved.text(), excluded);
  }

  /** The marks of the notes on the pages that a paragraph stands on. */
  private Set<String> knownMarks(Paragraph paragraph) {
    Set<String> known = new HashSet<>();
    for (int page = paragraph.page(); page <= paragraph.page() + 1; page++) {
      if (notes.containsKey(page)) {
        known.addAll(notes.get(page).marks());
      }
    }
    return known;
  }

  private void addNotes(int page) {
    Paragraphs joined = new Paragraphs(bodySize);
    joined.addPage(page, notes.get(page).notes());
    for (Paragraph note : joined.paragraphs()) {
      String text = RaisedMarks.strip(clean(note.text(words)));
      if (!text.isBlank()) {
        ExcludedSpan all = new ExcludedSpan(new Span(0, text.length()), SkipReason.ROLE, NOTE);
        List<ExcludedSpan> excluded = skippableRoles.contains(NOTE) ? List.of(all) : List.of();
        add(page, note.first().y(), BlockKind.PARAGRAPH, 0, text, excluded);
      }
    }
  }

  private void add(
      int page, double y, BlockKind kind, int level, String text, List<ExcludedSpan> exclusions) {
    blocks.add(
        new Block("page " + page, kind, level, text, Optional.empty(), exclusions, List.of()));
    places.add(new Place(page, y));
  }

  private boolean isLarge(Paragraph paragraph) {
    return paragraph.fontSize() >= HEADING_SIZE * bodySize
        && paragraph.length() <= LONGEST_HEADING
        && hasLetters(paragraph);
  }

  private int headingLevel(Paragraph paragraph) {
    if (isLarge(paragraph)) {
      return Math.min(MOST_LEVELS, headingSizes.indexOf(paragraph.fontSize()) + 1);
    }
    boolean bold =
        paragraph.bold()
            && paragraph.length() <= LONGEST_BOLD_HEADING
            && hasLetters(paragraph)
            && paragraph.lines().stream().noneMatch(Line::hasGaps)
            && paragraph.fontSize() >= bodySize
            && !paragraph.last().text().matches(".*[.,;:]$");
    return bold ? Math.min(MOST_LEVELS, headingSizes.size() + 1) : 0;
  }

  private static boolean hasLetters(Paragraph paragraph) {
    return paragraph.first().text().chars().anyMatch(Character::isLetter);
  }

  /** The block a bookmark leads to: the heading of that name, else what begins at its height. */
  private int block(Bookmarks.Bookmark bookmark, int previous) {
    int byHeight = 0;
    for (int index = previous; index < blocks.size(); index++) {
      Place place = places.get(index);
      if (place.page() > bookmark.page()) {
        return byHeight > 0 ? byHeight : index + 1;
      }
      if (place.page() < bookmark.page() || blocks.get(index).excluded()) {
        continue;
      }
      String text = letters(blocks.get(index).text());
      if (text.startsWith(letters(bookmark.title())) && text.length() < LONGEST_HEADING) {
        return index + 1;
      }
      if (byHeight == 0 && place.y() >= bookmark.y()) {
        byHeight = index + 1;
      }
    }
    return byHeight;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String clean(String text) {
    return text.replace("\u00AD", "").replaceAll("\\s+", " ").strip();
  }
}
