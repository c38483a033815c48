package io.rhapsode.synth;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.LostTakeException;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.JoinedTakes.Part;
import io.rhapsode.synth.JudgedTakes.Asked;
import io.rhapsode.synth.listen.ClauseSplit;
import io.rhapsode.synth.listen.ListenSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Listens to every take and makes those that are refused again: with other seeds, then in two
 * parts, then with the fallback voice. All tries are ordinary takes of the store with their
 * verdicts, so that another job goes the same way without speaking or listening again.
 */
final class Retakes {
  private final ListenSettings settings;
  private final TakeSpeaker speaker;
  private final JudgedTakes judged;
  private final TakeStore takes;
  private final Optional<Voice> fallback;

  Retakes(
      ListenSettings settings,
      TakeSpeaker speaker,
      JudgedTakes judged,
      TakeStore takes,
      Optional<Voice> fallback) {
    this.settings = requireNonNull(settings, "settings is null");
    this.speaker = speaker;
    this.judged = judged;
    this.takes = takes;
    this.fallback = fallback;
  }

  /**
   * @return one outcome for each task, in their order
   */
  List<SpeechOutcome> make(List<SpeechTask> tasks) {
    List<Tries> all = tries(tasks);
    if (settings.split()) {
      open(all).forEach(this::inParts);
    }
    if (fallback.isPresent()) {
      attempt(open(all), tries -> fallbackRequest(tries.task().request()));
    }
    return all.stream().map(this::outcome).toList();
  }

  /** The first attempts of all tasks, and further ones of those that fail. */
  private List<Tries> tries(List<SpeechTask> tasks) {
    List<Tries> all = tasks.stream().map(Tries::new).toList();
    attempt(all, tries -> Optional.of(tries.task().request()));
    for (int number = 1; number <= settings.attempts(); number++) {
      int further = number;
      attempt(open(all), tries -> tries.task().request().attempt(further));
    }
    return all;
  }

  private static List<Tries> open(List<Tries> all) {
    return all.stream().filter(Tries::worthAnother).toList();
  }

  private void attempt(List<Tries> open, Function<Tries, Optional<SpeechRequest>> next) {
    List<Tries> trying = new ArrayList<>();
    List<SpeechTask> asked = new ArrayList<>();
    for (Tries tries : open) {
      Optional<SpeechRequest> request = next.apply(tries);
      if (request.isPresent()) {
        SpeechTask task = tries.task();
        trying.add(tries);
        asked.add(new SpeechTask(request.get(), task.source(), task.uses()));
      }
    }
    List<SpeechOutcome> outcomes = speaker.speak(asked);
    judge(asked, outcomes, trying);
  }

  private void judge(List<SpeechTask> asked, List<SpeechOutcome> outcomes, List<Tries> trying) {
    List<Asked> spoken = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Spoken take) {
        spoken.add(new Asked(asked.get(i).request(), take.take()));
      }
    }
    Map<Asked, Verdict> verdicts;
    try {
      verdicts = judged.judge(spoken);
    } catch (IOException e) {
      if (spoken.size() > 1) {
        judgeEach(asked, outcomes, trying);
        return;
      }
      trying.forEach(tries -> tries.failed(unjudged(tries.task(), e)));
      return;
    }
    for (int i = 0; i < outcomes.size(); i++) {
      Tries tries = trying.get(i);
      if (outcomes.get(i) instanceof Spoken take) {
        SpeechRequest request = asked.get(i).request();
        tries.heard(take, verdicts.get(new Asked(request, take.take())), request.voice());
      } else {
        tries.failed((Unspoken) outcomes.get(i));
      }
    }
  }

  /** A take that cannot be read does not harm the others. */
  private void judgeEach(List<SpeechTask> asked, List<SpeechOutcome> outcomes, List<Tries> trying) {
    for (int i = 0; i < asked.size(); i++) {
      judge(asked.subList(i, i + 1), outcomes.subList(i, i + 1), trying.subList(i, i + 1));
    }
  }

  private static Unspoken unjudged(SpeechTask task, IOException cause) {
    return cause instanceof LostTakeException
        ? TakeSpeaker.failed(task, FailureCode.TAKE_LOST, cause.getMessage())
        : TakeSpeaker.storageFailed(task, "listened to", cause);
  }

  /** Makes two takes of a text and joins them; the whole is listened to like any other. */
  private void inParts(Tries tries) {
    SpeechRequest request = tries.task().request();
    OptionalInt border = ClauseSplit.of(request.text());
    Optional<List<SpeechRequest>> parts =
        border.isPresent() ? request.split(border.getAsInt()) : Optional.empty();
    if (parts.isEmpty()) {
      return;
    }
    SpeechTask task = tries.task();
    List<Tries> made =
        tries(
            parts.get().stream()
                .map(part -> new SpeechTask(part, task.source(), task.uses()))
                .toList());
    if (!made.stream().allMatch(Tries::good)) {
      return;
    }
    try {
      Spoken joined =
          new JoinedTakes(takes)
              .join(
                  task,
                  made.stream()
                      .map(part -> new Part(part.task().request().text(), part.best()))
                      .toList());
      judge(List.of(task), List.of(joined), List.of(tries));
    } catch (IOException e) {
      tries.failed(unjudged(task, e));
    }
  }

  private Optional<SpeechRequest> fallbackRequest(SpeechRequest request) {
    Voice voice = fallback.orElseThrow();
    String primary = Locale.forLanguageTag(request.language()).getLanguage();
    boolean other = !voice.equals(request.voice()) && voice.languages().contains(primary);
    return other
        ? Optional.of(
            SpeechRequest.of(
                request.words(),
                request.language(),
                voice,
                request.delivery(),
                request.context(),
                request.seed()))
        : Optional.empty();
  }

  private SpeechOutcome outcome(Tries tries) {
    Optional<SpeechOutcome> kept = tries.outcome();
    if (kept.isPresent() && (tries.usable() || settings.keepFlagged())) {
      return kept.get();
    }
    return kept.isEmpty() ? tries.failure() : refused(tries);
  }

  private static Unspoken refused(Tries tries) {
    return TakeSpeaker.failed(
        tries.task(),
        FailureCode.SYNTHESIS_FAILED,
        "all %d takes were refused; of the best: %s"
            .formatted(tries.count(), tries.verdict().describe()));
  }
}
