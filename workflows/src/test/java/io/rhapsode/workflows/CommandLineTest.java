package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.command.RhapsodeCommand;
import io.rhapsode.workflows.run.VoiceTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage: one clear line, exit code 2, and nothing done. */
class CommandLineTest {
  private static final String SAMPLE = "../samples/aesop-fables.epub";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "narrate nowhere.epub|there is no file or folder nowhere.epub",
        "narrate --dry-run|Missing required parameter: 'INPUT'",
        "narate x|there is no command 'narate'; the nearest is 'narrate'",
        "narrate SAMPLE --bitrate 7|--bitrate: audio.bitRateKbps is 7, not 32 to 320",
        "narrate SAMPLE --bitrate loud|Invalid value for option '--bitrate': 'loud' is not"
            + " a whole number in range",
        "narrate SAMPLE --seed x|Invalid value for option '--seed': 'x' is not a whole number in"
            + " range",
        "narrate SAMPLE --fromat mp3|there is no option '--fromat'; the nearest is '--format'",
        "narrate SAMPLE --zzzzzzzzzzzz|there is no option '--zzzzzzzzzzzz'",
        "speak hello world|'world' is one argument too many; text with spaces needs quotes",
        "narrate SAMPLE --format wma|Invalid value for option '--format': expected one of"
            + " [M4B, MP3, OPUS, FLAC, WAV] (case-insensitive) but was 'wma'",
        "narrate SAMPLE --chapters 4-2|--chapters: chapter range 4-2 is not ascending from 1",
        "narrate SAMPLE --per-chapter|--per-chapter: an m4b is always one file; add --format mp3,"
            + " opus, flac or wav",
        "narrate SAMPLE --store-limit huge|--store-limit is 'huge', not such as 500MB or 20GB",
        "narrate SAMPLE --manifest nowhere.yaml|there is no file nowhere.yaml",
        "narrate ../samples --manifest ../conf/logback.xml --dry-run|../conf/logback.xml, line 1:"
            + " expected 'key: value' lines",
        "narrate SAMPLE --loudness loud|--loudness: 'audio.loudness' is not one of audiobook,"
            + " podcast, broadcast",
        "narrate SAMPLE --profile m4b --format mp3|--profile decides format, bit rate, loudness and"
            + " files: leave their flags away, or copy its file in conf/profiles and change it"
            + " there",
      })
  void mistakesAreNamed(String line, String message) {
    Invocation refused = Invocation.of(line.replace("SAMPLE", SAMPLE).split(" "));
    assertEquals("rhapsode: " + message, refused.err().lines().findFirst().orElse(""));
    assertEquals(2, refused.exitCode());
  }

  @ParameterizedTest
  @CsvSource({
    "'',narrate",
    "voice,create",
    "models,pull",
    "bench,synth",
    "narrate,INPUT",
    "speak,TEXT",
    "check,FILE"
  })
  void bareCommandsShowTheirHelp(String command, String below) {
    String[] arguments = command.isEmpty() ? new String[0] : new String[] {command};
    Invocation bare = Invocation.of(arguments);
    assertEquals(2, bare.exitCode());
    assertTrue(bare.err().startsWith(("Usage: rhapsode " + command).strip()), bare.err());
    assertTrue(bare.err().matches("(?s).*\n +\\[?" + below + "\\b.*"), bare.err());
  }

  @Test
  void faultsSayWhatToDoWithoutNamesOfTheProgram() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
    VoiceTable broken =
        new VoiceTable(
            () -> {
              throw new IllegalStateException("the table is bent");
            },
            name -> List.of(),
            List::of,
            TreeMap::new,
            Optional.empty(),
            (source, narrator) -> Map.of());
    int exitCode =
        RhapsodeCommand.commandLine(new StandardStages(), broken, said, said).execute("voices");
    assertEquals(1, exitCode);
    assertEquals(
        "rhapsode: voices met a fault of the program: the table is bent. Run it again; if it is met"
            + " again, report it with the log",
        err.toString(StandardCharsets.UTF_8).strip().replaceFirst("; details are in .*", ""));
  }

  @Test
  void unknownFallbackVoiceIsRefusedBeforeWork() throws IOException {
    Path settings =
        Files.writeString(folder.resolve("own.yaml"), "listen: {fallbackVoice: en-gv}\n");
    Invocation refused =
        Invocation.narrate(folder, Path.of(SAMPLE), "--settings", settings.toString());
    assertEquals(2, refused.exitCode());
    assertEquals(
        "rhapsode: there is no voice 'en-gv'; the nearest is 'en-gb' (`rhapsode voices` lists"
            + " all)\n",
        refused.err());
  }

  @Test
  void unknownVoiceIsRefusedWithTheNearest() {
    Invocation refused = Invocation.narrate(folder, Path.of(SAMPLE), "--voice", "en-gv");
    assertEquals(2, refused.exitCode());
    assertEquals(
        "rhapsode: there is no voice 'en-gv'; the nearest is 'en-gb' (`rhapsode voices` lists"
            + " all)\n",
        refused.err());
  }

  @Test
  void emptyInputIsNotTheCurrentFolder() {
    Invocation refused = Invocation.of("narrate", "");
    assertEquals(2, refused.exitCode());
    assertEquals(
        "rhapsode: an input is empty; a dot stands for the current folder\n", refused.err());
  }

  @Test
  void folderThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "");
    Invocation refused = Invocation.narrate(folder, Path.of(SAMPLE));
    assertEquals(2, refused.exitCode());
    assertEquals(
        "rhapsode: folder %s cannot be used: a file is in its place\n".formatted(file),
        refused.err());
  }

  @Test
  void voicesAreListedByLanguage() {
    Invocation french = Invocation.of("voices", "--language", "fr");
    assertEquals(0, french.exitCode());
    assertTrue(french.out().contains("fr-be"), french.out());
    assertTrue(french.out().lines().noneMatch(line -> line.startsWith("en-gb")), french.out());
    Invocation none = Invocation.of("voices", "--language", "tlh-Latn");
    assertEquals(1, none.exitCode());
  }
}
