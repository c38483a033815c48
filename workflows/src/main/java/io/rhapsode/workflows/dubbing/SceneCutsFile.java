package io.rhapsode.workflows.dubbing;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the picture changes: a time a line, in seconds or as hours, minutes and seconds. */
public final class SceneCutsFile {
  private static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,3}):)?(\\d{1,2}):)?(\\d{1,7}(?:[.,]\\d{1,9})?)");
  private static final double MILLIS = 1_000;

  private SceneCutsFile() {}

  /**
   * The times in milliseconds, in order. Blank lines and what follows a # are left out.
   *
   * @throws UsageException naming the line that is no time
   */
  public static List<Long> read(Path file) throws UsageException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UsageException(
          "--scene-cuts: %s cannot be read: %s".formatted(file, IoProblem.reason(e)), e);
    }
    List<Long> cuts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      Matcher time = TIME.matcher(line);
      if (time.matches()) {
        double seconds = Double.parseDouble(time.group(3).replace(',', '.'));
        cuts.add(
            Math.round(
                (number(time.group(1)) * 3_600 + number(time.group(2)) * 60 + seconds) * MILLIS));
      } else if (!line.isEmpty()) {
        throw new UsageException(
            "--scene-cuts: %s, line %d: '%s' is not a time such as 12.48 or 00:00:12.480"
                .formatted(file, i + 1, line));
      }
    }
    return cuts.stream().sorted().distinct().toList();
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
