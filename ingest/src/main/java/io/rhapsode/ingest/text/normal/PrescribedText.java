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
  /** Letters without case that are in no rule of any language, in turn. */
  private static final String UNKNOWN_LETTERS = "\uA66E\u16DF";

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
    List<Optional<Span>> places = places(read);
    if (places.stream().allMatch(Optional::isPresent)) {
      return replaced(read, places, language);
    }
    AlignedText masked = rules.apply(masked(places));
    List<Optional<Span>> again = places(masked, places);
    boolean found = again.stream().allMatch(Optional::isPresent);
    return found ? replaced(masked, again, language) : replaced(read, places, language);
  }

  private List<Optional<Span>> places(AlignedText read) {
    return prescriptions.stream().map(some -> read.spanOf(some.source())).toList();
  }

  /** As long as the text, so that places stay. */
  private String masked(List<Optional<Span>> places) {
    StringBuilder masked = new StringBuilder(text);
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).isEmpty()) {
        Span source = prescriptions.get(i).source();
        masked.replace(source.start(), source.end(), mask(i).repeat(source.length()));
      }
    }
    return masked.toString();
  }

  private static String mask(int index) {
    int letter = index % UNKNOWN_LETTERS.length();
    return UNKNOWN_LETTERS.substring(letter, letter + 1);
  }

  /** Where the stretches are among letters in place of those that had no place. */
  private List<Optional<Span>> places(AlignedText masked, List<Optional<Span>> before) {
    List<Optional<Span>> places = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < prescriptions.size(); i++) {
      Span source = prescriptions.get(i).source();
      Optional<Span> place = masked.spanOf(source);
      if (before.get(i).isEmpty()) {
        int found = masked.text().indexOf(mask(i).repeat(source.length()), at);
        place =
            found < 0 ? Optional.empty() : Optional.of(new Span(found, found + source.length()));
      }
      places.add(place);
      at = place.map(Span::end).orElse(at);
    }
    return places;
  }

  private NormalizedText replaced(
      AlignedText spoken, List<Optional<Span>> places, String language) {
    List<Span> stretches = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<Optional<String>> sounds = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Prescription prescription = prescriptions.get(i);
      String said = said(prescription);
      if (places.get(i).isPresent() && !said.isBlank()) {
        stretches.add(places.get(i).get());
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
}
