package io.rhapsode.workflows.cluster;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.RuntimeFiles;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a worker finds wrong with itself, asked what a job needs of it. */
final class WorkerExamination {
  private static final int SHOWN = 3;

  private final WorkerQuestion question;
  private final List<String> problems = new ArrayList<>();

  /** Ids of models. */
  private final Set<String> unusable = new HashSet<>();

  private WorkerExamination(WorkerQuestion question) {
    this.question = question;
  }

  /** One line for each thing that is wrong; none when the worker can do the job. */
  static List<String> problems(WorkerQuestion question) {
    WorkerExamination examination = new WorkerExamination(question);
    examination.examineProgram();
    examination.examineLibraries();
    question.probes().forEach(examination::examineProbe);
    examination.examineSources();
    examination.examineModels();
    for (Voice voice : question.voices()) {
      examination.examineVoice(voice);
    }
    examination.examineDevice();
    return List.copyOf(examination.problems);
  }

  private void examineProgram() {
    try {
      if (!ProgramFingerprint.ofThisProcess().equals(question.program())) {
        problems.add(
            "its Rhapsode is another; fill its folder again with `rhapsode cluster pack` of the one"
                + " that submits, and start it again");
      }
    } catch (IOException e) {
      problems.add("its Rhapsode cannot be read: " + e.getMessage());
    }
  }

  private void examineLibraries() {
    Set<String> here =
        Arrays.stream(
                System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
            .map(path -> path.substring(path.lastIndexOf(File.separatorChar) + 1))
            .collect(Collectors.toSet());
    List<String> missing =
        question.libraries().stream().filter(name -> !here.contains(name)).toList();
    if (!missing.isEmpty()) {
      problems.add("it lacks " + shortened(missing));
    }
  }

  private void examineProbe(String file, String content) {
    Path probe = Path.of(file);
    Path folder = probe.getParent();
    try {
      if (!Files.exists(probe) || !Files.readString(probe).equals(content)) {
        problems.add(
            "it does not see what is written in %s; mount the same storage there"
                .formatted(folder));
        return;
      }
      Path own = probe.resolveSibling(probe.getFileName() + "." + UUID.randomUUID());
      Files.writeString(own, content);
      Files.delete(own);
    } catch (IOException e) {
      problems.add("it cannot write in %s (%s)".formatted(folder, e));
    }
  }

  private void examineSources() {
    List<String> unseen = new ArrayList<>();
    for (Map.Entry<String, Long> source : question.sources().entrySet()) {
      File file = new File(source.getKey());
      if (!file.canRead() || file.length() != source.getValue()) {
        unseen.add(source.getKey());
      }
    }
    if (!unseen.isEmpty()) {
      problems.add(
          "it cannot read %s; have documents on storage that all machines see"
              .formatted(shortened(unseen)));
    }
  }

  private void examineModels() {
    ModelStore store = RuntimeFiles.models(question.runtime());
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      try {
        Optional<InstalledModel> here = store.find(model.getKey());
        if (here.isEmpty()) {
          problems.add("it has no model %s".formatted(model.getKey()));
          unusable.add(model.getKey());
        } else if (!CarriedFiles.fingerprint(here.get()).equals(model.getValue())) {
          problems.add("its model %s is not the one here".formatted(model.getKey()));
          unusable.add(model.getKey());
        }
      } catch (IOException | ModelException e) {
        problems.add("its model %s cannot be used: %s".formatted(model.getKey(), e.getMessage()));
        unusable.add(model.getKey());
      }
    }
  }

  /** Nothing is said of voices whose model has been told of. */
  private void examineVoice(Voice voice) {
    if (unusable.contains(voice.parameters().getOrDefault(FrameVoices.MODEL, ""))) {
      return;
    }
    List<Voice> here;
    try {
      here = SpeechEngines.standard(question.runtime()).realisations(voice.name());
    } catch (RuntimeException | LinkageError e) {
      problems.add("its voice %s cannot be used: %s".formatted(voice.name(), e.getMessage()));
      return;
    }
    if (here.isEmpty()) {
      problems.add(
          "it has no voice %s; share RHAPSODE_HOME, or install the model there"
              .formatted(voice.name()));
    } else if (!here.contains(voice)) {
      problems.add(
          "its voice %s is not the one here; share RHAPSODE_HOME, or install the same model there"
              .formatted(voice.name()));
    }
  }

  private void examineDevice() {
    SpeechEngines engines = SpeechEngines.standard(question.runtime());
    if (question.voices().stream().noneMatch(voice -> engines.usesDevice(voice.engine()))) {
      return;
    }
    try {
      question.runtime().requireDevice();
    } catch (RuntimeException | LinkageError e) {
      problems.add("neural voices cannot compute on it: " + e.getMessage());
    }
  }

  private static String shortened(List<String> names) {
    String shown = names.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? "%s and %d more".formatted(shown, names.size() - SHOWN) : shown;
  }
}
