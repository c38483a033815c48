package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.command.RhapsodeCommand;
import io.rhapsode.workflows.definition.InputFinder;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the README tells people to type is understood, and what it points at is there. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
  private static final String PROGRAM = "    ./rhapsode ";

  static Stream<String> commands() throws IOException {
    return lines().filter(line -> line.startsWith(PROGRAM));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsAreUnderstood(String line) {
    String[] arguments =
        WORD.matcher(line.substring(PROGRAM.length()).replaceAll("\\s+#.*", ""))
            .results()
            .map(word -> word.group(1) == null ? word.group() : word.group(1))
            .toArray(String[]::new);
    commandLine().parseArgs(arguments);
    Arrays.stream(arguments)
        .filter(argument -> argument.startsWith("samples/"))
        .forEach(sample -> assertTrue(Files.exists(ROOT.resolve(sample)), sample + " is missing"));
  }

  @Test
  void thereAreCommandsAndTheTestCommandOfTheBuild() throws IOException {
    assertTrue(commands().count() > 5);
    assertEquals(List.of("    mvn verify"), lines().filter(l -> l.startsWith("    mvn")).toList());
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    Matcher links = Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(readme()));
    List<String> targets = links.results().map(link -> link.group(1)).toList();
    assertTrue(targets.contains("conf/narrate.yaml"), targets.toString());
    for (String target : targets) {
      assertTrue(Files.exists(ROOT.resolve(target)), target + " is missing");
    }
  }

  @Test
  void folderOfSamplesHoldsNothingElseToNarrate() throws UsageException {
    List<Path> found = InputFinder.find(List.of(ROOT.resolve("samples")));
    assertEquals(
        List.of("aesop-fables.epub", "aesop-fables.md"),
        found.stream().map(file -> file.getFileName().toString()).toList());
  }

  private static CommandLine commandLine() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    StandardStages stages = new StandardStages();
    return RhapsodeCommand.commandLine(stages, stages.voices(), nowhere, nowhere);
  }

  private static Stream<String> lines() throws IOException {
    return Files.readAllLines(readme()).stream();
  }

  private static Path readme() {
    return ROOT.resolve("README.md");
  }
}
