package io.rhapsode.workflows.command.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.workflows.command.option.ChosenVoices;
import io.rhapsode.workflows.command.option.NeuralDevice;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.Interruption;
import io.rhapsode.workflows.likeness.ClonedVoices;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressTicker;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.provenance.BookProvenance;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A job that speaks, while somebody watches: a narration or a dub. */
public final class SpokenJob {
  private final NarrateSettings settings;
  private final JobFolders folders;
  private final Announcer announcer;

  /** What is done. */
  @FunctionalInterface
  public interface Work<R extends WorkReport> {
    JobResult<R> run(JobProgress progress) throws IOException, UsageException;
  }

  public SpokenJob(NarrateSettings settings, JobFolders folders, Announcer announcer) {
    this.settings = requireNonNull(settings, "settings is null");
    this.folders = requireNonNull(folders, "folders is null");
    this.announcer = requireNonNull(announcer, "announcer is null");
  }

  /** Says which voices were chosen, where the program chose. */
  public void tellVoices(StageFactory stages) throws UsageException {
    if (talks() && settings.voice().equals(JobVoices.AUTO)) {
      announcer.err().println(ChosenVoices.describe(stages.voices(settings).automatic()));
    }
  }

  /**
   * Refuses a device and a recogniser that are not there before any work, and says which device is
   * used and who listens. Of those of a cluster's machines nothing is known here.
   *
   * @param voices who will speak
   */
  public void requireMeans(Collection<Voice> voices) throws UsageException {
    requireConsent(voices);
    if (settings.run().cluster().isPresent()) {
      return;
    }
    boolean neural =
        voices.stream().anyMatch(voice -> SpeechEngines.standard().usesDevice(voice.engine()));
    if (neural || settings.synthesis().device().startsWith("cuda")) {
      String chosen = NeuralDevice.require(settings);
      if (talks()) {
        announcer.err().println("neural voices speak on " + chosen);
        SpeechEngines engines = SpeechEngines.standard(settings.neuralRuntime());
        voices.stream()
            .flatMap(voice -> engines.caution(voice).stream())
            .distinct()
            .forEach(caution -> announcer.err().println("warning: " + caution));
      }
    }
    requireRecogniser(neural);
  }

  private void requireRecogniser(boolean neural) throws UsageException {
    QualityMode asked = settings.listen().mode();
    try {
      if (asked == QualityMode.ASR) {
        Listeners.recogniser(settings.listen());
      }
      boolean chosen =
          asked == QualityMode.AUTO
              && Listeners.settled(settings.listen()).mode() == QualityMode.ASR;
      if (chosen && neural && talks()) {
        announcer
            .err()
            .println(
                "%s listens to every take; --qa signal is quicker, and hears no words"
                    .formatted(settings.listen().model()));
      }
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Refuses voices of persons who do not allow it, or not any more. */
  private void requireConsent(Collection<Voice> voices) throws UsageException {
    VoiceFolder profiles = new VoiceFolder(DataHome.ofThisUser().voices());
    String purpose = settings.audio().publish().purpose();
    LocalDate today = LocalDate.now(Clock.systemDefaultZone());
    for (Voice voice : voices) {
      Optional<String> refusal;
      try {
        refusal =
            profiles
                .header(voice.name())
                .flatMap(VoiceHeader::origin)
                .flatMap(origin -> origin.consent().refusal(today, purpose));
      } catch (VoiceException e) {
        // A voice of a model, whose name is none of a profile.
        refusal = Optional.empty();
      }
      if (refusal.isPresent()) {
        throw new UsageException(
            "voice '%s' may not be used: %s".formatted(voice.name(), refusal.get()));
      }
    }
  }

  private boolean talks() {
    return talks(announcer);
  }

  private static boolean talks(Announcer announcer) {
    return !announcer.quiet() && !announcer.json();
  }

  /**
   * Does the work, shows how far it is, and says what became of it. Takes beyond the limit of the
   * store are removed afterwards.
   *
   * @param works how many books or films there are
   * @return the exit code
   */
  public <R extends WorkReport> int run(int works, Work<R> work)
      throws IOException, UsageException {
    return run(works, view -> view, work);
  }

  /**
   * Does the work as {@link #run(int, Work)}.
   *
   * @param beside adds to what shows how far it is
   */
  public <R extends WorkReport> int run(int works, UnaryOperator<ProgressView> beside, Work<R> work)
      throws IOException, UsageException {
    ProgressView view = beside.apply(announcer.view());
    JobMeter meter = new JobMeter(works, view, System::nanoTime);
    JobResult<R> result;
    try (Interruption interruption = new Interruption(announcer.err());
        ProgressTicker ticker = new ProgressTicker(meter, view)) {
      result = work.run(meter);
    }
    if (settings.audio().publish().provenance()) {
      sign(result, announcer);
    }
    ClonedVoices cloned = ClonedVoices.of(settings, announcer.err());
    int exitCode = announce(result.with(cloned.compare(result.voices())));
    folders.evictTakes(settings);
    return exitCode;
  }

  /**
   * Writes a signed statement beside each work. A work is no worse for want of it, so that is told
   * and no failure.
   */
  public static void sign(JobResult<?> result, Announcer announcer) {
    BookProvenance provenance =
        new BookProvenance(DataHome.ofThisUser(), result.voices(), Clock.systemUTC());
    for (WorkReport report : result.books()) {
      try {
        provenance.sign(report);
      } catch (IOException e) {
        announcer
            .err()
            .printf("warning: '%s' has no signed statement: %s%n", report.title(), e.getMessage());
      }
    }
    if (talks(announcer)) {
      provenance
          .newKey()
          .ifPresent(
              key ->
                  announcer
                      .err()
                      .println(
                          "a key was made to sign what is delivered; its public part is " + key));
    }
  }

  /** What was made does not count as missing because the report on it cannot be written. */
  private int announce(JobResult<?> result) {
    try {
      announcer.announce(result, folders);
      return result.exitCode();
    } catch (IOException e) {
      announcer.err().println("error: " + e.getMessage());
      return result.exitCode() == JobResult.COMPLETE ? JobResult.PARTIAL : result.exitCode();
    }
  }
}
