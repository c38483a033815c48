package io.rhapsode.pipeline.record;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was made of a work, a book or the dialogue of a film, when it was made last.
 *
 * @param workId the work
 * @param source path of the document or film
 * @param title title of the work
 * @param outputName name of its folder among those of the finished works
 * @param takes one for each utterance, in order
 */
public record WorkRecord(
    String workId, String source, String title, String outputName, List<RecordedTake> takes) {
  public WorkRecord {
    requireNonNull(workId, "workId is null");
    requireNonNull(source, "source is null");
    requireNonNull(title, "title is null");
    requireNonNull(outputName, "outputName is null");
    takes = List.copyOf(takes);
  }

  /** Where an utterance of a book stands. */
  public static Place placeInBook(Utterance utterance) {
    Locator locator = utterance.locator();
    return new Place(locator.block(), locator.span().start(), locator.span().end());
  }

  /**
   * The record of a work.
   *
   * @param outcomes one for each utterance of the script, in order
   * @param places where an utterance stands
   */
  public static WorkRecord of(
      PlanReference plan,
      String outputName,
      Script script,
      List<UtteranceOutcome> outcomes,
      SpeakingOrder order,
      Function<Utterance, Place> places) {
    List<RecordedTake> takes = new ArrayList<>();
    for (Utterance utterance : script.utterances()) {
      UtteranceOutcome outcome = outcomes.get(utterance.ordinal());
      Optional<UtteranceOutcome.Spoken> spoken =
          outcome instanceof UtteranceOutcome.Spoken said ? Optional.of(said) : Optional.empty();
      List<Fault> faults =
          spoken
              .flatMap(UtteranceOutcome.Spoken::listened)
              .map(listened -> listened.verdict().faults())
              .orElse(List.of());
      takes.add(
          new RecordedTake(
              places.apply(utterance),
              order.request(script, utterance).address(),
              spoken.map(UtteranceOutcome.Spoken::take),
              faults));
    }
    return new WorkRecord(plan.workId(), plan.source(), plan.title(), outputName, takes);
  }
}
