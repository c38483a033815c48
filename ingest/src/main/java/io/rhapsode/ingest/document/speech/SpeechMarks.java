package io.rhapsode.ingest.document.speech;

import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the source of a block says about its reading. The stretches of each list are in order and do
 * not overlap; those of different lists may.
 *
 * @param sayings what is said in their place
 * @param readings what they are to be taken for
 * @param voices names of the voices that say them
 * @param paces how quickly they are said, in percent of the pace around them
 * @param sentences whole sentences, whatever they look like
 * @param pauses silences, in order
 * @param languagesApart whether stretches of other languages are read by voices of these, however
 *     short they are
 */
public record SpeechMarks(
    List<MarkedSpan<Saying>> sayings,
    List<MarkedSpan<ReadAs>> readings,
    List<MarkedSpan<String>> voices,
    List<MarkedSpan<Integer>> paces,
    List<Span> sentences,
    List<PausePoint> pauses,
    boolean languagesApart) {
  /** Nothing. */
  public static final SpeechMarks NONE =
      new SpeechMarks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);

  public SpeechMarks {
    sayings = List.copyOf(sayings);
    readings = List.copyOf(readings);
    voices = List.copyOf(voices);
    paces = List.copyOf(paces);
    sentences = List.copyOf(sentences);
    pauses = List.copyOf(pauses);
  }

  /** The same with one more silence behind all others. */
  public SpeechMarks with(PausePoint pause) {
    List<PausePoint> all = new ArrayList<>(pauses);
    all.add(pause);
    return new SpeechMarks(sayings, readings, voices, paces, sentences, all, languagesApart);
  }

  /** The same, but that all of the text is said in other words. */
  public SpeechMarks saidAs(String words, String text) {
    MarkedSpan<Saying> said = new MarkedSpan<>(new Span(0, text.length()), new Saying.Alias(words));
    return new SpeechMarks(
        List.of(said), List.of(), voices, paces, sentences, pauses, languagesApart);
  }

  /**
   * The silence asked for at a place: the longest; where some are exact, all of these one after the
   * other.
   */
  public Optional<PausePoint> pauseAt(int at) {
    List<PausePoint> here = pauses.stream().filter(pause -> pause.at() == at).toList();
    boolean exact = here.stream().anyMatch(PausePoint::exact);
    long millis =
        exact
            ? here.stream().filter(PausePoint::exact).mapToLong(PausePoint::millis).sum()
            : here.stream().mapToLong(PausePoint::millis).max().orElse(0);
    return here.isEmpty()
        ? Optional.empty()
        : Optional.of(new PausePoint(at, (int) Math.min(millis, PausePoint.LONGEST_MILLIS), exact));
  }
}
