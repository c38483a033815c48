package io.rhapsode.workflows.command.dub;

import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.Role;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.workflows.command.voice.OriginalVoices;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the voices of roles that are played by the film's own people. */
final class ClonedCast {
  private final List<CastFile.Clone> clones;
  private final OriginalVoices voices;
  private final JobFolders folders;
  private final StageFactory stages;

  /**
   * @param clones the roles
   * @param voices makes the voices
   */
  ClonedCast(
      List<CastFile.Clone> clones, OriginalVoices voices, JobFolders folders, StageFactory stages) {
    this.clones = clones;
    this.voices = voices;
    this.folders = folders;
    this.stages = stages;
  }

  /**
   * A job with those voices in the cast of each film.
   *
   * @throws UsageException when a voice cannot be made, or does not speak a language
   */
  DubJob of(DubJob job) throws UsageException {
    if (clones.isEmpty()) {
      return job;
    }
    DubRunner planner = new DubRunner(job, folders, stages);
    List<DubSource> films = new ArrayList<>();
    for (DubSource film : job.films()) {
      films.add(withVoices(film, planner));
    }
    DubJob cloned = new DubJob(job.settings(), job.dub(), films);
    requireSpeaking(cloned);
    return cloned;
  }

  private DubSource withVoices(DubSource film, DubRunner planner) throws UsageException {
    if (film.video().isEmpty()) {
      throw new UsageException(
          "--cast: clone: original: there is no film whose people could be heard");
    }
    List<Role> roles = new ArrayList<>(film.cast().roles());
    try {
      DubPlan plan = planner.plan(film);
      for (CastFile.Clone clone : clones) {
        roles.add(voices.role(clone, Path.of(film.video().get()), plan));
      }
    } catch (FailureException e) {
      // What cannot be read fails when it is dubbed, and costs itself only.
      return film;
    }
    Cast all = new Cast(film.cast().voice(), roles);
    return new DubSource(
        film.dubId(), film.video(), film.tracks(), all, film.lines(), film.warnings());
  }

  private void requireSpeaking(DubJob job) throws UsageException {
    DubRunner runner = new DubRunner(job, folders, stages);
    for (DubSource film : job.films()) {
      for (TrackSource track : film.tracks()) {
        for (CastFile.Clone clone : clones) {
          Optional<Role> role = film.cast().role(clone.speaker(), track.language());
          if (role.isPresent() && !runner.speaks(role.get().voice(), track.language())) {
            throw new UsageException(
                ("--cast: role '%s': clone: original: no installed model that clones speaks '%s';"
                        + " `rhapsode models list` shows those that do, or give the role a voice in"
                        + " that language")
                    .formatted(clone.speaker(), track.language()));
          }
        }
      }
    }
  }
}
