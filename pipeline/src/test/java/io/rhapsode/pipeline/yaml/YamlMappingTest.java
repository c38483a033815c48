package io.rhapsode.pipeline.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlMappingTest {
  private static final Path FILE = Path.of("m.yaml");

  @Test
  void mistakesHaveALineAndTheWholeKey() throws YamlException {
    YamlMapping root = parse("name: a\nfiles:\n  - size: 1\n  - size: 20\n    sise: 2\n");
    List<YamlMapping> files = root.mappings("files");
    assertEquals(1, files.get(0).integer("size", 1, 9));
    assertEquals(
        "m.yaml, line 4: files[1].size: must be a whole number in 1 .. 9, is 20",
        refusal(() -> files.get(1).integer("size", 1, 9)));
    assertEquals("a", root.text("name"));
    assertEquals(
        "m.yaml, line 5: files[1].sise: unknown key; did you mean 'size'?", refusal(root::finish));
  }

  @Test
  void whatIsMissingStandsAtItsMapping() throws YamlException {
    YamlMapping inner = parse("a:\n  b:\n    c: 1\n").mapping("a").mapping("b");
    assertEquals("m.yaml, line 2: a.b.d: missing", refusal(() -> inner.text("d")));
  }

  @Test
  void secondDocumentsAreRefused() {
    assertEquals(
        "m.yaml, line 3: a second document begins here, where one is expected",
        refusal(() -> parse("a: 1\n---\nb: 2\n")));
  }

  @Test
  void keysThatLookLikeNumbersAreKeys() {
    assertEquals("a[0].b", YamlDocument.key("a/0/b"));
    assertEquals("v2.x1", YamlDocument.key("v2/x1"));
  }

  @Test
  void aliasesStandForTheirAnchors() throws YamlException {
    YamlMapping root = parse("a: &r [6, 5]\nb: {c: *r, d: -1.5}\n");
    assertEquals(List.of(6, 5), root.integers("a", 0, 9));
    assertEquals(List.of(6, 5), root.mapping("b").integers("c", 0, 9));
    assertEquals(-1.5, root.mapping("b").optionalNumber("d").orElseThrow());
    root.finish();
    String unknown = "m.yaml, line 1: *x has no list or mapping with the anchor &x above it";
    assertEquals(unknown, refusal(() -> parse("a: *x\n")));
    assertEquals(unknown, refusal(() -> parse("a: &x [*x]\n")));
  }

  @Test
  void aliasesOfAliasesAreBounded() {
    StringBuilder text = new StringBuilder("l0: &l0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    for (int i = 1; i < 20; i++) {
      text.append("l%d: &l%d [%s]\n".formatted(i, i, ("*l" + (i - 1) + ",").repeat(9)));
    }
    assertEquals(
        "m.yaml, line 6: the aliases stand for more than 100,000 values",
        refusal(() -> parse(text.toString())));
  }

  private static YamlMapping parse(String text) throws YamlException {
    return YamlMapping.of(YamlDocument.parse(FILE, text));
  }

  private static String refusal(Finishing reading) {
    return assertThrows(YamlException.class, reading::run).getMessage();
  }

  /** Anything that reads. */
  @FunctionalInterface
  private interface Finishing {
    void run() throws YamlException;
  }
}
