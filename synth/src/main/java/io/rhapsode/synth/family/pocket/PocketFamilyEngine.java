package io.rhapsode.synth.family.pocket;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All installed models of the family behind one engine: each is loaded when a voice of it first
 * speaks and kept until the engine is closed. Used by one thread at a time.
 */
final class PocketFamilyEngine implements SpeechEngine {
  private final ModelStore models;
  private final PocketVoiceTable voices;
  private final TorchDevice device;
  private final NeuralRuntime runtime;
  private final Map<String, PocketEngine> engines = new TreeMap<>();

  PocketFamilyEngine(
      ModelStore models, PocketVoiceTable voices, TorchDevice device, NeuralRuntime runtime) {
    this.models = models;
    this.voices = voices;
    this.device = device;
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return PocketEngineFactory.ID;
  }

  @Override
  public List<Voice> voices() {
    try {
      return voices.voices();
    } catch (IOException e) {
      throw new IllegalStateException("the voices cannot be listed: " + e.getMessage(), e);
    }
  }

  @Override
  public int preferredBatch() {
    return PocketEngine.preferredBatch(runtime.slots());
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    Map<String, List<Integer>> placesByModel = new TreeMap<>();
    for (int place = 0; place < batch.size(); place++) {
      String model = batch.get(place).voice().parameters().getOrDefault(PocketVoiceTable.MODEL, "");
      placesByModel.computeIfAbsent(model, id -> new ArrayList<>()).add(place);
    }
    SpeechResult[] results = new SpeechResult[batch.size()];
    placesByModel.forEach(
        (model, places) -> {
          List<SpeechResult> spoken = speak(model, places.stream().map(batch::get).toList());
          for (int i = 0; i < spoken.size(); i++) {
            results[places.get(i)] = spoken.get(i);
          }
        });
    return List.of(results);
  }

  @Override
  public SpeechStream stream(Voice voice, String language, long seed)
      throws RefusedRequestException {
    String model = voice.parameters().getOrDefault(PocketVoiceTable.MODEL, "");
    try {
      return engine(model).stream(voice, language, seed);
    } catch (IOException e) {
      throw new RefusedRequestException(FailureCode.SYNTHESIS_FAILED, unloadable(model, e), e);
    }
  }

  private List<SpeechResult> speak(String model, List<SpeechRequest> requests) {
    try {
      return engine(model).speak(requests);
    } catch (IOException e) {
      SpeechResult refusal =
          new SpeechResult.Refusal(FailureCode.SYNTHESIS_FAILED, unloadable(model, e));
      return requests.stream().map(request -> refusal).toList();
    }
  }

  private static String unloadable(String model, IOException cause) {
    return "model '%s' cannot be loaded: %s".formatted(model, cause.getMessage());
  }

  private PocketEngine engine(String model) throws IOException {
    PocketEngine known = engines.get(model);
    if (known != null) {
      return known;
    }
    PocketEngine opened = open(model);
    engines.put(model, opened);
    return opened;
  }

  private PocketEngine open(String id) throws IOException {
    PocketModelFolder folder;
    try {
      folder = PocketModelFolder.open(models.model(id).folder());
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
    TextTokenizer tokenizer = folder.openTokenizer();
    try {
      PocketModel model = folder.load(device, runtime.precision());
      return new PocketEngine(id, model, tokenizer, voices, settings(folder.config()));
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private PocketSettings settings(PocketConfig config) {
    return PocketSettings.published(config, runtime.slots()).withWorkers(runtime.workers());
  }

  @Override
  public void close() {
    engines.values().forEach(PocketEngine::close);
    engines.clear();
  }
}
