package io.rhapsode.workflows.serve.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.TakeMaker;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes takes for somebody to hear before they are in a work: the very ones that the next run
 * makes, in a store of their own, so that the run still makes them. One at a time; thread-safe.
 */
public final class AuditionDesk implements AutoCloseable {
  private static final String FOLDER = "auditions";

  private final TakeStore store;
  private final Map<NarrateSettings, Speakers> speakers = new HashMap<>();

  /** What makes the takes of one kind of settings. */
  private record Speakers(TakeMaker maker, Optional<Listener> listener) {}

  public AuditionDesk(JobFolders folders) {
    String work = requireNonNull(folders, "folders is null").work();
    this.store = new TakeStore(work + (work.endsWith("/") ? "" : "/") + FOLDER, new FlacCodec());
  }

  /** Where the takes are. */
  public TakeStore store() {
    return store;
  }

  /** The take of a request, or why there is none. */
  public synchronized SpeechOutcome make(NarrateSettings settings, SpeechRequest request)
      throws IOException {
    SpeechTask task =
        new SpeechTask(request, "the review page", List.of(new UtteranceId("audition", 0)));
    return speakers(settings).maker().make(List.of(task)).get(0);
  }

  private Speakers speakers(NarrateSettings settings) throws IOException {
    Speakers known = speakers.get(settings);
    if (known != null) {
      return known;
    }
    SpeechEngines engines = SpeechEngines.standard(settings.neuralRuntime());
    ListenSettings listen = Listeners.settled(settings.listen());
    Optional<Listener> listener =
        listen.mode() == QualityMode.OFF
            ? Optional.empty()
            : Optional.of(Listeners.open(listen, settings.neuralRuntime(), engines));
    TakeMaker maker =
        listener.isEmpty()
            ? new TakeMaker(store, engines, JobProgress.SILENT)
            : new TakeMaker(store, engines, listen, listener.get(), JobProgress.SILENT);
    speakers.put(settings, new Speakers(maker, listener));
    return speakers.get(settings);
  }

  @Override
  public synchronized void close() {
    for (Speakers each : speakers.values()) {
      each.maker().close();
      each.listener().ifPresent(AuditionDesk::close);
    }
    speakers.clear();
  }

  private static void close(Listener listener) {
    try {
      listener.close();
    } catch (Exception e) {
      throw new IllegalStateException("a listener cannot be closed", e);
    }
  }
}
