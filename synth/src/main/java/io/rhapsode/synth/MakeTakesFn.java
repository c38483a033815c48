package io.rhapsode.synth;

import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.compute.NeuralRuntime;
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
  private final JobAddress job;
  private transient TakeMaker maker;

  MakeTakesFn(TakeStore takes, NeuralRuntime runtime, JobAddress job) {
    this.runtime = runtime;
    this.takes = takes;
    this.job = job;
  }

  @Setup
  public void openMaker() throws IOException {
    maker =
        new TakeMaker(
            takes, SpeechEngines.standard(runtime), job.progress(), TakesUnderWay.of(job));
  }

  @ProcessElement
  public void makeTakes(
      @Element KV<String, Iterable<SpeechTask>> batch, OutputReceiver<SpeechOutcome> outcomes) {
    List<SpeechTask> tasks = new ArrayList<>();
    batch.getValue().forEach(tasks::add);
    maker.make(tasks).forEach(outcomes::output);
  }

  @Teardown
  public void closeMaker() {
    if (maker != null) {
      maker.close();
      maker = null;
    }
  }
}
