package io.rhapsode.ingest.subtitle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was repaired or left out of a file. Not for several threads. */
public final class Warnings {
  /** As many are kept; of the rest only the number is told. */
  static final int MOST = 1000;

  private static final int LONGEST = 60;

  private final List<Warning> kept = new ArrayList<>();
  private long more;

  private record Warning(int line, String problem) {}

  /**
   * @param line where, from 1
   * @param problem what was wrong and what was made of it
   */
  public void add(int line, String problem) {
    if (kept.size() < MOST) {
      kept.add(new Warning(line, problem));
    } else {
      more++;
    }
  }

  /** As much of a text as fits into a warning. */
  public static String shown(String text) {
    String line = text.strip().replace('\n', ' ');
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** The warnings, in the order of their lines. */
  public List<String> list() {
    List<String> all = new ArrayList<>();
    kept.stream()
        .sorted(Comparator.comparingInt(Warning::line))
        .forEach(each -> all.add("line " + each.line() + ": " + each.problem()));
    if (more > 0) {
      all.add("and %,d more repairs".formatted(more));
    }
    return List.copyOf(all);
  }
}
