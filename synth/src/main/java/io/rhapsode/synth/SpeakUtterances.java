package io.rhapsode.synth;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.registry.SpeechEngines;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Makes the takes of batches of tasks with the {@link SpeechEngines#standard(NeuralRuntime)
 * standard engines}, which every process that works on the job opens in the same way. Every task
 * gives exactly one outcome; a task that cannot be spoken gives {@link SpeechOutcome.Unspoken} and
 * no exception. Takes are stored before their outcome is emitted, and a batch that a runner repeats
 * finds them there, so repeating costs nothing but the look-up. The order of outcomes is not
 * defined.
 */
public final class SpeakUtterances
    extends PTransform<PCollection<KV<String, Iterable<SpeechTask>>>, PCollection<SpeechOutcome>> {
  private static final long serialVersionUID = 1L;

  private final TakeStore takes;
  private final NeuralRuntime runtime;
  private final ListenSettings listen;
  private final JobAddress job;

  /**
   * Computes neural voices by default, and listens for faults of the sound.
   *
   * @param takes where takes are looked up and kept
   * @param job the job whose {@link io.rhapsode.pipeline.progress.JobProgress} is told
   */
  public SpeakUtterances(TakeStore takes, JobAddress job) {
    this(takes, NeuralRuntime.STANDARD, ListenSettings.DEFAULTS.with(QualityMode.SIGNAL), job);
  }

  /**
   * @param takes where takes are looked up and kept
   * @param runtime where and how neural voices compute
   * @param listen how takes are listened to
   * @param job the job whose {@link io.rhapsode.pipeline.progress.JobProgress} is told
   */
  public SpeakUtterances(
      TakeStore takes, NeuralRuntime runtime, ListenSettings listen, JobAddress job) {
    this.listen = requireNonNull(listen, "listen is null");
    this.runtime = requireNonNull(runtime, "runtime is null");
    this.takes = requireNonNull(takes, "takes is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<SpeechOutcome> expand(PCollection<KV<String, Iterable<SpeechTask>>> batches) {
    return batches
        .apply("MakeTakes", ParDo.of(new MakeTakesFn(takes, runtime, listen, job)))
        .setCoder(JsonCoder.of(SpeechOutcome.class));
  }
}
