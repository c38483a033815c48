package io.rhapsode.workflows.job.file;

import io.rhapsode.workflows.settings.UsageException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as people write it. */
public final class PointInTime {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

  private PointInTime() {}

  /**
   * @param flag for messages
   * @param text a date, a date and time with its zone (ISO 8601), or minutes, hours or days ago
   * @throws UsageException when it is none of these
   */
  public static Instant parse(String flag, String text, Clock clock) throws UsageException {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1));
      Duration distance =
          switch (ago.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      return clock.instant().minus(distance);
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException(
          "%s: '%s' is no time such as 2026-11-24, 2026-11-24T18:00Z, 36h or 7d"
              .formatted(flag, text),
          e);
    }
  }
}
