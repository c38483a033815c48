package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job needs of every worker.
 *
 * @param program {@link ProgramFingerprint} of who submits the job
 * @param libraries file names of the jars that every worker has, natives among them
 * @param probes files that are on shared storage, each with its content; beside each of them
 *     workers may write
 * @param sources the documents, with their sizes in bytes
 * @param models ids of the models that speak or listen, each with the {@link
 *     CarriedFiles#fingerprint} of its files
 * @param voices the voices that speak
 * @param runtime where and how neural voices compute, and with which files
 */
public record WorkerQuestion(
    String program,
    List<String> libraries,
    Map<String, String> probes,
    Map<String, Long> sources,
    Map<String, String> models,
    List<Voice> voices,
    NeuralRuntime runtime) {
  public WorkerQuestion {
    requireNonNull(program, "program is null");
    libraries = List.copyOf(libraries);
    probes = Map.copyOf(probes);
    sources = Map.copyOf(sources);
    models = Map.copyOf(models);
    voices = List.copyOf(voices);
    requireNonNull(runtime, "runtime is null");
  }

  /**
   * The needs of a job that is submitted by this process, but for its models.
   *
   * @throws IOException when this program or a source cannot be read
   */
  public static WorkerQuestion of(
      Map<String, String> probes, List<Path> sources, List<Voice> voices, NeuralRuntime runtime)
      throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (Path source : sources) {
      sizes.put(source.toAbsolutePath().toString(), Files.size(source));
    }
    return new WorkerQuestion(
        ProgramFingerprint.ofThisProcess(),
        ProgramFingerprint.libraries(),
        probes,
        sizes,
        Map.of(),
        voices,
        runtime);
  }

  /** The same with the models and voices that speak, and the files they have. */
  WorkerQuestion speaking(Map<String, String> models, List<Voice> voices, NeuralRuntime runtime) {
    return new WorkerQuestion(program, libraries, probes, sources, models, voices, runtime);
  }
}
