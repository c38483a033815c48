package io.rhapsode.pipeline.report.listening;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.listen.Fault;
import java.util.List;

/**
 * A take that is in the audio though something is wrong with it: what a person should listen to.
 *
 * @param utterance position of the utterance in the book, from 0
 * @param chapter number of the chapter, from 1
 * @param place where the text stands in the document
 * @param text as it is displayed
 * @param voice name of the voice
 * @param startSeconds when it is heard, from the beginning of the book
 * @param seconds how long
 * @param refused how many other takes of it were refused
 */
public record FlaggedTake(
    int utterance,
    int chapter,
    String place,
    String text,
    String voice,
    double startSeconds,
    double seconds,
    int refused,
    List<Fault> faults) {
  public FlaggedTake {
    requireNonNull(place, "place is null");
    requireNonNull(text, "text is null");
    requireNonNull(voice, "voice is null");
    faults = List.copyOf(faults);
  }
}
