package io.rhapsode.workflows.definition;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ffmpeg.container.film.SubtitleStream;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A film that somebody wants dubbed, as it was asked for.
 *
 * @param place where it was asked for, for messages: "--subtitles" or "job.csv, line 2"
 * @param film the film; without one a timed audio file is made for each language
 * @param alone whether a file that is missing is refused at once; in a job of many films it costs
 *     its own film only
 * @param subtitles by BCP 47 tag: a file, or {@code track:N}, the N-th track of the film from 1
 */
public record DubRequest(
    String place, boolean alone, Optional<Path> film, Map<String, String> subtitles) {
  private static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";
  private static final String TRACK = "track:";

  public DubRequest {
    requireNonNull(place, "place is null");
    requireNonNull(film, "film is null");
    subtitles = new LinkedHashMap<>(subtitles);
    if (subtitles.isEmpty()) {
      throw new IllegalArgumentException("nothing is to be said");
    }
  }

  /**
   * What flags ask for.
   *
   * @throws UsageException when there is no such film
   */
  public static DubRequest of(Optional<Path> film, Map<String, String> subtitles)
      throws UsageException {
    if (film.isPresent()) {
      requireFile("", film.get());
    }
    return new DubRequest("--subtitles", true, film, subtitles);
  }

  /**
   * The film as the graph takes it.
   *
   * @param extracted where subtitles that are inside the film are put
   * @throws UsageException when subtitles do not exist or a language is none
   */
  public DubSource source(Cast cast, Optional<List<PlannedLine>> lines, Path extracted)
      throws UsageException {
    List<TrackSource> tracks = new ArrayList<>();
    for (Map.Entry<String, String> track : subtitles.entrySet()) {
      if (!track.getKey().matches(LANGUAGE)) {
        throw new UsageException(
            "%s: '%s' is not a BCP 47 tag such as de or pt-BR".formatted(place, track.getKey()));
      }
      Path file =
          track.getValue().startsWith(TRACK)
              ? extracted(track.getValue(), extracted)
              : Path.of(track.getValue());
      if (alone) {
        requireFile(place + ": ", file);
      }
      tracks.add(new TrackSource(track.getKey(), absolute(file)));
    }
    try {
      Path named = film.orElse(Path.of(tracks.get(0).path()));
      return new DubSource(
          BookIds.of(named), film.map(DubRequest::absolute), tracks, cast, lines, List.of());
    } catch (IllegalArgumentException e) {
      throw new UsageException(place + ": " + e.getMessage(), e);
    }
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  /** Subtitles inside the film as a file of their own. */
  private Path extracted(String value, Path folder) throws UsageException {
    String number = value.substring(TRACK.length());
    if (film.isEmpty() || !number.matches("[0-9]{1,4}")) {
      throw new UsageException(
          "%s: '%s' is not track:N, the number of a track of the film from 1"
              .formatted(place, value));
    }
    try {
      SubtitleStream stream = SubtitleStream.of(film.get(), Integer.parseInt(number));
      String name = Sha256.hex(stream.text().getBytes(StandardCharsets.UTF_8));
      Files.createDirectories(folder);
      return Files.writeString(
          folder.resolve(name + "." + number + "." + stream.extension()), stream.text());
    } catch (IOException e) {
      if (!alone) {
        return Path.of(film.get() + " " + value);
      }
      throw new UsageException("%s: %s".formatted(place, IoProblem.describe(e)), e);
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
