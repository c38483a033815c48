package io.rhapsode.workflows.run.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What whoever runs the graphs of a job must have.
 *
 * @param works how many books or films there are
 * @param sources every file that is read
 * @param voices every voice that speaks
 */
public record JobNeeds(
    NarrateSettings settings,
    JobFolders folders,
    int works,
    List<Path> sources,
    List<Voice> voices) {
  public JobNeeds {
    requireNonNull(settings, "settings is null");
    requireNonNull(folders, "folders is null");
    sources = List.copyOf(sources);
    voices = List.copyOf(voices);
  }
}
