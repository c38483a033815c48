package io.rhapsode.ingest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.plan.BookPlanner;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.text.SharedData;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Situations from the field: what {@code field.txt} expects of each file of the collection that may
 * lie beside the repository. Every file of its manifest has a line here.
 */
class FieldTest {
  private static final List<Voice> VOICES =
      Stream.of("en", "de", "fr", "es", "it", "pt", "cs", "pl", "ru", "ko")
          .map(tag -> new Voice(tag, "test", "1", "00", tag, List.of(tag), Map.of(), 500))
          .toList();

  @TestFactory
  Stream<DynamicTest> situations() throws IOException {
    Path folder = SharedData.file("data/field/MANIFEST.tsv").getParent();
    Map<String, List<String>> expected = expectations();
    List<String> manifest =
        Files.readAllLines(folder.resolve("MANIFEST.tsv")).stream()
            .skip(1)
            .map(line -> line.split("\t")[0])
            .toList();
    assertEquals(Set.copyOf(manifest), expected.keySet());
    return expected.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(folder.resolve(entry.getKey()), entry.getValue())));
  }

  /** "file", then lines of "kind: text". */
  private static Map<String, List<String>> expectations() throws IOException {
    Map<String, List<String>> expected = new TreeMap<>();
    List<String> current = List.of();
    try (var table = FieldTest.class.getResourceAsStream("field.txt")) {
      for (String line : new String(table.readAllBytes(), "UTF-8").lines().toList()) {
        if (line.startsWith("  ")) {
          current.add(line.strip());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          current = new ArrayList<>();
          expected.put(line.strip(), current);
        }
      }
    }
    return expected;
  }

  private static void check(Path file, List<String> lines) throws Exception {
    Map<String, List<String>> found = new TreeMap<>();
    StringBuilder said = new StringBuilder();
    try {
      IngestSettings settings = IngestSettings.DEFAULTS;
      ExtractedBook book =
          new DocumentReader(settings.limits(), DocumentRoles.DEFAULT_SKIPPABLE)
              .read(file, file.toString());
      BookPlan plan =
          new BookPlanner(settings, JobVoices.of(VOICES), Lexicons.NONE)
              .plan(book, source(file), Optional.empty());
      assertTrue(Ledger.check(plan, Set.of()).complete());
      plan.utterances()
          .forEach(
              one ->
                  said.append(
                      "%s [%s] %s%n".formatted(one.text().strip(), one.boundary(), one.spoken())));
      put(found, "title", plan.metadata().title());
      plan.metadata().authors().forEach(author -> put(found, "author", author));
      put(found, "language", plan.metadata().language());
      plan.chapters().forEach(chapter -> put(found, "chapter", chapter.title()));
      plan.utterances().forEach(one -> put(found, "says", one.text().strip()));
      plan.utterances()
          .forEach(
              one -> put(found, "says", "%s (%s)".formatted(one.text().strip(), one.language())));
      plan.utterances()
          .forEach(
              one -> put(found, "says", "%s (%s)".formatted(one.text().strip(), one.boundary())));
      plan.utterances().forEach(one -> put(found, "spoken", one.spoken()));
      plan.skips().forEach(skip -> put(found, "skips", skip.text()));
      plan.losses().forEach(loss -> put(found, "loses", loss.message()));
      put(found, "cover", book.cover().map(cover -> cover.mediaType()).orElse("none"));
    } catch (FailureException refused) {
      put(found, "refused", refused.failure().code().name());
    }
    assertExpected(lines, found, said.toString());
  }

  private static void assertExpected(
      List<String> lines, Map<String, List<String>> found, String said) {
    List<String> chapters =
        lines.stream()
            .filter(line -> line.startsWith("chapter: "))
            .map(line -> line.substring(9))
            .toList();
    if (!chapters.isEmpty()) {
      assertEquals(chapters, found.get("chapter"), said);
    }
    for (String line : lines) {
      String[] parts = line.split(": ", 2);
      if (parts[0].equals("never")) {
        assertTrue(!said.contains(parts[1]), () -> line + " in\n" + said);
      } else {
        List<String> values = found.getOrDefault(parts[0], List.of());
        assertTrue(
            values.stream().anyMatch(value -> value.startsWith(parts[1])),
            () -> line + " not in " + found + "\n" + said);
      }
    }
  }

  private static void put(Map<String, List<String>> found, String kind, String value) {
    found.computeIfAbsent(kind, first -> new ArrayList<>()).add(value);
  }

  private static BookSource source(Path file) {
    return new BookSource(
        "b", file.toString(), "en", Optional.empty(), ChapterSelection.ALL, Optional.empty());
  }
}
