package io.rhapsode.workflows.serve;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.dub.DubStages;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.workflows.StandardStages;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The stages of the product, for which narrations wait when they have begun.
 *
 * @param begun is counted down by a job that waits
 * @param goOn what it waits for, for a minute at most
 */
record HeldStages(CountDownLatch begun, CountDownLatch goOn) implements StageFactory {
  private static final StageFactory OWN = new StandardStages();

  HeldStages() {
    this(new CountDownLatch(1), new CountDownLatch(1));
  }

  @Override
  public NarrationStages stages(
      NarrateSettings settings,
      NeuralRuntime runtime,
      JobFolders folders,
      JobVoices voices,
      JobAddress job) {
    begun.countDown();
    try {
      if (!goOn.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nobody lets the job go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return OWN.stages(settings, runtime, folders, voices, job);
  }

  @Override
  public DubStages dubStages(
      NarrateSettings settings,
      DubSettings dub,
      NeuralRuntime runtime,
      JobFolders folders,
      JobVoices voices,
      JobAddress job) {
    return OWN.dubStages(settings, dub, runtime, folders, voices, job);
  }

  @Override
  public VoiceTable voices(NarrateSettings settings) {
    return OWN.voices(settings);
  }
}
