package io.rhapsode.workflows.command.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.checkpoint.FileFingerprint;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.voice.KaiserResampler;
import io.rhapsode.synth.voice.ReferenceCheck;
import io.rhapsode.synth.voice.ReferenceReport;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
      names = "--model",
      paramLabel = "MODEL",
      description = "The model to make it for; needed if several are installed.")
  private String model;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu or cuda:N.")
  private String device;

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
    VoiceProfile.requireName(name);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    VoiceProfile.Consent given = consent(now);
    InstalledModel chosen = VoiceMaking.chosen(local.store(), model);
    float[] samples = read();
    VoiceProfile.Reference reference = checked(samples);
    float[] used = ReferenceCheck.cut(samples);
    String product = spec.root().version()[0];
    VoiceProfile made =
        VoiceMaking.with(
            chosen, device, maker -> maker.make(name, used, reference, given, now, product));
    out.println("made voice %s: %s".formatted(name, local.voices().save(made, replace)));
    return JobResult.COMPLETE;
  }

  /** Judges the clip aloud, and refuses it if it cannot serve. */
  private VoiceProfile.Reference checked(float[] samples) throws VoiceException, IOException {
    ReferenceReport report = ReferenceCheck.check(samples);
    report.describe().lines().forEach(err::println);
    if (!report.isUsable()) {
      throw new VoiceException(recording + " cannot serve as a reference");
    }
    return new VoiceProfile.Reference(
        recording.getFileName().toString(),
        FileFingerprint.sha256(recording),
        report.usedSeconds(),
        report.describe());
  }

  private float[] read() throws IOException {
    PcmClip clip =
        new AudioDecoder(LARGEST_RECORDING_BYTES, LONGEST_RECORDING_SECONDS).decode(recording);
    return new KaiserResampler(clip.sampleRateHz(), ReferenceCheck.SAMPLE_RATE_HZ)
        .resample(clip.samples());
  }

  private VoiceProfile.Consent consent(Instant now) throws VoiceException {
    try {
      return new VoiceProfile.Consent(consent, now);
    } catch (IllegalArgumentException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }
}
