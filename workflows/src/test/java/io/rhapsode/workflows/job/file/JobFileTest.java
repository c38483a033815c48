package io.rhapsode.workflows.job.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {
  @TempDir Path folder;

  @Test
  void badRowsCostThemselvesOnly() throws Exception {
    JobFile job =
        read(
            "job.yaml",
            """
            settings:
              voice: en-gb
            works:
              - book: a.epub
                priority: 3
              - book: b.epub
                vioce: x
              - book: c.epub
                subtitles: {de: c.srt}
              - just text
              - film: d.mp4
                subtitles: {de: d.srt, fr: "track:2"}
            """);
    assertEquals("en-gb", job.settings().get("voice").asText());
    assertEquals(
        List.of("job.yaml, line 4", "job.yaml, line 11"),
        job.rows().stream().map(JobRow::place).map(this::named).toList());
    assertEquals(3, job.rows().get(0).priority());
    assertEquals(
        Optional.of(Map.of("de", "d.srt", "fr", "track:2")),
        job.rows().get(1).fields().subtitles());
    assertEquals(
        List.of(
            "job.yaml, line 7: unknown key 'vioce'; the nearest is 'voice'",
            "job.yaml, line 8: book is needed, or 'film' and 'subtitles', and not both",
            "job.yaml, line 10: a work is a group of keys, such as 'book: a.epub'"),
        told(job));
  }

  @Test
  void tablesHaveARowAWorkAndARowALanguageOfAFilm() throws Exception {
    JobFile job =
        read(
            "job.csv",
            """
            \uFEFFBook,film,language,subtitles,profiles,priority
            a.epub,,de,,m4b mp3,2
            ,d.mp4,de,d.de.srt,,
            b.epub,,,,,high
            ,d.mp4,fr,track:2,,
            ,,es,e.srt,,
            c.epub,,
            """);
    assertEquals(
        List.of("job.csv, line 2", "job.csv, line 3", "job.csv, line 6"),
        job.rows().stream().map(JobRow::place).map(this::named).toList());
    JobRow.Fields book = job.rows().get(0).fields();
    assertEquals(Optional.of("de"), book.language());
    assertEquals(Optional.of(List.of("m4b", "mp3")), book.profiles());
    assertEquals(
        Optional.of(Map.of("de", "d.de.srt", "fr", "track:2")),
        job.rows().get(1).fields().subtitles());
    assertEquals(Optional.empty(), job.rows().get(2).fields().film());
    assertEquals(
        List.of(
            "job.csv, line 4: 'priority' is not a whole number in range",
            "job.csv, line 7: 3 columns instead of 6"),
        told(job));
  }

  @Test
  void filesThatAreNoJobAreRefused() throws Exception {
    assertRefused("job.yaml", "books: []\n", "unknown key 'books'");
    assertRefused("job.yaml", "works: []\n", "is no list of works");
    assertRefused("job.csv", "book,colour\na.epub,red\n", "there is no column 'colour'");
    assertRefused("job.csv", "book\n", "names no work");
    assertRefused("none.yaml", null, "there is no file");
  }

  @Test
  void theExamplesAreUnderstood() throws Exception {
    Path examples = Path.of("..", "conf", "jobs");
    for (String name : List.of("job.yaml", "job.csv")) {
      JobFile job = JobFile.read(examples.resolve(name));
      assertEquals(List.of(), job.refused());
      assertEquals(3, job.rows().size(), name);
    }
  }

  private void assertRefused(String name, String content, String reason) {
    String message = assertThrows(UsageException.class, () -> read(name, content)).getMessage();
    assertTrue(message.contains(reason), message);
  }

  private JobFile read(String name, String content) throws IOException, UsageException {
    Path file = folder.resolve(name);
    if (content != null) {
      Files.writeString(file, content);
    }
    return JobFile.read(file);
  }

  private List<String> told(JobFile job) {
    return job.refused().stream().map(row -> named(row.place()) + ": " + row.reason()).toList();
  }

  private String named(String place) {
    return place.replace(folder + "/", "");
  }
}
