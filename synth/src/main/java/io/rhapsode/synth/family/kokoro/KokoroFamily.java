package io.rhapsode.synth.family.kokoro;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.onnx.OnnxRuntimeVersion;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.family.onnx.OnnxVoiceFamily;
import io.rhapsode.synth.family.onnx.OnnxVoiceModel;
import io.rhapsode.synth.model.InstalledModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kokoro: preset voices, and blends of them such as "af_bella:0.6+bf_emma:0.4". */
public final class KokoroFamily implements OnnxVoiceFamily {
  private static final String ID = "kokoro";

  /** Changes whenever the same voice and text would sound different. */
  private static final String VERSION = "1";

  /**
   * Longer sentences are spoken hurriedly (over 400 symbols, of about one a letter); shorter limits
   * would cut sentences that need not be.
   */
  private static final int MAXIMUM_CHARACTERS = 350;

  private final Phonemizer.Source phonemizer;

  /**
   * @param phonemizer opened when a model is loaded
   */
  public KokoroFamily(Phonemizer.Source phonemizer) {
    this.phonemizer = requireNonNull(phonemizer, "phonemizer is null");
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    KokoroFolder model = KokoroFolder.open(folder);
    KokoroGraph.open(model.graph(), OnnxDevice.PROCESSOR).close();
    List<String> names = new ArrayList<>();
    names.add(model.graph().getFileName().toString());
    for (String voice : model.voices()) {
      StyleTable.read(model.voice(voice));
      names.add(model.voice(voice).getFileName().toString());
    }
    return names;
  }

  @Override
  public List<Voice> voices(InstalledModel model) throws IOException {
    List<Voice> voices = new ArrayList<>();
    for (String name : KokoroFolder.open(model.folder()).voices()) {
      voice(model, name).ifPresent(voices::add);
    }
    return voices;
  }

  @Override
  public Optional<Voice> voice(InstalledModel model, String name) throws IOException {
    Optional<KokoroBlend> blend = KokoroBlend.parse(name);
    if (blend.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = KokoroFolder.open(model.folder()).voices();
    if (!blend.get().parts().stream().allMatch(part -> known.contains(part.voice()))) {
      return Optional.empty();
    }
    return blend
        .get()
        .language()
        .map(
            language ->
                new Voice(
                    name,
                    ID,
                    VERSION + "+onnxruntime." + OnnxRuntimeVersion.get(),
                    fingerprint(model, blend.get()),
                    language.tag(),
                    List.of(language.primary()),
                    Map.of(MODEL, model.id()),
                    MAXIMUM_CHARACTERS,
                    EnumSet.of(RequestPart.PRONUNCIATION, RequestPart.PACE)));
  }

  @Override
  public OnnxVoiceModel load(InstalledModel model, OnnxDevice device) throws IOException {
    KokoroFolder folder = KokoroFolder.open(model.folder());
    KokoroText text = new KokoroText(phonemizer.open(), KokoroAlphabet.published());
    return new KokoroModel(folder, KokoroGraph.open(folder.graph(), device), text);
  }

  /** Of the graph, and of the tables with their shares. */
  private static String fingerprint(InstalledModel model, KokoroBlend blend) {
    StringBuilder all = new StringBuilder();
    model
        .record()
        .files()
        .forEach(
            (name, file) -> {
              if (!name.endsWith(".bin")) {
                all.append(name).append(' ').append(file.sha256()).append('\n');
              }
            });
    for (KokoroBlend.Part part : blend.parts()) {
      InstalledModel.File table = model.record().files().get(part.voice() + ".bin");
      all.append(part.share()).append(' ').append(table.sha256()).append('\n');
    }
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
