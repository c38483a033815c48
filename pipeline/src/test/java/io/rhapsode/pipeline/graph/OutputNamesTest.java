package io.rhapsode.pipeline.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.script.PlanReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {
  @TempDir Path out;

  @ParameterizedTest
  @CsvSource({
    "Robinson Crusoe, Robinson Crusoe",
    "../../etc/passwd, etc passwd",
    "'A: B / C?', A B C",
    "_hidden, hidden",
    "...., Untitled",
    "CON, Book CON",
    "nul.txt, Book nul.txt",
    "report.json, Book report.json",
    "REPORT.HTML, Book REPORT.HTML",
    ".rhapsode.lock, rhapsode.lock",
    "'Ends with dot. ', Ends with dot",
    "ノルウェイの森, ノルウェイの森"
  })
  void makesNamesThatEveryFileSystemTakes(String title, String name) {
    assertEquals(name, OutputNames.safe(title));
  }

  @Property
  void neverLeavesTheOutputFolder(@ForAll String title) {
    String name = OutputNames.safe(title);

    assertEquals(Path.of("out"), Path.of("out", name).normalize().getParent());
    assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 130, name);
    assertEquals(name, OutputNames.safe(name), "safe names stay as they are");
    assertFalse(name.isBlank());
  }

  @Test
  void tellsBooksOfOneTitleApart() {
    List<NamedPlan> named = OutputNames.assign(List.of(plan("b.epub"), plan("a.epub")), out);

    assertEquals(List.of("Title", "Title (b)"), named.stream().map(NamedPlan::outputName).toList());
    assertEquals("/books/a.epub", named.get(0).plan().source());
  }

  @Test
  void keepsNamesFromRunToRun() throws IOException {
    report("Title", "/books/a.epub");
    report("Title (b)", "/books/b.epub");

    assertEquals("Title (b)", OutputNames.assign(List.of(plan("b.epub")), out).get(0).outputName());
    assertEquals("Title", OutputNames.assign(List.of(plan("a.epub")), out).get(0).outputName());
  }

  @Test
  void fallsBackToTheBookIdWhereTitleAndFileNameAreTaken() throws IOException {
    report("Title", "/other/a.epub");
    report("Title (a)", "/elsewhere/a.epub");

    assertEquals(
        "Title (id-a)", OutputNames.assign(List.of(plan("a.epub")), out).get(0).outputName());
  }

  private void report(String folder, String source) throws IOException {
    Files.createDirectories(out.resolve(folder));
    Files.writeString(
        out.resolve(folder).resolve("report.json"), "{\"source\":\"" + source + "\"}");
  }

  private static PlanReference plan(String file) {
    return new PlanReference(
        "id-" + file.substring(0, 1), "/books/" + file, "Title", "0".repeat(64), 0, 0, 0);
  }

  @Test
  void marksOfDirectionAreLeftOut() {
    assertEquals("gnp.book", OutputNames.safe("\u202egnp.book\u202c"));
    assertEquals("\u05e1\u05e4\u05e8", OutputNames.safe("\u200f\u05e1\u05e4\u05e8"));
  }
}
