package io.rhapsode.ingest.text.normal;

import static java.util.Objects.requireNonNull;

import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.text.language.LanguageWords;
import io.rhapsode.ingest.text.normal.english.EnglishForm;
import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.ingest.text.normal.rule.SpokenForm;
import io.rhapsode.ingest.text.normal.rule.UnicodeCleanUp;
import io.rhapsode.ingest.text.normal.table.LocalForm;
import io.rhapsode.ingest.text.normal.vocabulary.NumberForm;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cleans up the characters of every language, speaks English in full ({@link EnglishForm}) and the
 * numbers of the languages that CLDR has numerals for ({@link NumberForm}).
 *
 * <p>The rules are applied until nothing changes, which makes the result stable by construction; a
 * text that never comes to rest is only cleaned up.
 */
public final class StandardNormalizer implements TextNormalizer {
  private static final int MAXIMUM_ROUNDS = 5;

  private final Map<String, SpokenForm> forms = new ConcurrentHashMap<>();

  @Override
  public NormalizedText normalize(String text, String language, List<Prescription> prescriptions) {
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    try {
      SpokenForm form = formOf(language);
      AlignedText spoken = settle(text, form);
      return prescriptions.isEmpty()
          ? new NormalizedText(spoken.text(), spoken.tokens(language), Optional.empty())
          : new PrescribedText(text, prescriptions, written -> settle(written, form))
              .normalized(spoken, language);
    } catch (RuntimeException | StackOverflowError e) {
      return raw(text, language, e);
    }
  }

  private static AlignedText settle(String text, SpokenForm form) {
    AlignedText clean = UnicodeCleanUp.apply(AlignedText.of(text));
    AlignedText current = clean;
    for (int round = 0; round < MAXIMUM_ROUNDS; round++) {
      AlignedText next = form.apply(UnicodeCleanUp.apply(current));
      if (next.text().equals(current.text())) {
        return current;
      }
      current = next;
    }
    return clean;
  }

  private static NormalizedText raw(String text, String language, Throwable cause) {
    AlignedText raw = AlignedText.of(text);
    String warning =
        "text is spoken as it is written, because it could not be normalised (%s): %s"
            .formatted(cause, text.length() > 80 ? text.substring(0, 80) + "..." : text);
    return new NormalizedText(
        text, text.isBlank() ? List.of() : raw.tokens(language), Optional.of(warning));
  }

  private SpokenForm formOf(String language) {
    String primary = ULocale.forLanguageTag(language).getLanguage();
    return forms.computeIfAbsent(primary, StandardNormalizer::newForm);
  }

  private static SpokenForm newForm(String language) {
    if (language.equals("en")) {
      return new EnglishForm();
    }
    if (!SpokenWords.of(language).isEmpty()) {
      return new LocalForm(language, Numerals.of(language).orElseThrow());
    }
    boolean ordinalDots = LanguageWords.of(language).ordinalDots();
    return Numerals.of(language)
        .<SpokenForm>map(numerals -> new NumberForm(numerals, ordinalDots))
        .orElse(text -> text);
  }
}
