package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.workflows.console.LanguageNames;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import io.rhapsode.workflows.speak.SampleSentences;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a voice be heard. */
@Command(
    name = "try",
    description = {
      "Says a sentence with a voice.",
      "Aloud where a player is installed (ffplay, afplay, paplay, aplay); else, or with -o, into a"
          + " WAV file."
    },
    mixinStandardHelpOptions = true)
public final class VoicesTryCommand implements Callable<Integer> {
  /** Players, each with what it wants before the file. */
  private static final List<List<String>> PLAYERS =
      List.of(
          List.of("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
          List.of("afplay"),
          List.of("paplay"),
          List.of("aplay", "-q"));

  private final StageFactory stages;
  private final CommandLine speak;
  private final String path;
  private final PrintStream err;

  @Parameters(index = "0", paramLabel = "NAME", description = "The voice; auto is possible.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "What to say; by default a sentence of the voice's language.")
  private String text;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "Language of the text; by default the voice's own.")
  private String language;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the sound goes, a WAV file.")
  private String output;

  /**
   * @param speak the command that says a text
   * @param path folders with programs, as in PATH
   */
  public VoicesTryCommand(StageFactory stages, CommandLine speak, String path, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.speak = requireNonNull(speak, "speak is null");
    this.path = requireNonNull(path, "path is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException, InterruptedException {
    Optional<List<String>> player = output == null ? player() : Optional.empty();
    if (player.isEmpty()) {
      return speak(output == null ? List.of() : List.of("-o", output));
    }
    Path file = Files.createTempFile("rhapsode-voice", ".wav");
    try {
      int code = speak(List.of("--quiet", "-o", file.toString()));
      return code == JobResult.COMPLETE ? play(player.get(), file) : code;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private int speak(List<String> options) throws UsageException {
    String spoken = language != null ? language : ownLanguage();
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--voice", name, "--language", spoken));
    arguments.add("--");
    arguments.add(
        text != null ? text : SampleSentences.of(spoken).orElseThrow(() -> noSentence(spoken)));
    return speak.execute(arguments.toArray(String[]::new));
  }

  private String ownLanguage() throws UsageException {
    return stages.voices(NarrateSettings.DEFAULTS).require(name).get(0).language();
  }

  private static UsageException noSentence(String tag) {
    return new UsageException(
        "there is no sentence of %s to say: give one as TEXT".formatted(LanguageNames.of(tag)));
  }

  /** The first player that is installed, by its file, with what it wants before the sound's. */
  private Optional<List<String>> player() {
    for (List<String> player : PLAYERS) {
      for (String folder : path.split(File.pathSeparator)) {
        Path program = Path.of(folder.isEmpty() ? "." : folder).resolve(player.get(0));
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          List<String> command = new ArrayList<>(player);
          command.set(0, program.toString());
          return Optional.of(command);
        }
      }
    }
    return Optional.empty();
  }

  private int play(List<String> player, Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(player);
    command.add(file.toString());
    int code =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      err.println(
          "rhapsode: %s cannot play here; add -o voice.wav and play the file"
              .formatted(Path.of(player.get(0)).getFileName()));
      return JobResult.FAILED;
    }
    return JobResult.COMPLETE;
  }
}
