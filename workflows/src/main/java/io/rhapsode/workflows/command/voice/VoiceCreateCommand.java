package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.workflows.command.model.LocalModels;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.voice.NewVoice;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a voice from a recording. */
@Command(
    name = "create",
    description = "Makes a voice from a recording of 5 to 15 seconds.",
    mixinStandardHelpOptions = true)
final class VoiceCreateCommand implements Callable<Integer> {
  private static final long LARGEST_RECORDING_BYTES = 512L << 20;
  private static final int LONGEST_RECORDING_SECONDS = 1800;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private LocalModels local;

  @Parameters(paramLabel = "NAME", description = "What to call the voice.")
  private String name;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "The recording, in any audio format.")
  private Path recording;

  @Option(
      names = "--consent",
      required = true,
      paramLabel = "TEXT",
      description = "Who allowed what: kept in the voice.")
  private String consent;

  @Option(
      names = "--consent-recording",
      paramLabel = "FILE",
      description =
          "The consent, said by the person whose voice it is. Where they are installed, a"
              + " recogniser and a speaker encoder check that it is.")
  private Path consentRecording;

  @Option(
      names = "--consent-until",
      paramLabel = "DATE",
      description = "The last day on which the voice may be used, such as 2027-12-31.")
  private LocalDate consentUntil;

  @Option(
      names = "--consent-for",
      split = ",",
      paramLabel = "PURPOSES",
      description = "What the voice may be used for, such as audiobook,dub; anything by default.")
  private List<String> purposes = List.of();

  @Option(
      names = "--transcript",
      paramLabel = "TEXT",
      description = "What is said in the recording: some models clone better with it.")
  private String transcript;

  @Option(
      names = "--discard-recording",
      description =
          "Keep only what the model needs: the voice then speaks with this model and no other.")
  private boolean discard;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The model to make it for first; by default the preferred one installed.")
  private String model;

  @Option(names = "--replace", description = "Overwrite a voice of that name.")
  private boolean replace;

  /**
   * @param clock for the times that the profile records
   */
  VoiceCreateCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Integer call() throws Exception {
    NewVoice voice =
        new NewVoice(
            name,
            new NewVoice.Permission(
                consent,
                Optional.ofNullable(consentUntil),
                new TreeSet<>(purposes),
                Optional.ofNullable(consentRecording)
                    .map(file -> new NewVoice.Source(file, file.getFileName().toString()))),
            Optional.ofNullable(transcript),
            Optional.ofNullable(model),
            !discard,
            replace);
    Path made =
        voice.make(
            new NewVoice.Source(recording, recording.getFileName().toString()),
            new AudioDecoder(LARGEST_RECORDING_BYTES, LONGEST_RECORDING_SECONDS),
            local.store(),
            local.voices(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            spec.root().version()[0],
            err::println);
    out.println("made voice %s: %s".formatted(name, made));
    return JobResult.COMPLETE;
  }
}
