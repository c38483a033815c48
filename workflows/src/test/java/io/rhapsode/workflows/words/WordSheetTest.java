package io.rhapsode.workflows.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.lexicon.LexiconFile;
import io.rhapsode.ingest.lexicon.dictionary.UnknownWord;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.workflows.words.WordSheet.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordSheetTest {
  private static final List<Line> LINES =
      List.of(
          new Line(
              new UnknownWord("Xury", "en", true, 7, "Then Xury\nspoke."),
              Optional.of("zˈʊəɹi"),
              Optional.of(61.25)),
          new Line(
              new UnknownWord(
                  "periagua", "en", false, 1, "a ".repeat(100) + "periagua, and so on."),
              Optional.empty(),
              Optional.empty()));

  @Test
  void aSheetThatNobodyTouchedSaysNothing() throws Exception {
    String sheet = WordSheet.of("en", List.of("Robinson"), LINES);
    assertTrue(sheet.contains("# name, 7 times, at 1:01.3: Then Xury spoke.\n"), sheet);
    LexiconFile.Content content = parsed(sheet);
    assertEquals("en", content.language());
    assertEquals(List.of(), content.entries());
  }

  @Test
  void aLineWithoutItsMarkIsAnEntry() throws Exception {
    String sheet = WordSheet.of("en", List.of(), LINES);
    String edited = sheet.replace("#Xury", "Xury").replace("#periagua", "periagua");
    assertEquals(
        List.of(
            LexiconEntry.of("Xury", new Saying.Phonemes("zˈʊəɹi")),
            LexiconEntry.of("periagua", new Saying.Alias("periagua"))),
        parsed(edited).entries());
  }

  @Test
  void ofALongSentenceTheSurroundingsAreShown() {
    String shown = WordSheet.excerpt(LINES.get(1).word());
    assertTrue(shown.startsWith("... a ") && shown.endsWith("periagua, and so on."), shown);
    assertTrue(shown.length() <= 128, shown);
  }

  private static LexiconFile.Content parsed(String sheet) throws Exception {
    return LexiconFile.parse("words.tsv", sheet.getBytes(StandardCharsets.UTF_8));
  }
}
