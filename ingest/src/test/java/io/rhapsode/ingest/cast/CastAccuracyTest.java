package io.rhapsode.ingest.cast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.ingest.cast.quote.Paragraph;
import io.rhapsode.ingest.cast.quote.Quote;
import io.rhapsode.ingest.cast.quote.QuoteFinder;
import io.rhapsode.ingest.cast.speaker.Attribution;
import io.rhapsode.ingest.cast.speaker.SpeakerFinder;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much of annotated texts comes out right. In the files a quotation stands in braces behind the
 * name of its speaker; lines with '#' before tell other names of the same speaker. The bounds are a
 * little below what was measured; the baseline takes the name that stands nearest.
 */
class CastAccuracyTest {
  private record Said(int paragraph, Span span, String speaker) {}

  private record Figures(
      int quotations, double precision, double recall, double speakers, double nearest) {}

  @ParameterizedTest
  @CsvSource({
    "en, en-happy-prince, 0.99, 0.99, 0.85",
    "en, en-crusoe, 0.95, 0.95, 0.85",
    "de, de-rotkaeppchen, 0.99, 0.99, 0.65",
    "fr, fr-mousquetaires, 0.99, 0.99, 0.70",
    "es, es-quijote, 0.99, 0.99, 0.90",
  })
  void findsQuotationsAndSpeakers(
      String language, String name, double precision, double recall, double speakers)
      throws IOException {
    Figures figures = measure(language, name);
    String told = name + ": " + figures;
    assertTrue(figures.precision() >= precision, told);
    assertTrue(figures.recall() >= recall, told);
    assertTrue(figures.speakers() >= speakers, told);
  }

  @Test
  void isBetterThanTheNearestName() throws IOException {
    double right = 0;
    double nearest = 0;
    for (String name :
        List.of(
            "en-happy-prince", "en-crusoe", "de-rotkaeppchen", "fr-mousquetaires", "es-quijote")) {
      Figures figures = measure(name.substring(0, 2), name);
      right += figures.quotations() * figures.speakers();
      nearest += figures.quotations() * figures.nearest();
    }
    assertTrue(right > 1.2 * nearest, right + " by the rules, " + nearest + " by the nearest name");
  }

  private static Figures measure(String language, String name) throws IOException {
    Map<String, Set<String>> names = new HashMap<>();
    List<Paragraph> paragraphs = new ArrayList<>();
    List<Said> expected = new ArrayList<>();
    for (String line : lines(name)) {
      if (line.startsWith("#")) {
        Set<String> aliases =
            Arrays.stream(line.substring(1).split("\\|"))
                .map(CastAccuracyTest::plain)
                .collect(Collectors.toSet());
        names.put(line.substring(1).split("\\|")[0].strip(), aliases);
      } else {
        paragraphs.add(new Paragraph(read(line, paragraphs.size(), expected), false));
      }
    }
    CastWords words = CastWords.of(language);
    List<Quote> quotes = QuoteFinder.find(paragraphs, words);
    List<Attribution> found = SpeakerFinder.attribute(paragraphs, quotes, words);
    int right = 0;
    int speakers = 0;
    int nearest = 0;
    for (Said said : expected) {
      Optional<Attribution> same =
          found.stream().filter(attribution -> isSame(attribution.quote(), said)).findFirst();
      if (same.isPresent()) {
        right++;
        Set<String> accepted = names.getOrDefault(said.speaker(), Set.of(plain(said.speaker())));
        speakers += same.get().speaker().filter(who -> bears(who, accepted)).isPresent() ? 1 : 0;
        nearest += accepted.contains(nearest(paragraphs, said, names, expected)) ? 1 : 0;
      }
    }
    return new Figures(
        right,
        right / (double) found.size(),
        right / (double) expected.size(),
        speakers / (double) right,
        nearest / (double) right);
  }

  private static boolean bears(Person person, Set<String> accepted) {
    return accepted.contains(plain(person.name()))
        || person.aliases().stream().anyMatch(alias -> accepted.contains(plain(alias)));
  }

  /** The baseline: the speaker of the text whose name stands nearest in the narration. */
  private static String nearest(
      List<Paragraph> paragraphs, Said said, Map<String, Set<String>> names, List<Said> all) {
    Set<String> candidates = new HashSet<>();
    all.forEach(other -> candidates.add(plain(other.speaker())));
    names.values().forEach(candidates::addAll);
    String nearest = "";
    int distance = Integer.MAX_VALUE;
    for (int index = Math.max(0, said.paragraph() - 2); index <= said.paragraph(); index++) {
      String text = plain(narration(paragraphs, index, all));
      for (String candidate : candidates) {
        for (int at = text.indexOf(candidate); at >= 0; at = text.indexOf(candidate, at + 1)) {
          int away =
              index == said.paragraph()
                  ? Math.min(Math.abs(at - said.span().start()), Math.abs(at - said.span().end()))
                  : 10_000 * (said.paragraph() - index) + text.length() - at;
          if (away < distance) {
            distance = away;
            nearest = candidate;
          }
        }
      }
    }
    return nearest;
  }

  private static String narration(List<Paragraph> paragraphs, int index, List<Said> all) {
    StringBuilder text = new StringBuilder(paragraphs.get(index).text());
    for (Said said : all) {
      for (int at = said.span().start();
          said.paragraph() == index && at < said.span().end();
          at++) {
        text.setCharAt(at, '_');
      }
    }
    return text.toString();
  }

  /** The same quotation, whatever of its marks and spaces belongs to it. */
  private static boolean isSame(Quote quote, Said said) {
    return quote.paragraph() == said.paragraph()
        && Math.abs(quote.span().start() - said.span().start()) <= 3
        && Math.abs(quote.span().end() - said.span().end()) <= 3;
  }

  /** The text of a line without its annotation. */
  private static String read(String line, int paragraph, List<Said> expected) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int open = line.indexOf('{'); open >= 0; open = line.indexOf('{', at)) {
      text.append(line, at, open);
      int colon = line.indexOf(": ", open);
      int close = line.indexOf('}', open);
      int start = text.length();
      text.append(line, colon + 2, close);
      String speaker = line.substring(open + 1, colon);
      expected.add(new Said(paragraph, new Span(start, text.length()), speaker));
      at = close + 1;
    }
    return text.append(line.substring(at)).toString();
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream file = CastAccuracyTest.class.getResourceAsStream(name + ".txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    }
  }
}
