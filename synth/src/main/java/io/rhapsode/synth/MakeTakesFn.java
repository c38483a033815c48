package io.rhapsode.synth;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Hands each batch to a {@link TakeMaker}. */
final class MakeTakesFn extends DoFn<KV<String, Iterable<SpeechTask>>, SpeechOutcome> {
  private static final long serialVersionUID = 1L;

  private final TakeStore takes;
  private final NeuralRuntime runtime;
  private final ListenSettings listen;
  private final String jobId;
  private transient Listener listener;
  private transient TakeMaker maker;
  private final ListeningCounters counters = new ListeningCounters();

  MakeTakesFn(TakeStore takes, NeuralRuntime runtime, ListenSettings listen, String jobId) {
    this.listen = listen;
    this.runtime = runtime;
    this.takes = takes;
    this.jobId = jobId;
  }

  @Setup
  public void openMaker() throws IOException {
    SpeechEngines engines = SpeechEngines.standard(runtime);
    JobProgress progress = JobProgress.of(jobId);
    if (listen.mode() == QualityMode.OFF) {
      maker = new TakeMaker(takes, engines, progress);
      return;
    }
    listener = Listener.ofSignal();
    maker = new TakeMaker(takes, engines, listen, listener, progress);
  }

  @ProcessElement
  public void makeTakes(
      @Element KV<String, Iterable<SpeechTask>> batch, OutputReceiver<SpeechOutcome> outcomes) {
    List<SpeechTask> tasks = new ArrayList<>();
    batch.getValue().forEach(tasks::add);
    for (SpeechOutcome outcome : maker.make(tasks)) {
      counters.count(outcome);
      outcomes.output(outcome);
    }
  }

  @Teardown
  public void closeMaker() {
    if (maker != null) {
      maker.close();
      maker = null;
    }
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }
}
