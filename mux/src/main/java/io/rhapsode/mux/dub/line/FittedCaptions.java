package io.rhapsode.mux.dub.line;

import io.rhapsode.mux.ffmpeg.container.film.FilmTrack.Caption;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Subtitles that go with the new speech: the cues of the old ones at the times of the lines. */
public final class FittedCaptions {
  private static final int SAMPLES_PER_MILLI = TrackLines.RATE_HZ / 1_000;

  private FittedCaptions() {}

  /** One caption for each cue of each line, in order of start. */
  public static List<Caption> of(TrackLines lines, List<Placement> placements, TakeStore takes)
      throws IOException {
    Map<Integer, Placement> places = new HashMap<>();
    placements.forEach(place -> places.put(place.ordinal(), place));
    List<Caption> captions = new ArrayList<>();
    for (TrackLines.Line line : lines.lines()) {
      add(line, places.get(line.window().ordinal()), takes, captions);
    }
    captions.sort(Comparator.comparingLong(Caption::startMillis));
    return captions;
  }

  private static void add(
      TrackLines.Line line, Placement place, TakeStore takes, List<Caption> captions)
      throws IOException {
    String text = line.utterance().text();
    List<Window.Anchor> anchors = line.window().anchors();
    List<WordTime> words = anchors.size() > 1 ? takes.facts(line.take()).words() : List.of();
    for (int i = 0; i < anchors.size(); i++) {
      int from = anchors.get(i).offset();
      int to = i + 1 < anchors.size() ? anchors.get(i + 1).offset() : text.length();
      String shown = text.substring(from, to).strip();
      long start = millis(line, place, words, from);
      long end = Math.max(start + 1, millis(line, place, words, to));
      if (!shown.isEmpty()) {
        captions.add(new Caption(start, end, shown));
      }
    }
  }

  /**
   * When a character is said: when the word that begins there does, where the voice tells, else the
   * line's time divided among its characters.
   */
  private static long millis(
      TrackLines.Line line, Placement place, List<WordTime> words, int character) {
    int characters = line.utterance().text().length();
    long within =
        word(line.utterance(), words, character)
            .map(word -> place.samples() * word.startSample() / line.take().samples())
            .orElse(place.samples() * character / characters);
    return (place.startSample() + within) / SAMPLES_PER_MILLI;
  }

  /** The word inside an utterance that begins at a character or after it. */
  private static Optional<WordTime> word(Utterance utterance, List<WordTime> words, int character) {
    if (character == 0 || character == utterance.text().length()) {
      return Optional.empty();
    }
    return utterance.tokens().stream()
        .filter(token -> token.source().start() >= character)
        .findFirst()
        .flatMap(
            token ->
                words.stream()
                    .filter(word -> word.spoken().end() > token.spoken().start())
                    .findFirst());
  }

  /** As a SubRip file. */
  public static String srt(List<Caption> captions) {
    StringBuilder file = new StringBuilder();
    int number = 1;
    for (Caption caption : captions) {
      file.append(number).append('\n');
      file.append(times(caption, ',')).append('\n');
      file.append(caption.text()).append("\n\n");
      number++;
    }
    return file.toString();
  }

  /** As a WebVTT file. */
  public static String vtt(List<Caption> captions) {
    StringBuilder file = new StringBuilder("WEBVTT\n\n");
    for (Caption caption : captions) {
      String text = caption.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      file.append(times(caption, '.')).append('\n').append(text).append("\n\n");
    }
    return file.toString();
  }

  private static String times(Caption caption, char point) {
    return time(caption.startMillis(), point) + " --> " + time(caption.endMillis(), point);
  }

  private static String time(long millis, char point) {
    return "%02d:%02d:%02d%c%03d"
        .formatted(
            millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, point, millis % 1_000);
  }
}
