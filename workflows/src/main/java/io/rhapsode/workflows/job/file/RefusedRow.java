package io.rhapsode.workflows.job.file;

import static java.util.Objects.requireNonNull;

/**
 * A row that cannot be followed; the others are.
 *
 * @param place where it stands, such as "job.yaml, line 7"
 * @param reason what is wrong
 */
public record RefusedRow(String place, String reason) {
  public RefusedRow {
    requireNonNull(place, "place is null");
    requireNonNull(reason, "reason is null");
  }

  /**
   * A row with what was said of it.
   *
   * @param message may begin with a place of its own in the same file
   */
  public static RefusedRow of(String place, String message) {
    String file = place.replaceFirst(", line \\d+$", "");
    int end = message.indexOf(": ");
    return message.startsWith(file) && end > 0
        ? new RefusedRow(message.substring(0, end), message.substring(end + 2))
        : new RefusedRow(place, message);
  }
}
