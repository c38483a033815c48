package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.settings.CreditSettings;
import io.rhapsode.pipeline.book.BookMetadata;
import org.junit.jupiter.api.Test;

class CreditsTest {
  private static final CreditSettings ADA =
      new CreditSettings(true, "Ada Byron", CreditSettings.DEFAULTS.texts());

  @Test
  void whatTheBookDoesNotTellIsNotSaid() {
    BookMetadata metadata = BookMetadata.untold("The Lamp", "en");
    assertEquals(
        "The Lamp. Narrated by Ada Byron.",
        Credits.filled(ADA.of("en-GB").opening(), metadata, ADA));
    assertEquals(
        "This has been The Lamp. The end.",
        Credits.filled(
            CreditSettings.DEFAULTS.of("en").closing(), metadata, CreditSettings.DEFAULTS));
  }

  @Test
  void aTitleThatEndsASentenceEndsIt() {
    assertEquals(
        "Who Goes There? Narrated by Ada Byron.",
        Credits.filled(ADA.of("en").opening(), BookMetadata.untold("Who Goes There?", "en"), ADA));
  }

  @Test
  void languagesWithoutTextsHaveTheDefault() {
    assertEquals(ADA.of("fi").openingTitle(), "Opening credits");
    assertEquals(ADA.of("de-AT").openingTitle(), "Vorspann");
  }
}
