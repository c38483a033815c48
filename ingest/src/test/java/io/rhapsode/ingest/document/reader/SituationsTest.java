package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Situations of people's own files, in {@code situations.txt}: "## format name", the file, "=>" and
 * the blocks that are right.
 */
class SituationsTest {
  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> testSituations() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream file = SituationsTest.class.getResourceAsStream("situations.txt")) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String situation : all.split("(?m)^## ")) {
        if (situation.isBlank()) {
          continue;
        }
        String name = situation.lines().findFirst().orElseThrow();
        String body = situation.substring(name.length() + 1);
        int arrow = body.indexOf("\n=>\n");
        String written = body.substring(0, arrow + 1);
        List<String> right = body.substring(arrow + 4).lines().filter(l -> !l.isBlank()).toList();
        tests.add(DynamicTest.dynamicTest(name, () -> check(name, written, right)));
      }
    }
    return tests;
  }

  private void check(String name, String written, List<String> right) throws Exception {
    Path file = SituationFiles.write(folder, name.split(" ")[0], written);
    assertEquals(right, Documents.lines(Documents.read(file)));
  }
}
