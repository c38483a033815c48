package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A film that is to be dubbed, into any number of languages.
 *
 * @param dubId names the film inside its job
 * @param video path of the film; where absent, a timed audio file is made of each track
 * @param tracks what is said, a language each
 * @param cast who says it
 * @param lines an edited plan, which then counts instead of what the subtitles say
 * @param warnings what a person should know of how it came about, one line each
 */
public record DubSource(
    String dubId,
    Optional<String> video,
    List<TrackSource> tracks,
    Cast cast,
    Optional<List<PlannedLine>> lines,
    List<String> warnings) {
  public DubSource {
    requireNonNull(dubId, "dubId is null");
    requireNonNull(video, "video is null");
    tracks = List.copyOf(tracks);
    requireNonNull(cast, "cast is null");
    lines = lines.map(List::copyOf);
    warnings = List.copyOf(warnings);
    Set<String> languages = new HashSet<>();
    for (TrackSource track : tracks) {
      if (!languages.add(track.language().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("two tracks are in " + track.language());
      }
    }
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException("nothing is to be said");
    }
  }

  /** The same with another plan. */
  public DubSource withLines(Optional<List<PlannedLine>> planned) {
    return new DubSource(dubId, video, tracks, cast, planned, warnings);
  }

  /** What the work is called in messages: the path of the film, or of its first subtitles. */
  public String path() {
    return video.orElse(tracks.get(0).path());
  }

  /** The name of the file without its folder, its extension and the language of subtitles. */
  public String title() {
    String path = path();
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    String title = dot > 0 ? name.substring(0, dot) : name;
    String language = "." + tracks.get(0).language();
    boolean told =
        video.isEmpty()
            && title.toLowerCase(Locale.ROOT).endsWith(language.toLowerCase(Locale.ROOT));
    return told && title.length() > language.length()
        ? title.substring(0, title.length() - language.length())
        : title;
  }
}
