package io.rhapsode.synth;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.registry.SpeechEngines;
import java.util.List;
import java.util.Optional;

/**
 * Makes the takes of a batch of tasks: what the store has is used, the rest is spoken and stored,
 * and where somebody listens, what is refused is made again. A task that cannot be done is an
 * outcome and does not harm the others. Holds the engines that it has used until it is closed; used
 * by one thread at a time.
 */
public final class TakeMaker implements AutoCloseable {
  private final TakeSpeaker speaker;
  private final Optional<Retakes> retakes;
  private final JobProgress progress;

  /** Takes that nobody listens to. */
  public TakeMaker(TakeStore takes, SpeechEngines engines, JobProgress progress) {
    this(takes, engines, progress, TakesUnderWay.none());
  }

  TakeMaker(TakeStore takes, SpeechEngines engines, JobProgress progress, TakesUnderWay underWay) {
    this.speaker = new TakeSpeaker(takes, engines, progress, underWay);
    this.retakes = Optional.empty();
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * Takes that are listened to.
   *
   * @param listener stays the caller's
   */
  public TakeMaker(
      TakeStore takes,
      SpeechEngines engines,
      ListenSettings settings,
      Listener listener,
      JobProgress progress) {
    this(takes, engines, settings, listener, progress, TakesUnderWay.none());
  }

  TakeMaker(
      TakeStore takes,
      SpeechEngines engines,
      ListenSettings settings,
      Listener listener,
      JobProgress progress,
      TakesUnderWay underWay) {
    this.speaker = new TakeSpeaker(takes, engines, progress, underWay);
    this.retakes =
        Optional.of(
            new Retakes(
                settings,
                speaker,
                new JudgedTakes(takes, listener),
                takes,
                fallback(settings, engines)));
    this.progress = requireNonNull(progress, "progress is null");
  }

  private static Optional<Voice> fallback(ListenSettings settings, SpeechEngines engines) {
    return settings.fallbackVoice().isEmpty()
        ? Optional.empty()
        : engines.voice(settings.fallbackVoice());
  }

  /**
   * @param tasks for any voices and engines
   * @return one outcome for each task, in their order
   */
  public List<SpeechOutcome> make(List<SpeechTask> tasks) {
    List<SpeechOutcome> outcomes =
        retakes.map(again -> again.make(tasks)).orElseGet(() -> speaker.speak(tasks));
    outcomes.forEach(this::report);
    return outcomes;
  }

  /** Gives the engines back. */
  @Override
  public void close() {
    speaker.close();
  }

  /** One utterance was made, the task's others reuse its take. */
  private void report(SpeechOutcome outcome) {
    int uses = outcome.uses().size();
    if (!(outcome instanceof Spoken spoken)) {
      progress.spoken(uses, 0, false);
      return;
    }
    double seconds = (double) spoken.take().samples() / spoken.take().sampleRateHz();
    int made = spoken.reused() ? 0 : 1;
    if (made > 0) {
      progress.spoken(made, seconds, false);
    }
    if (uses > made) {
      progress.spoken(uses - made, (uses - made) * seconds, true);
    }
  }
}
