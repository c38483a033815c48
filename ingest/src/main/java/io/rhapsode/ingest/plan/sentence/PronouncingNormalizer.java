package io.rhapsode.ingest.plan.sentence;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.phonetic.Ipa;
import io.rhapsode.ingest.lexicon.phonetic.Respelling;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of languages with the lexicons of a book, for one voice. What the document itself
 * prescribes comes before any lexicon. A voice that takes letters only gets words spelled as they
 * sound, where the language has a table for that. Used by one thread.
 */
public final class PronouncingNormalizer implements TextNormalizer {
  private final TextNormalizer rules;
  private final Lexicons lexicons;
  private final Voice voice;
  private final Map<String, String> respelled = new TreeMap<>();

  /**
   * @param lexicons those that hold for the voice
   */
  public PronouncingNormalizer(TextNormalizer rules, Lexicons lexicons, Voice voice) {
    this.rules = requireNonNull(rules, "rules is null");
    this.lexicons = requireNonNull(lexicons, "lexicons is null");
    this.voice = requireNonNull(voice, "voice is null");
  }

  @Override
  public NormalizedText normalize(String text, String language, List<Prescription> prescriptions) {
    List<Prescription> all = new ArrayList<>();
    for (Prescription prescription : merged(prescriptions, lexicons.find(text, language))) {
      all.add(
          prescription.saying() instanceof Saying.Phonemes phonemes
              ? spoken(text, language, prescription, phonemes.ipa())
              : prescription);
    }
    return rules.normalize(text, language, all);
  }

  private boolean takesSounds() {
    return voice.honours().contains(RequestPart.PRONUNCIATION);
  }

  private static List<Prescription> merged(List<Prescription> nearer, List<Prescription> farther) {
    if (nearer.isEmpty()) {
      return farther;
    }
    List<Prescription> all = new ArrayList<>(nearer);
    for (Prescription some : farther) {
      boolean free =
          nearer.stream()
              .noneMatch(
                  other ->
                      other.source().start() < some.source().end()
                          && other.source().end() > some.source().start());
      if (free) {
        all.add(some);
      }
    }
    all.sort(Comparator.comparingInt(some -> some.source().start()));
    return all;
  }

  private Prescription spoken(String text, String language, Prescription prescription, String ipa) {
    if (!takesSounds()) {
      return inLetters(text, language, prescription, ipa);
    }
    String sounds = Ipa.ofLanguage(ipa, LanguageTags.primary(language));
    return new Prescription(prescription.source(), new Saying.Phonemes(sounds));
  }

  private Prescription inLetters(
      String text, String language, Prescription prescription, String ipa) {
    Span source = prescription.source();
    String written = source.of(text);
    String letters =
        Respelling.of(language)
            .map(table -> table.spelled(ipa, Character.isUpperCase(written.codePointAt(0))))
            .orElse("");
    if (letters.isBlank()) {
      return prescription;
    }
    respelled.put(written, letters);
    return new Prescription(source, new Saying.Alias(letters));
  }

  /** What a person should know of the words that were spelled by their sounds. */
  public Optional<String> warning() {
    return respelled.entrySet().stream()
        .findFirst()
        .map(
            first ->
                "voice '%s' takes letters only: %d different words are spelled by their sounds, such as '%s' as '%s'"
                    .formatted(voice.name(), respelled.size(), first.getKey(), first.getValue()));
  }
}
