package io.rhapsode.workflows.run;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.dub.DubStages;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;

/** Makes the concrete stages of a job, and knows the voices they speak with. */
public interface StageFactory {
  /**
   * @param runtime where and how neural voices compute, and with which files
   * @param voices every voice of the job
   */
  NarrationStages stages(
      NarrateSettings settings,
      NeuralRuntime runtime,
      JobFolders folders,
      JobVoices voices,
      JobAddress job);

  /**
   * @param dub what is made of films
   * @param runtime where and how neural voices compute, and with which files
   * @param voices every voice of the job
   */
  DubStages dubStages(
      NarrateSettings settings,
      DubSettings dub,
      NeuralRuntime runtime,
      JobFolders folders,
      JobVoices voices,
      JobAddress job);

  /** The voices to choose from, as they sound under these settings. */
  VoiceTable voices(NarrateSettings settings);
}
