package io.rhapsode.workflows.casting;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.registry.CharacterVoices;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Casts books: reads them, finds who says what, and gives everybody a voice. */
public final class CastDirector {
  private final NarrateSettings settings;
  private final JobFolders folders;
  private final StageFactory stages;
  private final double confidence;
  private final SpeechEngines engines;
  private Map<String, CastMember> series;

  /**
   * @param folders stay the caller's, who keeps other jobs out of them
   * @param confidence below which the narrator reads what somebody seems to say, 0 to 1
   * @param series the speakers of the books before
   */
  public CastDirector(
      NarrateSettings settings,
      JobFolders folders,
      StageFactory stages,
      double confidence,
      Map<String, CastMember> series) {
    this.settings = requireNonNull(settings, "settings is null");
    this.folders = requireNonNull(folders, "folders is null");
    this.stages = requireNonNull(stages, "stages is null");
    this.confidence = confidence;
    this.series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
    this.engines = SpeechEngines.standard(settings.neuralRuntime());
  }

  /**
   * The manifest of a book with its cast. What a manifest that comes with the book says of
   * speakers, voices and lines stays as it is.
   *
   * @throws FailureException when the book cannot be read
   * @throws UsageException when a voice of the manifest or the series does not exist
   */
  public BookManifest cast(BookSource source) throws IOException, FailureException, UsageException {
    for (CastMember member : series.values()) {
      if (member.voice().isPresent()) {
        stages.voices(settings).require(member.voice().get());
      }
    }
    BookSource asked = source.findingCast();
    NarrateRunner runner =
        new NarrateRunner(new NarrateJob(settings, List.of(asked)), folders, stages);
    ReadOutcome outcome =
        runner.plan(new JobMeter(1, ProgressView.SILENT, System::nanoTime)).get(0);
    if (outcome instanceof ReadOutcome.Unreadable unreadable) {
      throw new FailureException(unreadable.failure());
    }
    BookManifest found = runner.plan((ReadOutcome.Planned) outcome).manifest();
    boolean wasCast = source.manifest().map(BookManifest::wasCast).orElse(false);
    BookManifest settled = CastSheet.counted(wasCast ? found : CastSheet.settle(found, confidence));
    return withVoices(settled);
  }

  private BookManifest withVoices(BookManifest manifest) throws UsageException {
    Voice narrator = stages.voices(settings).require(manifest.voice()).get(0);
    VoiceAssignment assignment =
        new VoiceAssignment(
            new CharacterVoices(engines).beside(narrator, manifest.metadata().language()));
    Map<String, CastMember> cast = assignment.assign(manifest.cast(), series);
    series = SeriesFile.joined(series, cast);
    return manifest.with(
        cast,
        manifest.lines(),
        manifest.skips().stream().filter(skip -> !isNeeded(skip, cast)).toList());
  }

  /** Whether a name in a play must be heard, since the narrator speaks for its bearer. */
  private static boolean isNeeded(SkipEntry skip, Map<String, CastMember> cast) {
    return skip.reason() == SkipReason.SPEAKER_LABEL
        && cast.containsKey(skip.detail())
        && cast.get(skip.detail()).voice().isEmpty();
  }

  /** The speakers of the series and of every book that was cast since. */
  public Map<String, CastMember> series() {
    return series;
  }
}
