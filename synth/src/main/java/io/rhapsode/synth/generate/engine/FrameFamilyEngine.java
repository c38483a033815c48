package io.rhapsode.synth.generate.engine;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All installed models of a family behind one engine: each is loaded when a voice of it first
 * speaks and kept until the engine is closed. Safe for use by any number of threads.
 */
final class FrameFamilyEngine implements SpeechEngine {
  private final FrameFamily family;
  private final ModelStore models;
  private final FrameVoices voices;
  private final TorchDevice device;
  private final NeuralRuntime runtime;
  private final Map<String, FrameEngine> engines = new TreeMap<>();

  FrameFamilyEngine(
      FrameFamily family,
      ModelStore models,
      FrameVoices voices,
      TorchDevice device,
      NeuralRuntime runtime) {
    this.family = family;
    this.models = models;
    this.voices = voices;
    this.device = device;
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return family.id();
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
    return FrameEngine.preferredBatch(runtime.slots());
  }

  @Override
  public boolean isConcurrent() {
    return true;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    Map<String, List<Integer>> placesByModel = new TreeMap<>();
    for (int place = 0; place < batch.size(); place++) {
      placesByModel
          .computeIfAbsent(model(batch.get(place).voice()), id -> new ArrayList<>())
          .add(place);
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
    String model = model(voice);
    try {
      return engine(model).stream(voice, language, seed);
    } catch (IOException e) {
      throw new RefusedRequestException(FailureCode.SYNTHESIS_FAILED, unloadable(model, e), e);
    }
  }

  private static String model(Voice voice) {
    return voice.parameters().getOrDefault(FrameVoices.MODEL, "");
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

  private synchronized FrameEngine engine(String model) throws IOException {
    FrameEngine known = engines.get(model);
    if (known != null) {
      return known;
    }
    FrameEngine opened = open(model);
    engines.put(model, opened);
    return opened;
  }

  private FrameEngine open(String id) throws IOException {
    try {
      return new FrameEngine(id, family.load(models.model(id), voices, device, runtime), voices);
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    engines.values().forEach(FrameEngine::close);
    engines.clear();
  }
}
