package io.rhapsode.ingest.text.normal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Short texts of one phenomenon each, by kind, in the forms in which people print it: the tables
 * {@code kinds-<language>.tsv}.
 */
class SpokenKindsTest {
  private final TextNormalizer normalizer = new StandardNormalizer();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "it", "pt"})
  void testEveryKind(String language) throws IOException {
    List<String[]> rows = rows(language);

    assertTrue(rows.size() >= 200, "rows: " + rows.size());
    assertAll(rows.stream().map(row -> spoken(language, row)));
  }

  private Executable spoken(String language, String[] row) {
    return () -> Choices.assertSpoken(normalizer, language, row[1], row[2]);
  }

  private static List<String[]> rows(String language) throws IOException {
    try (InputStream table =
        SpokenKindsTest.class.getResourceAsStream("kinds-" + language + ".tsv")) {
      Stream<String> lines = new String(table.readAllBytes(), UTF_8).lines().skip(1);
      return lines.map(line -> line.split("\t")).toList();
    }
  }
}
