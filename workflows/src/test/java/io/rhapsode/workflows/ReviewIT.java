package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.workflows.review.Edit;
import io.rhapsode.workflows.review.EditException;
import io.rhapsode.workflows.review.Edition;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.review.Part;
import io.rhapsode.workflows.review.ReviewedWork;
import io.rhapsode.workflows.run.folder.JobFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of sentences of works that were made, and what the next run makes of them. */
class ReviewIT {
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final String TEXT =
      "# The Boat\n\nCome in. The boat leaves at noon, and not before. Why not? Sit down.\n\n"
          + "Go home.\n\n# The End\n\nAll are gone.\n";

  @TempDir Path folder;

  @Test
  void theNextNarrationMakesExactlyTheEditedTakes() throws Exception {
    Path book = Files.writeString(folder.resolve("boat.md"), TEXT);
    assertEquals(8, narrate(book).get("made").asInt());
    ReviewedWork work = open();
    assertFalse(work.entry().edited());
    assertEquals(
        List.of(
            "The Boat",
            "Come in. ",
            "The boat leaves at noon, and not before. ",
            "Why not? ",
            "Sit down.",
            "Go home."),
        texts(work.edition(), 1));

    keep(work, work.edition().edited(1, 1, say("en-us", 0)));
    assertTrue(open().entry().edited());
    JsonNode edited = narrate(book);
    assertEquals(1, edited.get("made").asInt());
    assertEquals(7, edited.get("reused").asInt());
    assertFalse(open().entry().edited());
    assertEquals("en-us", open().edition().part(1).script().utterances().get(1).voice());

    work = open();
    int at = "The boat leaves at noon, ".length();
    keep(work, work.edition().edited(1, 2, new Edit.Split(at)));
    keep(work, work.edition().edited(1, 4, new Edit.Join()));
    assertEquals(
        List.of(
            "The Boat",
            "Come in. ",
            "The boat leaves at noon, ",
            "and not before. ",
            "Why not? Sit down.",
            "Go home."),
        texts(open().edition(), 1));
    assertEquals(3, narrate(book).get("made").asInt());

    work = open();
    keep(
        work,
        work.edition()
            .edited(1, 5, new Edit.Say(Optional.empty(), 0, Optional.of(3_000), Optional.empty())));
    assertEquals(0, narrate(book).get("made").asInt());
    assertEquals(3_000, open().edition().part(1).script().utterances().get(5).pauseMillis());

    work = open();
    for (int sentence : new int[] {3, 3, 1, 4, 4, 3}) {
      keep(work, work.edition().restored(1, sentence));
    }
    assertEquals(
        List.of(
            "The Boat",
            "Come in. ",
            "The boat leaves at noon, and not before. ",
            "Why not? ",
            "Sit down.",
            "Go home."),
        texts(work.edition(), 1));
    assertEquals("en-gb", work.edition().part(1).script().utterances().get(1).voice());
    JsonNode restored = narrate(book);
    assertEquals(0, restored.get("made").asInt());
  }

  @Test
  void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
    Path book = Files.writeString(folder.resolve("boat.md"), TEXT);
    narrate(book);
    ReviewedWork work = open();
    Edition edition = work.edition();
    refused("there is no voice 'nobody'", () -> edition.edited(1, 1, say("nobody", 0)));
    refused("split between two of its words", () -> edition.edited(1, 1, new Edit.Split(0)));
    refused("of another paragraph", () -> edition.edited(1, 4, new Edit.Join()));
    refused("last of its chapter", () -> edition.edited(1, 5, new Edit.Join()));
    refused("no sentence 99", () -> edition.edited(1, 99, new Edit.Join()));
    refused("no part 7", () -> edition.edited(7, 0, new Edit.Join()));
    keep(work, edition.edited(1, 1, say("en-us", 0)));
    refused(
        "something else was edited",
        () -> {
          try {
            work.keep(edition, "0123");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void theNextDubMakesExactlyTheEditedLines() throws Exception {
    assertEquals(0, dub());
    ReviewedWork work = open();
    Part german = work.edition().part(1);
    assertEquals("German", german.title());
    assertTrue(work.sentences(work.edition(), german).stream().allMatch(s -> s.made().isPresent()));
    keep(
        work,
        work.edition()
            .edited(
                1,
                0,
                new Edit.Say(Optional.empty(), 0, Optional.empty(), Optional.of("Guten Abend."))));
    assertTrue(
        open().sentences(open().edition(), open().edition().part(1)).get(0).before().isPresent());
    assertEquals(0, dub());
    assertEquals(1, report().get("made").asInt());
    work = open();
    keep(work, work.edition().restored(1, 0));
    assertEquals(german.script().utterances(), work.edition().part(1).script().utterances());
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable edit) {
    String said = assertThrows(EditException.class, edit).getMessage();
    assertTrue(said.contains(message), said);
  }

  private static void keep(ReviewedWork work, Edition edition) throws Exception {
    work.keep(edition, work.revision());
  }

  private static Edit say(String voice, int attempt) {
    return new Edit.Say(Optional.of(voice), attempt, Optional.empty(), Optional.empty());
  }

  private static List<String> texts(Edition edition, int part) throws EditException {
    return edition.part(part).script().utterances().stream().map(Utterance::text).toList();
  }

  private JsonNode narrate(Path book) throws IOException {
    Invocation run = Invocation.narrate(folder, book, "--voice", "en-gb", "--format", "opus");
    assertEquals(0, run.exitCode(), run.err());
    return run.book();
  }

  private int dub() {
    Invocation run =
        Invocation.of(
            "dub",
            SAMPLES.resolve("clock.mp4").toString(),
            "--subtitles",
            "de=" + SAMPLES.resolve("clock.de.srt"),
            "--voice",
            "de",
            "--json",
            "--work",
            folder.resolve("work").toString(),
            "--out",
            folder.resolve("out").toString());
    assertEquals("", run.err());
    return run.exitCode();
  }

  private JsonNode report() throws IOException {
    return io.rhapsode.pipeline.coder.Json.MAPPER
        .readTree(folder.resolve("out").resolve("report.json").toFile())
        .at("/books/0");
  }

  /** The only work, as the next who looks at it finds it. */
  private ReviewedWork open() throws IOException, EditException {
    JobFolders folders = new JobFolders(folder.resolve("work").toString(), folder.resolve("out"));
    Library library = new Library(folders, new StandardStages());
    assertEquals(1, library.entries().size());
    return library.open(library.entries().get(0).record().workId());
  }
}
