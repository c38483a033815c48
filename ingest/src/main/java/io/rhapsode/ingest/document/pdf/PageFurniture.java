package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.pdf.page.Columns;
import io.rhapsode.ingest.document.pdf.page.Line;
import io.rhapsode.ingest.document.pdf.page.PageText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the headers, footers and page numbers of a paginated document: lines at the upper or lower
 * edge that come back on other pages at the same height with other numbers at most, and lines there
 * that are nothing but a page number.
 */
final class PageFurniture {
  private static final int EDGE_LINES = 3;
  private static final double EDGE = 0.14;
  private static final double SAME_HEIGHT = 4;
  private static final int FEWEST_PAGES = 3;

  /** Of lines with many numbers not every combination is tried. */
  private static final int MOST_VARIANTS = 4;

  /** Share of the pages that must have a header at a height to make a header of any line there. */
  private static final double USUAL = 0.4;

  private static final double HEADING_SIZE = 1.12;

  /** Headers stand farther from the text than its lines from each other, in font sizes. */
  private static final double APART = 1.7;

  /** Longer lines are text, in UTF-16 units. */
  private static final int LONGEST = 300;

  private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{1,5}(?![0-9])");

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "[\\W_]*(?:(?:page|seite|p\\.|página|pagina)\\s*)?(?:\\d{1,4}|[ivxlc]{1,7})"
              + "(?:\\s*(?:/|of|von|de|di)\\s*\\d{1,4})?[\\W_]*",
          Pattern.CASE_INSENSITIVE);

  /** What a line says, with its page number left out, and where; heights in steps of points. */
  private record Place(String text, long height) {}

  private PageFurniture() {}

  /** Per page, the lines that are furniture. */
  static List<Set<Line>> of(List<PageText.Page> pages) {
    double body = bodySize(pages);
    List<List<Line>> edges = pages.stream().map(PageFurniture::edgeLines).toList();
    Map<Place, Integer> counts = new HashMap<>();
    for (int index = 0; index < pages.size(); index++) {
      Set<Place> places = new HashSet<>();
      for (Line line : edges.get(index)) {
        places.addAll(places(line, pages.get(index).number(), body));
      }
      places.forEach(place -> counts.merge(place, 1, Integer::sum));
    }
    int enough = Math.min(FEWEST_PAGES, Math.max(2, pages.size()));
    List<Set<Line>> furniture = new ArrayList<>();
    for (int index = 0; index < pages.size(); index++) {
      Set<Line> found = new HashSet<>();
      for (Line line : edges.get(index)) {
        boolean repeated =
            places(line, pages.get(index).number(), body).stream()
                .anyMatch(place -> repeats(place, counts) >= enough);
        if (repeated || isPageNumber(line, body)) {
          found.add(line);
        }
      }
      furniture.add(found);
    }
    addVarying(furniture, edges, body);
    return furniture;
  }

  private static boolean isPageNumber(Line line, double body) {
    return line.fontSize() <= HEADING_SIZE * body && PAGE_NUMBER.matcher(line.text()).matches();
  }

  /**
   * Headers that name chapters vary, but stand where other pages have theirs, apart from the text.
   */
  private static void addVarying(List<Set<Line>> furniture, List<List<Line>> edges, double body) {
    Map<Long, Integer> heights = new HashMap<>();
    for (Set<Line> page : furniture) {
      page.stream()
          .map(line -> Math.round(line.y() / SAME_HEIGHT))
          .distinct()
          .forEach(height -> heights.merge(height, 1, Integer::sum));
    }
    int enough = (int) Math.max(FEWEST_PAGES, Math.ceil(USUAL * furniture.size()));
    for (int page = 0; page < furniture.size(); page++) {
      List<Line> lines = edges.get(page);
      for (int index = 0; index < lines.size(); index++) {
        Line line = lines.get(index);
        boolean usual = heights.getOrDefault(Math.round(line.y() / SAME_HEIGHT), 0) >= enough;
        boolean outermost = index == 0 || index == lines.size() - 1;
        Line next = index == 0 ? lines.get(Math.min(1, lines.size() - 1)) : lines.get(index - 1);
        boolean apart = next == line || Math.abs(next.y() - line.y()) > APART * body;
        boolean small = line.fontSize() <= 1.05 * body && !line.bold();
        if (usual && outermost && apart && small) {
          furniture.get(page).add(line);
        }
      }
    }
  }

  private static int repeats(Place place, Map<Place, Integer> counts) {
    int above = counts.getOrDefault(new Place(place.text(), place.height() - 1), 0);
    int below = counts.getOrDefault(new Place(place.text(), place.height() + 1), 0);
    return counts.getOrDefault(place, 0) + Math.max(above, below);
  }

  /**
   * The line as it stands and, unless it is set as large as a heading, with its number relative to
   * the page: "Title 12" and "Title 13" on following pages are one, "Chapter 2" and "Chapter 3" on
   * pages far apart are not.
   */
  private static List<Place> places(Line line, int page, double bodySize) {
    long height = Math.round(line.y() / SAME_HEIGHT);
    Place literal = new Place(line.text(), height);
    if (line.fontSize() > HEADING_SIZE * bodySize || line.text().length() > LONGEST) {
      return List.of(literal);
    }
    List<String> texts = new ArrayList<>(List.of(""));
    Matcher number = NUMBER.matcher(line.text());
    int at = 0;
    while (number.find()) {
      String before = line.text().substring(at, number.start());
      String relative = "#" + (Integer.parseInt(number.group()) - page);
      boolean few = texts.size() <= MOST_VARIANTS;
      List<String> longer = new ArrayList<>();
      for (String text : texts) {
        longer.add(text + before + relative);
        if (few) {
          longer.add(text + before + number.group());
        }
      }
      texts = longer;
      at = number.end();
    }
    String rest = line.text().substring(at);
    return texts.stream().map(text -> new Place(text + rest, height)).toList();
  }

  private static double bodySize(List<PageText.Page> pages) {
    Map<Double, Integer> sizes = new HashMap<>();
    for (PageText.Page page : pages) {
      page.stretches()
          .forEach(line -> sizes.merge(line.fontSize(), line.text().length(), Integer::sum));
    }
    return Line.mostFrequent(sizes);
  }

  /** The outermost lines inside the margins, whole rows of them. */
  private static List<Line> edgeLines(PageText.Page page) {
    List<Line> lines = Columns.lines(page.stretches());
    List<Line> edges = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      Line line = lines.get(index);
      boolean first = index < EDGE_LINES && line.y() < EDGE * page.height();
      boolean last = index >= lines.size() - EDGE_LINES && line.y() > (1 - EDGE) * page.height();
      if (first || last) {
        edges.add(line);
      }
    }
    return edges;
  }
}
