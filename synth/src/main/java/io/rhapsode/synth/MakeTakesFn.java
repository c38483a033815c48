package io.rhapsode.synth;

import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.registry.Listeners;
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
  private final JobAddress job;
  private final ListeningCounters counters = new ListeningCounters();
  private transient Listener listener;
  private transient TakeMaker maker;

  MakeTakesFn(TakeStore takes, NeuralRuntime runtime, ListenSettings listen, JobAddress job) {
    this.listen = listen;
    this.runtime = runtime;
    this.takes = takes;
    this.job = job;
  }

  @Setup
  public void openMaker() throws IOException {
    SpeechEngines engines = SpeechEngines.standard(runtime);
    TakesUnderWay underWay = TakesUnderWay.of(job);
    if (listen.mode() == QualityMode.OFF) {
      maker = new TakeMaker(takes, engines, job.progress(), underWay);
      return;
    }
    listener = Listeners.open(listen, runtime, engines);
    maker = new TakeMaker(takes, engines, listen, listener, job.progress(), underWay);
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
