package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.run.folder.JobFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is run again and again, with the real stages. */
class JobIT {
  @TempDir Path folder;

  @Test
  void aJobIsRunAgainForWhatChanged() throws IOException {
    Path books = Files.createDirectories(folder.resolve("books"));
    Files.writeString(books.resolve("one.txt"), "The lamp went out.\n");
    Files.writeString(books.resolve("two.txt"), "Nobody knew why.\n");
    Files.writeString(
        folder.resolve("a.srt"), "1\n00:00:00,500 --> 00:00:03,000\nGuten Tag, wie geht es?\n");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            settings: {voice: en-gb, language: en, audio: {format: mp3}}
            works:
              - book: books/*.txt
              - book: books/one.txt
                out: slow
                priority: 2
              - subtitles: {de: a.srt}
              - book: missing.epub
            """);

    Invocation first = run(job);
    assertEquals(3, first.exitCode(), first.err());
    assertEquals(List.of("false", "false", "false"), upToDate(first));
    assertEquals(1, first.events("film").size());
    assertTrue(Files.exists(folder.resolve("out/slow/one/one.mp3")));
    JsonNode status = Json.MAPPER.readTree(Files.readAllBytes(folder.resolve("out/status.json")));
    assertEquals("finished", status.get("state").asText());
    assertEquals(3, status.get("exitCode").asInt());
    assertEquals(4, status.get("complete").asInt());
    assertEquals(1, status.get("failed").asInt());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("job.yaml, line 8: there is no file or folder"), page);
    assertFalse(page.contains("src=\"http") || page.contains("href=\"http"), "it needs no other");

    assertEquals(List.of("true", "true", "true"), upToDate(run(job)));

    Files.setLastModifiedTime(books.resolve("two.txt"), FileTime.fromMillis(1_000_000));
    Files.writeString(books.resolve("two.txt"), "Nobody knew why, or how.\n");
    Files.delete(folder.resolve("out/slow/one/one.mp3"));
    Files.writeString(books.resolve("three.txt"), "The end.\n");
    assertEquals(List.of("false", "true", "false", "false"), upToDate(run(job)));

    Invocation recent = run(job, "--since", "3000-01-01");
    assertEquals(1, recent.exitCode(), recent.err());
    assertEquals(List.of(), upToDate(recent));
  }

  @Test
  void theReviewPageKnowsTheWorksAndItsEditsAreFollowed() throws Exception {
    Path book = Files.writeString(folder.resolve("lamp.txt"), "The lamp went out.\n");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "settings: {voice: en-gb, language: en, audio: {format: mp3}}\n"
                + "works: [{book: lamp.txt}]\n");
    assertEquals(List.of("false"), upToDate(run(job)));
    JobFolders folders = new JobFolders(folder.resolve("work").toString(), folder.resolve("out"));
    List<Library.Entry> entries = new Library(folders, new StandardStages()).entries();
    assertEquals(1, entries.size());
    assertEquals(book.toString(), entries.get(0).record().source());
    assertFalse(entries.get(0).edited());
    Path edits = folder.resolve("out").resolve("lamp").resolve("manifest.yaml");
    Invocation written =
        Invocation.narrate(
            folder, book, "--voice", "en-us", "--dry-run", "--manifest", edits.toString());
    assertEquals(0, written.exitCode(), written.err());
    Invocation followed = run(job);
    assertEquals(List.of("false"), upToDate(followed));
    assertEquals(1, followed.book().get("made").asInt(), "the edited voice speaks");
    assertEquals(List.of("true"), upToDate(run(job)));
  }

  private Invocation run(Path job, String... flags) {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", job.toString(), "--json", "--work", folder.resolve("work").toString()));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(flags));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  /** Of the books that were made, in order. */
  private static List<String> upToDate(Invocation run) throws IOException {
    return run.events("book").stream()
        .filter(book -> book.get("status").asText().equals("COMPLETE"))
        .map(book -> book.get("upToDate").asText())
        .toList();
  }
}
