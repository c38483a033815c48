package io.rhapsode.workflows.definition;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * The job of one film.
   *
   * @param video the film; without one a timed audio file is made for each language
   * @param subtitles a file for each language, by BCP 47 tag
   * @param lines an edited plan
   * @throws UsageException when a file does not exist
   */
  public static DubJob of(
      NarrateSettings settings,
      DubSettings dub,
      Optional<Path> video,
      Map<String, Path> subtitles,
      Cast cast,
      Optional<List<PlannedLine>> lines)
      throws UsageException {
    if (video.isPresent()) {
      requireFile("", video.get());
    }
    List<TrackSource> tracks = new ArrayList<>();
    for (Map.Entry<String, Path> track : subtitles.entrySet()) {
      requireFile("--subtitles: ", track.getValue());
      tracks.add(new TrackSource(track.getKey(), track.getValue().toString()));
    }
    Path named = video.orElse(subtitles.values().iterator().next());
    try {
      DubSource film =
          new DubSource(BookIds.of(named), video.map(Path::toString), tracks, cast, lines);
      return new DubJob(settings, dub, List.of(film));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--subtitles: " + e.getMessage(), e);
    }
  }

  private static void requireFile(String flag, Path file) throws UsageException {
    if (!Files.exists(file)) {
      throw new UsageException("%sthere is no file %s".formatted(flag, file));
    }
    if (Files.isDirectory(file)) {
      throw new UsageException("%s%s is a folder, not a file".formatted(flag, file));
    }
  }
}
