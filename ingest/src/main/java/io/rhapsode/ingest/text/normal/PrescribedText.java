package io.rhapsode.ingest.text.normal;

import io.rhapsode.ingest.text.normal.NormalizedText.Sounds;
import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text of which stretches are said as somebody prescribed. The rules of the language see the
 * whole text, so that what stands around a stretch is read as ever; where a rule joins a stretch
 * with its neighbours ("3 km" of which "km" is prescribed), they see letters that no rule knows in
 * its place.
 */
final class PrescribedText {
  /** A letter without case that is in no rule of any language. */
  private static final String UNKNOWN_LETTER = "\uA66E";

  private final String text;
  private final List<Prescription> prescriptions;
  private final Function<String, AlignedText> rules;

  /**
   * @param prescriptions in order, without overlap
   * @param rules of the language
   */
  PrescribedText(
      String text, List<Prescription> prescriptions, Function<String, AlignedText> rules) {
    this.text = text;
    this.prescriptions = List.copyOf(prescriptions);
    this.rules = rules;
  }

  /**
   * @param read the text by the rules alone
   */
  NormalizedText normalized(AlignedText read, String language) {
    AlignedText spoken = isApart(read) ? read : rules.apply(masked(read));
    List<Span> stretches = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<Optional<String>> sounds = new ArrayList<>();
    for (Prescription prescription : prescriptions) {
      Optional<Span> stretch = spoken.spanOf(prescription.source());
      String said = said(prescription);
      if (stretch.isPresent() && !said.isBlank()) {
        stretches.add(stretch.get());
        texts.add(said);
        sounds.add(
            prescription.saying() instanceof Saying.Phonemes phonemes
                ? Optional.of(phonemes.ipa())
                : Optional.empty());
      }
    }
    AlignedText replaced = spoken.replace(stretches, texts);
    return new NormalizedText(
        replaced.text(),
        replaced.tokens(language),
        sounds(stretches, texts, sounds),
        Optional.empty());
  }

  /** What is written for a stretch: other words, or its own letters beside its sounds. */
  private String said(Prescription prescription) {
    String written =
        prescription.saying() instanceof Saying.Alias alias
            ? alias.text()
            : prescription.source().of(text);
    return rules.apply(written).text();
  }

  private static List<Sounds> sounds(
      List<Span> stretches, List<String> texts, List<Optional<String>> sounds) {
    List<Sounds> placed = new ArrayList<>();
    int shift = 0;
    for (int i = 0; i < stretches.size(); i++) {
      int start = stretches.get(i).start() + shift;
      Span spoken = new Span(start, start + texts.get(i).length());
      shift += spoken.length() - stretches.get(i).length();
      sounds.get(i).ifPresent(ipa -> placed.add(new Sounds(spoken, ipa)));
    }
    return placed;
  }

  private boolean isApart(AlignedText read) {
    return prescriptions.stream().allMatch(some -> read.spanOf(some.source()).isPresent());
  }

  /** As long as the text, so that places stay. */
  private String masked(AlignedText read) {
    StringBuilder masked = new StringBuilder(text);
    for (Prescription prescription : prescriptions) {
      Span source = prescription.source();
      if (read.spanOf(source).isEmpty()) {
        masked.replace(source.start(), source.end(), UNKNOWN_LETTER.repeat(source.length()));
      }
    }
    return masked.toString();
  }
}
