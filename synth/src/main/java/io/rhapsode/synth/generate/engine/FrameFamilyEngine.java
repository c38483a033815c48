package io.rhapsode.synth.generate.engine;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.DeviceMemory;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All installed models of a family behind one engine: each is loaded when a voice of it first
 * speaks, on every device that work is left for, and kept until the engine is closed. How many
 * utterances a model takes at once depends on the memory of its device. Safe for use by any number
 * of threads.
 */
final class FrameFamilyEngine implements SpeechEngine {
  private final FrameFamily family;
  private final ModelStore models;
  private final FrameVoices voices;
  private final List<DeviceLoad> devices;
  private final NeuralRuntime runtime;

  /** A device, its engines by model, and how many utterances it has in hand. */
  private static final class DeviceLoad {
    private final TorchDevice device;
    private final Map<String, FrameEngine> engines = new TreeMap<>();
    private int utterances;

    DeviceLoad(TorchDevice device) {
      this.device = device;
    }
  }

  FrameFamilyEngine(
      FrameFamily family,
      ModelStore models,
      FrameVoices voices,
      List<TorchDevice> devices,
      NeuralRuntime runtime) {
    this.family = family;
    this.models = models;
    this.voices = voices;
    this.devices = devices.stream().map(DeviceLoad::new).toList();
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
    DeviceLoad device = take(1);
    try {
      return engine(model, device).stream(voice, language, seed);
    } catch (IOException e) {
      throw new RefusedRequestException(FailureCode.SYNTHESIS_FAILED, unloadable(model, e), e);
    } finally {
      giveBack(device, 1);
    }
  }

  private static String model(Voice voice) {
    return voice.parameters().getOrDefault(FrameVoices.MODEL, "");
  }

  private List<SpeechResult> speak(String model, List<SpeechRequest> requests) {
    DeviceLoad device = take(requests.size());
    try {
      return engine(model, device).speak(requests);
    } catch (IOException e) {
      SpeechResult refusal =
          new SpeechResult.Refusal(FailureCode.SYNTHESIS_FAILED, unloadable(model, e));
      return requests.stream().map(request -> refusal).toList();
    } finally {
      giveBack(device, requests.size());
    }
  }

  /** The device with the least work in hand. */
  private synchronized DeviceLoad take(int utterances) {
    DeviceLoad idlest =
        Collections.min(devices, Comparator.comparingInt(device -> device.utterances));
    idlest.utterances += utterances;
    return idlest;
  }

  private synchronized void giveBack(DeviceLoad device, int utterances) {
    device.utterances -= utterances;
  }

  private static String unloadable(String model, IOException cause) {
    return "model '%s' cannot be loaded: %s".formatted(model, cause.getMessage());
  }

  /** While one device loads a model the others go on. */
  private FrameEngine engine(String model, DeviceLoad device) throws IOException {
    synchronized (device) {
      FrameEngine known = device.engines.get(model);
      if (known == null) {
        known = open(model, device.device);
        device.engines.put(model, known);
      }
      return known;
    }
  }

  private FrameEngine open(String id, TorchDevice device) throws IOException {
    try {
      InstalledModel model = models.model(id);
      NeuralRuntime fitting = runtime;
      Optional<ModelDemand> demand = family.demand(model, runtime.precision());
      if (demand.isPresent()) {
        fitting =
            new MemoryRule(id, demand.get(), runtime)
                .within(device, DeviceMemory.freeBytes(device));
      }
      return new FrameEngine(id, family.load(model, voices, device, fitting), voices);
    } catch (ModelException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    for (DeviceLoad device : devices) {
      synchronized (device) {
        device.engines.values().forEach(FrameEngine::close);
        device.engines.clear();
      }
    }
  }
}
