package io.rhapsode.workflows.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lays rows out in columns; numbers are aligned by the one who formats them. */
public final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /** The lines of a table, each with a line end; the last column is not padded. */
  public static String of(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(rows);
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    return all.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell);
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length()))).append(GAP);
      }
    }
    return line.toString().stripTrailing() + "\n";
  }
}
