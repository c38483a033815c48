package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.checkpoint.FileFingerprint;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import io.rhapsode.synth.voice.reference.ReferenceReport;
import io.rhapsode.workflows.command.model.LocalModels;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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
    VoiceProfile.requireName(name);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Consent written = consent(now);
    VoiceMaking making = VoiceMaking.with(local, model);
    PcmClip clip =
        new AudioDecoder(LARGEST_RECORDING_BYTES, LONGEST_RECORDING_SECONDS).decode(recording);
    Consent given = consentRecording == null ? written : heard(written, clip);
    VoiceProfile.Origin origin =
        new VoiceProfile.Origin(
            making.identity(), checked(clip), given, now, spec.root().version()[0]);
    Recording kept = Recording.of(clip, Optional.ofNullable(transcript));
    // Made before the voice is saved: one that cannot be made is none.
    Conditioning made =
        discard
            ? making.voices().make(kept, making.model())
            : making.voices().derived(kept, making.model());
    VoiceProfile profile =
        new VoiceProfile(
            name,
            Optional.of(origin),
            discard ? Optional.empty() : Optional.of(kept),
            discard ? Optional.of(made) : Optional.empty());
    out.println("made voice %s: %s".formatted(name, local.voices().save(profile, replace)));
    return JobResult.COMPLETE;
  }

  /** The consent with its recording, once it was heard. */
  private Consent heard(Consent written, PcmClip voice) throws VoiceException, IOException {
    PcmClip said =
        new AudioDecoder(LARGEST_RECORDING_BYTES, LONGEST_RECORDING_SECONDS)
            .decode(consentRecording);
    return new SpokenConsent(local, err)
        .heard(
            written,
            said,
            consentRecording.getFileName().toString(),
            FileFingerprint.sha256(consentRecording),
            voice);
  }

  /** Judges the clip aloud, and refuses it if it cannot serve. */
  private VoiceProfile.Reference checked(PcmClip clip) throws VoiceException, IOException {
    float[] samples =
        new KaiserResampler(clip.sampleRateHz(), ReferenceCheck.SAMPLE_RATE_HZ)
            .resample(clip.samples());
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

  private Consent consent(Instant now) throws VoiceException {
    try {
      return new Consent(
          consent,
          now,
          Optional.ofNullable(consentUntil),
          new TreeSet<>(purposes),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }
}
