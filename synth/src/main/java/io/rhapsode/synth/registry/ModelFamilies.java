package io.rhapsode.synth.registry;

import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.family.kokoro.KokoroFamily;
import io.rhapsode.synth.family.piper.PiperFamily;
import io.rhapsode.synth.family.pocket.PocketFamily;
import io.rhapsode.synth.family.qwen.QwenFamily;
import io.rhapsode.synth.family.voxtral.VoxtralFamily;
import io.rhapsode.synth.listen.whisper.WhisperModels;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCheck;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.speaker.DVectorModels;
import java.util.ArrayList;
import java.util.List;

/**
 * The families of models that this program runs: the one list behind engines, checks of models,
 * making of voices and benchmarks.
 */
public final class ModelFamilies {
  /** Phonemes come from the draft voice. */
  private static final EspeakEngineFactory DRAFT = new EspeakEngineFactory();

  /** All of them; the first is that of models which do not say. */
  private static final List<ModelFamily> ALL =
      List.of(
          new PocketFamily(),
          new KokoroFamily(DRAFT::phonemizer),
          new PiperFamily(DRAFT::phonemizer),
          new QwenFamily(),
          new VoxtralFamily());

  private ModelFamilies() {}

  /** Every family. */
  public static List<ModelFamily> all() {
    return ALL;
  }

  /** What the model store asks of them, and of the models that do not speak. */
  public static ModelChecks checks() {
    List<ModelCheck> checks = new ArrayList<>(ALL);
    checks.add(new DVectorModels());
    checks.add(new WhisperModels());
    return new ModelChecks(checks);
  }

  /**
   * The family of an installed model.
   *
   * @throws ModelException if this program does not run it
   */
  public static ModelFamily of(InstalledModel model) throws ModelException {
    String id = model.record().family();
    return ALL.stream()
        .filter(family -> family.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "model %s is of the family '%s', which this program does not run"
                        .formatted(model.id(), id)));
  }
}
