package io.rhapsode.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.command.RhapsodeCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command of the real program printed and how it ended.
 *
 * @param exitCode the exit code
 */
record Invocation(int exitCode, String out, String err) {
  /** Runs a command in this process. */
  static Invocation of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StandardStages stages = new StandardStages();
    int exitCode =
        RhapsodeCommand.commandLine(
                stages,
                stages.voices(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .execute(arguments);
    return new Invocation(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Narrates with the folders "work" and "out" of a folder, as events. */
  static Invocation narrate(Path folder, Path input, String... flags) {
    return of(arguments(folder, input, flags).toArray(String[]::new));
  }

  /** The arguments of {@link #narrate}. */
  static List<String> arguments(Path folder, Path input, String... flags) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("narrate", input.toString(), "--json"));
    arguments.addAll(List.of("--work", folder.resolve("work").toString()));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(flags));
    return arguments;
  }

  /** The events of one kind. */
  List<JsonNode> events(String kind) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : out.lines().toList()) {
      JsonNode event = Json.MAPPER.readTree(line);
      if (event.get("event").asText().equals(kind)) {
        events.add(event);
      }
    }
    return events;
  }

  /** The only book of the job. */
  JsonNode book() throws IOException {
    List<JsonNode> books = events("book");
    if (books.size() != 1) {
      throw new IllegalStateException(books.size() + " books in\n" + out + err);
    }
    return books.get(0);
  }

  /** Path of the only book's audio. */
  Path audio() throws IOException {
    return Path.of(book().get("files").get(0).get("path").asText());
  }
}
