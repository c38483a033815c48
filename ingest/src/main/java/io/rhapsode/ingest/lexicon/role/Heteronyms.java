package io.rhapsode.ingest.lexicon.role;

import io.rhapsode.ingest.lexicon.LexiconFile;
import io.rhapsode.ingest.lexicon.UnreadableLexiconException;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * English words that are spelled alike and said in more than one way ("to record", "a record"), in
 * the two accents that differ most. Only for voices that take sounds: those that take letters know
 * such words by their sentence, or could not be told without another word in their place.
 */
public final class Heteronyms {
  private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");
  private static final Lexicon BRITISH = read("heteronyms-en-GB.tsv");
  private static final Lexicon AMERICAN = read("heteronyms-en-US.tsv");

  private Heteronyms() {}

  /** Those that a voice is to be told, in its accent. */
  public static Optional<Lexicon> lexicon(Voice voice) {
    Locale locale = Locale.forLanguageTag(voice.language());
    boolean tells =
        voice.honours().contains(RequestPart.PRONUNCIATION)
            && LanguageTags.primary(voice.language()).equals("en");
    return tells
        ? Optional.of(NORTH_AMERICA.contains(locale.getCountry()) ? AMERICAN : BRITISH)
        : Optional.empty();
  }

  private static Lexicon read(String name) {
    try (InputStream table = Heteronyms.class.getResourceAsStream(name)) {
      LexiconFile.Content content = LexiconFile.parse(name, table.readAllBytes());
      return Lexicon.of(name, LexiconLayer.PRODUCT, content.language(), content.entries());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    } catch (UnreadableLexiconException e) {
      throw new IllegalStateException(e);
    }
  }
}
