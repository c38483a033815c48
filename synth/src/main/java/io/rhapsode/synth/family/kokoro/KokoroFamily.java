package io.rhapsode.synth.family.kokoro;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.onnx.OnnxRuntimeVersion;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.family.onnx.OnnxVoiceFamily;
import io.rhapsode.synth.family.onnx.OnnxVoiceModel;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Kokoro: preset voices, and blends of them such as "af_bella:0.6+bf_emma:0.4". */
public final class KokoroFamily implements OnnxVoiceFamily {
  private static final String ID = "kokoro";

  /** Changes whenever the same voice and text would sound different. */
  private static final String VERSION = "2";

  /**
   * Longer sentences are spoken hurriedly (over 400 symbols, of about one a letter); shorter limits
   * would cut sentences that need not be.
   */
  private static final int MAXIMUM_CHARACTERS = 350;

  private static final Pattern VOICE = Pattern.compile("[a-z]{2}_[a-z0-9]+");

  private final Phonemizer.Source phonemizer;
  private final Optional<ImportedStyles> imported;

  /**
   * @param phonemizer opened when a model is loaded
   */
  public KokoroFamily(Phonemizer.Source phonemizer) {
    this(phonemizer, Optional.empty());
  }

  private KokoroFamily(Phonemizer.Source phonemizer, Optional<ImportedStyles> imported) {
    this.phonemizer = requireNonNull(phonemizer, "phonemizer is null");
    this.imported = imported;
  }

  @Override
  public EngineFactory engine(ModelStore models, VoiceFolder voices, NeuralRuntime runtime) {
    return imported.isPresent()
        ? OnnxVoiceFamily.super.engine(models, voices, runtime)
        : new KokoroFamily(phonemizer, Optional.of(new ImportedStyles(voices)))
            .engine(models, voices, runtime);
  }

  @Override
  public Optional<Conditioning> readVoice(Path file, String name)
      throws IOException, VoiceException {
    Optional<StyleTable> table = StyleTable.readAny(file);
    boolean named = VOICE.matcher(name).matches() && KokoroLanguage.ofVoice(name).isPresent();
    if (table.isPresent() && !named) {
      throw new VoiceException(
          "'%s' does not say what the voice speaks: call it as Kokoro's own are, such as af_ada; the first letter is a for en-US, b en-GB, e Spanish, f French, h Hindi, i Italian, p pt-BR"
              .formatted(name));
    }
    return table.map(StyleTable::conditioning);
  }

  @Override
  public Optional<VoiceProfile.Model> voiceIdentity(InstalledModel model) throws IOException {
    String graph = KokoroFolder.open(model.folder()).graph().getFileName().toString();
    String weights = model.record().files().get(graph).sha256();
    return Optional.of(new VoiceProfile.Model(model.id(), weights, weights));
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
    for (String name : names(model)) {
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
    List<String> known = names(model);
    if (!blend.get().parts().stream().allMatch(part -> known.contains(part.voice()))) {
      return Optional.empty();
    }
    Optional<KokoroLanguage> spoken = blend.get().language();
    String fingerprint = fingerprint(model, blend.get());
    return spoken.map(
        language ->
            new Voice(
                name,
                ID,
                VERSION + "+onnxruntime." + OnnxRuntimeVersion.get(),
                fingerprint,
                language.tag(),
                List.of(language.primary()),
                Map.of(MODEL, model.id()),
                MAXIMUM_CHARACTERS,
                EnumSet.of(RequestPart.PRONUNCIATION, RequestPart.PACE)));
  }

  @Override
  public OnnxVoiceModel load(InstalledModel model, OnnxDevice device) throws IOException {
    KokoroFolder folder = KokoroFolder.open(model.folder());
    KokoroText text = new KokoroText(phonemizer.open(), KokoroAlphabet.corrected());
    return new KokoroModel(folder, imported, KokoroGraph.open(folder.graph(), device), text);
  }

  /** The model's own voices, then those imported; a name of both is the model's. */
  private List<String> names(InstalledModel model) throws IOException {
    Set<String> names = new LinkedHashSet<>(KokoroFolder.open(model.folder()).voices());
    if (imported.isPresent()) {
      names.addAll(imported.get().names());
    }
    return List.copyOf(names);
  }

  /** Of the graph, and of the tables with their shares. */
  private String fingerprint(InstalledModel model, KokoroBlend blend) throws IOException {
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
      InstalledModel.File own = model.record().files().get(part.voice() + ".bin");
      String table =
          own != null
              ? own.sha256()
              : imported.orElseThrow().fingerprint(part.voice()).orElseThrow();
      all.append(part.share()).append(' ').append(table).append('\n');
    }
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
