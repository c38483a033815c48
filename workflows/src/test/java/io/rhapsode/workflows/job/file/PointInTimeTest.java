package io.rhapsode.workflows.job.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.workflows.settings.UsageException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PointInTimeTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneId.of("Europe/Berlin"));

  @Test
  void datesTimesAndDistancesAreUnderstood() throws UsageException {
    assertTime("2026-11-23T23:00:00Z", "2026-11-24");
    assertTime("2026-11-24T18:00:00Z", "2026-11-24T18:00Z");
    assertTime("2026-11-24T00:00:00Z", "36h");
    assertTime("2026-11-18T12:00:00Z", "7d");
    assertThrows(UsageException.class, () -> PointInTime.parse("--since", "yesterday", CLOCK));
  }

  private static void assertTime(String expected, String text) throws UsageException {
    assertEquals(Instant.parse(expected), PointInTime.parse("--since", text, CLOCK));
  }
}
