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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
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
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#([^)]+))?\\)");
  private static final String PROGRAM = "    ./rhapsode ";

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path readme : readmes()) {
      Files.readAllLines(readme).stream().filter(l -> l.startsWith(PROGRAM)).forEach(commands::add);
    }
    return commands.stream();
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

  @ParameterizedTest
  @MethodSource("readmes")
  void linksLeadSomewhere(Path readme) throws IOException {
    for (MatchResult link : LINK.matcher(Files.readString(readme)).results().toList()) {
      Path target = readme.resolveSibling(link.group(1));
      assertTrue(Files.exists(target), target + " is missing");
      if (link.group(2) != null) {
        List<String> anchors =
            Files.readAllLines(target).stream()
                .filter(line -> line.startsWith("#"))
                .map(
                    line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        assertTrue(anchors.contains(link.group(2)), link.group() + " is missing in " + anchors);
      }
    }
  }

  @Test
  void settingsAreLinked() throws IOException {
    assertTrue(lines().anyMatch(line -> line.contains("(conf/narrate.yaml)")));
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

  static List<Path> readmes() {
    return Stream.of("", "pipeline", "ingest", "synth", "mux", "workflows")
        .map(module -> ROOT.resolve(module).resolve("README.md"))
        .toList();
  }

  private static Stream<String> lines() throws IOException {
    return Files.readAllLines(readme()).stream();
  }

  private static Path readme() {
    return ROOT.resolve("README.md");
  }
}
