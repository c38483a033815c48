package io.rhapsode.ingest.document.pdf;

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

  private static final double HEADING_SIZE = 1.12;
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
        if (repeated || PAGE_NUMBER.matcher(line.text()).matches()) {
          found.add(line);
        }
      }
      furniture.add(found);
    }
    return furniture;
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
    Matcher number = NUMBER.matcher(line.text());
    if (line.fontSize() > HEADING_SIZE * bodySize || !number.find()) {
      return List.of(literal);
    }
    int relative = Integer.parseInt(number.group()) - page;
    return List.of(literal, new Place(number.replaceFirst("#" + relative), height));
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
