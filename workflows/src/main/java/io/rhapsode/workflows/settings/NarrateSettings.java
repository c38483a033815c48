package io.rhapsode.workflows.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static io.rhapsode.pipeline.settings.InvalidSettingException.requireText;
import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.workflows.cluster.FlinkAddress;
import java.util.Optional;

/**
 * Everything that decides a narration or a dub besides what is narrated or dubbed; {@code
 * conf/narrate.yaml} has the same keys with the same values as {@link #DEFAULTS}.
 *
 * @param voice name of the voice of everything that names no other; {@code auto} is the best there
 *     is for each language
 * @param language BCP 47 tag of every document, or empty to go by what each document says
 * @param seed seed of all randomness; another number gives another reading by neural voices
 * @param run how the graph is run
 * @param synthesis where and how neural voices compute
 * @param listen how takes are listened to
 * @param work the work folder
 * @param read how documents are read
 * @param audio what is made
 * @param dub what is made of films
 */
public record NarrateSettings(
    String voice,
    String language,
    long seed,
    RunSettings run,
    SynthesisSettings synthesis,
    ListenSettings listen,
    WorkSettings work,
    IngestSettings read,
    AudioSettings audio,
    DubbingSettings dub) {
  /** What holds where no file and no flag says otherwise. */
  public static final NarrateSettings DEFAULTS =
      new NarrateSettings(
          JobVoices.AUTO,
          "",
          0,
          RunSettings.DEFAULTS,
          SynthesisSettings.DEFAULTS,
          ListenSettings.DEFAULTS,
          WorkSettings.DEFAULTS,
          IngestSettings.DEFAULTS,
          AudioSettings.DEFAULTS,
          DubbingSettings.DEFAULTS);

  public NarrateSettings {
    requireText("voice", voice);
    requireNonNull(run, "run is null");
    requireNonNull(synthesis, "synthesis is null");
    requireNonNull(listen, "listen is null");
    requireNonNull(work, "work is null");
    requireNonNull(read, "read is null");
    requireNonNull(audio, "audio is null");
    requireNonNull(dub, "dub is null");
    if (!language.matches("|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
      throw new InvalidSettingException(
          "language", "is '%s', not a BCP 47 tag such as en or pt-BR".formatted(language));
    }
  }

  /** What the speaking stage takes. */
  public NeuralRuntime neuralRuntime() {
    return new NeuralRuntime(synthesis, run.batchUtterances());
  }

  /** What runs the graph. */
  public enum Runner {
    /** In this process, thread by thread. */
    DIRECT,
    /** On a Flink cluster: the one of {@link FlinkSettings}, or one inside this process. */
    FLINK
  }

  /**
   * How the graph is run. None of it changes a byte of the audio.
   *
   * @param jobs how much is done at once, 0 to 256; 0 is one job for each book, up to one for each
   *     processor
   * @param batchUtterances utterances that a neural voice speaks at once, 1 to 256
   * @param flink which cluster {@link Runner#FLINK} runs on
   */
  public record RunSettings(Runner runner, int jobs, int batchUtterances, FlinkSettings flink) {
    private static final int BATCHES_HANDED = 4;

    static final RunSettings DEFAULTS =
        new RunSettings(Runner.DIRECT, 0, 16, FlinkSettings.DEFAULTS);

    public RunSettings {
      requireNonNull(runner, "runner is null");
      requireNonNull(flink, "flink is null");
      requireRange("jobs", jobs, 0, 256);
      requireRange("batchUtterances", batchUtterances, 1, 256);
    }

    /** Utterances handed to an engine at once, so that it has the next one for a free place. */
    public int handedUtterances() {
      return BATCHES_HANDED * batchUtterances;
    }

    /** The cluster to run on, if it is not inside this process. */
    public Optional<FlinkAddress> cluster() {
      return runner == Runner.FLINK ? flink.cluster() : Optional.empty();
    }

    /**
     * The number of jobs in this process, with 0 resolved. The direct runner keeps an idle worker
     * busy with looking for work, and engines make use of the processors for one worker too, so
     * more jobs than books cost much and bring little.
     *
     * @param documents how many books are narrated, from 1
     */
    public int parallelism(int documents) {
      return jobs == 0 ? Math.min(Runtime.getRuntime().availableProcessors(), documents) : jobs;
    }
  }

  /**
   * A Flink cluster that is already there.
   *
   * @param address {@code HOST:PORT} of its job manager; empty for a cluster inside this process
   * @param parallelism slots that a job takes, 0 to 4096; 0 is all that are free
   */
  public record FlinkSettings(String address, int parallelism) {
    static final FlinkSettings DEFAULTS = new FlinkSettings("", 0);

    public FlinkSettings {
      requireRange("parallelism", parallelism, 0, 4_096);
      if (!address.isEmpty()) {
        try {
          FlinkAddress.parse(address);
        } catch (IllegalArgumentException e) {
          throw new InvalidSettingException("address", e.getMessage());
        }
      }
    }

    /** The cluster's address, unless it is inside this process. */
    public Optional<FlinkAddress> cluster() {
      return address.isEmpty() ? Optional.empty() : Optional.of(FlinkAddress.parse(address));
    }
  }

  /**
   * Where plans and takes are kept between runs.
   *
   * @param folder path
   * @param limitMegabytes the takes used least recently are removed beyond this size, in MB of 10^6
   *     bytes; 0 is no limit
   */
  public record WorkSettings(String folder, long limitMegabytes) {
    static final WorkSettings DEFAULTS = new WorkSettings(".rhapsode", 0);

    public WorkSettings {
      requireText("folder", folder);
      requireRange("limitMegabytes", limitMegabytes, 0, 1_000_000_000L);
    }
  }
}
