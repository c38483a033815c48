package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.text.Utterance;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a dub before a word of it is spoken. It depends on the subtitles, the
 * cast and the settings only.
 *
 * @param script what is said, track after track; the number of a track is that of its chapter
 * @param title name of the film
 * @param video path of the film, if there is one
 * @param tracks one for each language, in the order of the script
 * @param blockLengths characters of each passage of the subtitles, passage 1 first
 * @param skips the text that is not spoken, in the order of the subtitles
 * @param warnings what a person should know, one line each
 */
public record DubPlan(
    Script script,
    String title,
    Optional<String> video,
    List<DubbedTrack> tracks,
    List<Integer> blockLengths,
    List<Skip> skips,
    List<String> warnings) {
  public DubPlan {
    requireNonNull(script, "script is null");
    requireNonNull(title, "title is null");
    requireNonNull(video, "video is null");
    tracks = List.copyOf(tracks);
    blockLengths = List.copyOf(blockLengths);
    skips = List.copyOf(skips);
    warnings = List.copyOf(warnings);
    int ordinal = 0;
    for (DubbedTrack track : tracks) {
      for (Window window : track.windows()) {
        if (window.ordinal() != ordinal) {
          throw new IllegalArgumentException("no window for utterance " + ordinal);
        }
        ordinal++;
      }
    }
    if (ordinal != script.utterances().size()) {
      throw new IllegalArgumentException(
          "%d windows for %d utterances".formatted(ordinal, script.utterances().size()));
    }
  }

  /** What is said at a window. */
  public Utterance utterance(Window window) {
    return script.utterances().get(window.ordinal());
  }

  /** When an utterance is to be heard. */
  public Window windowOf(Utterance utterance) {
    int first = 0;
    for (DubbedTrack track : tracks) {
      int place = utterance.ordinal() - first;
      if (place < track.windows().size()) {
        return track.windows().get(place);
      }
      first += track.windows().size();
    }
    throw new IllegalArgumentException("no window for utterance " + utterance.ordinal());
  }
}
