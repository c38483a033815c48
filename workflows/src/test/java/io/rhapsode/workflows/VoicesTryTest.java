package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.command.SpeakCommand;
import io.rhapsode.workflows.command.voice.VoicesTryCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Voices that are to be heard, with espeak-ng and players made for the test. */
class VoicesTryTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void saysASentenceOfTheVoicesLanguage() throws IOException {
    assertSays("Ein hungriger Fuchs sah reife Trauben hoch oben an einem Weinstock.", "de", "de");
    assertSays("Un renard affamé vit des raisins mûrs tout en haut d'une treille.", "en-gb", "fr");
  }

  @Test
  void saysTheUsersWords() throws IOException {
    Path tried = folder.resolve("tried.wav");
    Invocation heard =
        Invocation.of("voices", "try", "fr", "-o", tried.toString(), "--", "- Bonjour.");
    assertEquals(0, heard.exitCode(), heard.err());
    assertArrayEquals(spoken("- Bonjour.", "fr", "fr"), Files.readAllBytes(tried));
  }

  @Test
  void theAutomaticVoiceCanBeHeard() throws IOException {
    Path tried = folder.resolve("tried.wav");
    Invocation heard = Invocation.of("voices", "try", "auto", "-o", tried.toString());
    assertEquals(0, heard.exitCode(), heard.err());
    assertTrue(Files.size(tried) > 44, heard.err());
  }

  @Test
  void refusesWhatCannotBeHeard() {
    assertRefused(
        "rhapsode: there is no voice 'en-gx'; the nearest is 'en-gb' (`rhapsode voices` lists all)",
        "en-gx");
    assertRefused(
        "rhapsode: there is no voice 'en-gx'; the nearest is 'en-gb' (`rhapsode voices` lists all)",
        "en-gx",
        "--language",
        "fr");
    assertRefused(
        "rhapsode: there is no sentence of Welsh to say: give one as TEXT",
        "en-gb",
        "--language",
        "cy");
    assertRefused(
        "rhapsode: -o a.mp3: speak writes WAV; call it *.wav, or add --raw",
        "en-gb",
        "-o",
        "a.mp3");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theFirstPlayerThatIsInstalledPlaysIt() throws IOException {
    Path heard = folder.resolve("heard.wav");
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    player(second, "aplay", "cp \"$2\" '%s'".formatted(heard));
    player(first, "paplay", "cp \"$1\" '%s'".formatted(heard));
    assertEquals(0, play(first + ":" + second, "en-gb", "Come in."));
    assertArrayEquals(spoken("Come in.", "en-gb", "en-gb"), Files.readAllBytes(heard));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    Files.delete(heard);
    Files.delete(first.resolve("paplay"));
    assertEquals(0, play(first + ":" + second, "en-gb", "Come in."));
    assertTrue(Files.exists(heard));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPlayerWithoutASoundCardIsNamed() throws IOException {
    player(folder, "aplay", "echo 'no cards' >&2; exit 1");
    assertEquals(1, play(folder.toString(), "en-gb", "Come in."));
    assertEquals(
        "rhapsode: aplay cannot play here; add -o voice.wav and play the file",
        err.toString(StandardCharsets.UTF_8).strip());
  }

  private void assertSays(String sentence, String voice, String language) throws IOException {
    Path tried = folder.resolve("tried.wav");
    Invocation heard =
        Invocation.of("voices", "try", voice, "--language", language, "-o", tried.toString());
    assertEquals(0, heard.exitCode(), heard.err());
    assertArrayEquals(spoken(sentence, voice, language), Files.readAllBytes(tried));
  }

  private byte[] spoken(String text, String voice, String language) throws IOException {
    Path file = folder.resolve("spoken.wav");
    Invocation spoken =
        Invocation.of(
            "speak", "--voice", voice, "--language", language, "-o", file.toString(), "--", text);
    assertEquals(0, spoken.exitCode(), spoken.err());
    return Files.readAllBytes(file);
  }

  private static void assertRefused(String message, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "voices";
    all[1] = "try";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Invocation refused = Invocation.of(all);
    assertEquals(2, refused.exitCode(), refused.err());
    assertEquals(message, refused.err().strip());
  }

  private static void player(Path bin, String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private int play(String path, String... arguments) {
    StandardStages stages = new StandardStages();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    SpeakCommand speak = new SpeakCommand(stages, InputStream.nullInputStream(), out, errors);
    return new CommandLine(new VoicesTryCommand(stages, new CommandLine(speak), path, errors))
        .execute(arguments);
  }
}
