package io.rhapsode.workflows.definition;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.util.List;

/**
 * A dub that is asked for, from whichever front door. A value: nothing runs and nothing is locked
 * until a runner gets it.
 *
 * @param settings what it shares with a narration: voices, runner, folders
 * @param dub what is made
 * @param films at least one, each with its own id
 */
public record DubJob(NarrateSettings settings, DubSettings dub, List<DubSource> films) {
  public DubJob {
    requireNonNull(settings, "settings is null");
    requireNonNull(dub, "dub is null");
    films = List.copyOf(films);
    if (films.isEmpty()) {
      throw new IllegalArgumentException("a job has no films");
    }
  }
}
