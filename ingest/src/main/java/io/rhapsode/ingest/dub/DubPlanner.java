package io.rhapsode.ingest.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.reader.SubtitleReader;
import io.rhapsode.ingest.text.normal.StandardNormalizer;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans films: subtitles in, what is said and when out. May be shared by threads. */
public final class DubPlanner {
  private static final String STAGE = "read";

  private final SubtitleReader reader;
  private final DialogueSettings dialogue;
  private final JobVoices voices;

  /**
   * @param voices every voice of the job
   */
  public DubPlanner(SubtitleLimits limits, DialogueSettings dialogue, JobVoices voices) {
    this.reader = new SubtitleReader(limits);
    this.dialogue = requireNonNull(dialogue, "dialogue is null");
    this.voices = requireNonNull(voices, "voices is null");
  }

  /**
   * Plans a film.
   *
   * @throws FailureException when subtitles cannot be read, nobody speaks a language, or nothing is
   *     to be said
   */
  public DubPlan plan(DubSource source) throws FailureException {
    DubPlanWriter writer = new DubPlanWriter(source, dialogue, voices, new StandardNormalizer());
    for (TrackSource track : source.tracks()) {
      Optional<List<PlannedLine>> lines = source.lines();
      if (lines.isPresent()) {
        writer.addLines(track, ofLanguage(lines.get(), track.language()));
      } else {
        writer.add(track, read(track));
      }
    }
    DubPlan plan = writer.plan();
    if (plan.script().utterances().isEmpty()) {
      throw new FailureException(
          Failure.of(FailureCode.NO_TEXT, STAGE, source.path(), "nothing is to be said in it"));
    }
    return plan;
  }

  private SubtitleTrack read(TrackSource track) throws FailureException {
    try {
      return reader.read(Path.of(track.path()), track.language());
    } catch (UnreadableSubtitleException e) {
      throw new FailureException(Failure.of(e.code(), STAGE, track.path(), e.getMessage(), e));
    }
  }

  /** The lines of a language as cues, in order; those without text are left out. */
  private static SubtitleTrack ofLanguage(List<PlannedLine> lines, String language) {
    List<PlannedLine> own =
        lines.stream()
            .filter(line -> line.language().equalsIgnoreCase(language) && !line.text().isBlank())
            .sorted(Comparator.comparingLong(PlannedLine::startMillis))
            .toList();
    List<Cue> cues = new ArrayList<>();
    for (PlannedLine line : own) {
      cues.add(
          new Cue(
              cues.size(),
              cues.size() + 1,
              "",
              line.startMillis(),
              line.endMillis(),
              Optional.of(line.speaker()),
              line.text(),
              List.of(),
              settings(line),
              Optional.empty()));
    }
    return new SubtitleTrack(language, cues, List.of());
  }

  private static Map<String, String> settings(PlannedLine line) {
    Map<String, String> settings = new TreeMap<>();
    line.voice().ifPresent(voice -> settings.put(DubPlanWriter.VOICE, voice));
    if (line.attempt() > 0) {
      settings.put(DubPlanWriter.ATTEMPT, Integer.toString(line.attempt()));
    }
    return settings;
  }
}
