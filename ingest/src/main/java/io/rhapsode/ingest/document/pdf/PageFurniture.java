package io.rhapsode.ingest.document.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "[\\W_]*(?:(?:page|seite|p\\.|página|pagina)\\s*)?(?:\\d{1,4}|[ivxlc]{1,7})"
              + "(?:\\s*(?:/|of|von|de|di)\\s*\\d{1,4})?[\\W_]*",
          Pattern.CASE_INSENSITIVE);

  private record Place(String pattern, long height) {}

  private PageFurniture() {}

  /** Per page, the lines that are furniture. */
  static List<Set<Line>> of(List<PageText.Page> pages) {
    List<List<Line>> edges = pages.stream().map(PageFurniture::edgeLines).toList();
    Map<Place, Integer> counts = new HashMap<>();
    for (List<Line> lines : edges) {
      Set<Place> places = new HashSet<>();
      lines.forEach(line -> places.add(place(line)));
      places.forEach(place -> counts.merge(place, 1, Integer::sum));
    }
    int enough = Math.min(FEWEST_PAGES, Math.max(2, pages.size()));
    List<Set<Line>> furniture = new ArrayList<>();
    for (List<Line> lines : edges) {
      Set<Line> found = new HashSet<>();
      for (Line line : lines) {
        if (repeats(line, counts) >= enough || PAGE_NUMBER.matcher(line.text()).matches()) {
          found.add(line);
        }
      }
      furniture.add(found);
    }
    return furniture;
  }

  private static int repeats(Line line, Map<Place, Integer> counts) {
    Place place = place(line);
    int repeats = counts.getOrDefault(place, 0);
    int above = counts.getOrDefault(new Place(place.pattern(), place.height() - 1), 0);
    int below = counts.getOrDefault(new Place(place.pattern(), place.height() + 1), 0);
    return repeats + Math.max(above, below);
  }

  private static Place place(Line line) {
    return new Place(line.text().replaceAll("\\d+", "#"), Math.round(line.y() / SAME_HEIGHT));
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
