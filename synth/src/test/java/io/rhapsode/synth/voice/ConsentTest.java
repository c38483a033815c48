package io.rhapsode.synth.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final LocalDate LAST = LocalDate.of(2027, 12, 31);
  private static final Consent CONSENT =
      new Consent(
          "Ada Byron: her own books",
          Instant.EPOCH,
          Optional.of(LAST),
          new TreeSet<>(List.of("audiobook", "sample")),
          Optional.empty());

  @Test
  void holdsOnItsLastDayAndNotLonger() {
    assertEquals(Optional.empty(), CONSENT.refusal(LAST, "audiobook"));
    assertEquals(
        Optional.of("its consent ended on 2027-12-31"),
        CONSENT.refusal(LAST.plusDays(1), "audiobook"));
  }

  @Test
  void coversItsPurposesOnly() {
    assertEquals(
        Optional.of("its consent is for audiobook, sample, not for dub"),
        CONSENT.refusal(LAST, "dub"));
    assertEquals(
        Optional.of(
            "its consent is for audiobook, sample: say what the job is for in"
                + " audio.publish.purpose"),
        CONSENT.refusal(LAST, ""));
  }

  @Test
  void withoutPurposesAndEndItCoversAll() {
    Consent any = new Consent("Ada Byron: anything", Instant.EPOCH);
    assertEquals(Optional.empty(), any.refusal(LocalDate.MAX, ""));
    assertEquals(Optional.empty(), any.refusal(LocalDate.MAX, "dub"));
  }

  @Test
  void aPurposeIsAWord() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Consent(
                "Ada",
                Instant.EPOCH,
                Optional.empty(),
                new TreeSet<>(List.of("all of it")),
                Optional.empty()));
  }
}
