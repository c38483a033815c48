package io.rhapsode.synth.family.piper;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.onnx.OnnxRuntimeVersion;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.family.onnx.GraphFile;
import io.rhapsode.synth.family.onnx.OnnxVoiceFamily;
import io.rhapsode.synth.family.onnx.OnnxVoiceModel;
import io.rhapsode.synth.model.InstalledModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Piper: one voice a model, called as its file, with NAME:SPEAKER for another of its speakers than
 * the first.
 */
public final class PiperFamily implements OnnxVoiceFamily {
  /** Key of a voice's parameters: number of the speaker. */
  static final String SPEAKER = "speaker";

  private static final String ID = "piper";
  private static final String SETTINGS_SUFFIX = ".json";
  private static final String CARD = "MODEL_CARD";

  /** Changes whenever the same voice, text and seed would sound different. */
  private static final String VERSION = "1";

  private static final int MAXIMUM_CHARACTERS = 500;

  private final Phonemizer.Source phonemizer;

  /**
   * @param phonemizer opened when a model is loaded
   */
  public PiperFamily(Phonemizer.Source phonemizer) {
    this.phonemizer = requireNonNull(phonemizer, "phonemizer is null");
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    Path graph = GraphFile.in(folder);
    PiperSettings settings = PiperSettings.read(settingsOf(graph));
    try (PiperGraph opened = PiperGraph.open(graph, OnnxDevice.PROCESSOR)) {
      if (settings.speakerCount() > 1 && !opened.hasSpeakers()) {
        throw new IOException(
            "%s: the settings name %d speakers, the graph has one: they are of two voices"
                .formatted(graph, settings.speakerCount()));
      }
    }
    List<String> names = new ArrayList<>();
    names.add(graph.getFileName().toString());
    names.add(settingsOf(graph).getFileName().toString());
    if (Files.isRegularFile(folder.resolve(CARD))) {
      names.add(CARD);
    }
    return names;
  }

  @Override
  public List<Voice> voices(InstalledModel model) throws IOException {
    Path graph = GraphFile.in(model.folder());
    return List.of(describe(model, nameOf(graph), PiperSettings.read(settingsOf(graph)), 0));
  }

  @Override
  public Optional<Voice> voice(InstalledModel model, String name) throws IOException {
    Path graph = GraphFile.in(model.folder());
    int colon = name.indexOf(':');
    if (!(colon < 0 ? name : name.substring(0, colon)).equals(nameOf(graph))) {
      return Optional.empty();
    }
    PiperSettings settings = PiperSettings.read(settingsOf(graph));
    int speaker = colon < 0 ? 0 : speaker(settings, name.substring(colon + 1), nameOf(graph));
    return Optional.of(describe(model, name, settings, speaker));
  }

  @Override
  public OnnxVoiceModel load(InstalledModel model, OnnxDevice device) throws IOException {
    Path graph = GraphFile.in(model.folder());
    PiperSettings settings = PiperSettings.read(settingsOf(graph));
    PiperText text = new PiperText(phonemizer.open(), settings);
    return new PiperModel(settings, PiperGraph.open(graph, device), text);
  }

  private static int speaker(PiperSettings settings, String named, String voice)
      throws IOException {
    Integer byName = settings.speakers().get(named);
    if (byName != null) {
      return byName;
    }
    if (named.matches("\\d{1,6}") && Integer.parseInt(named) < settings.speakerCount()) {
      return Integer.parseInt(named);
    }
    throw new IOException(
        "voice '%s' has no speaker '%s': it has the numbers 0 to %d%s"
            .formatted(
                voice,
                named,
                settings.speakerCount() - 1,
                settings.speakers().isEmpty()
                    ? ""
                    : " and the names "
                        + String.join(
                            ", ", settings.speakers().keySet().stream().sorted().limit(10).toList())
                        + (settings.speakers().size() > 10 ? ", ..." : "")));
  }

  private static Voice describe(
      InstalledModel model, String name, PiperSettings settings, int speaker) {
    StringBuilder files = new StringBuilder();
    model
        .record()
        .files()
        .forEach(
            (file, content) -> {
              if (!file.equals(CARD)) {
                files.append(file).append(' ').append(content.sha256()).append('\n');
              }
            });
    return new Voice(
        name,
        ID,
        VERSION + "+onnxruntime." + OnnxRuntimeVersion.get(),
        Sha256.hex(files.toString().getBytes(StandardCharsets.UTF_8)),
        settings.language(),
        settings.languages(),
        Map.of(MODEL, model.id(), SPEAKER, Integer.toString(speaker)),
        MAXIMUM_CHARACTERS,
        EnumSet.of(RequestPart.PRONUNCIATION, RequestPart.PACE, RequestPart.SEED));
  }

  private static Path settingsOf(Path graph) {
    return graph.resolveSibling(graph.getFileName() + SETTINGS_SUFFIX);
  }

  private static String nameOf(Path graph) {
    String file = graph.getFileName().toString();
    return file.substring(0, file.length() - ".onnx".length());
  }
}
