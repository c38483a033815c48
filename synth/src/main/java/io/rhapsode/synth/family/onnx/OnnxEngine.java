package io.rhapsode.synth.family.onnx;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The installed models of one family: each is loaded when a voice of it first speaks, and kept
 * until the engine is closed. Any number of threads may call it; the texts of a batch are spoken
 * side by side, one on each processor, which changes nothing in their sound.
 */
final class OnnxEngine implements SpeechEngine {
  /** Texts at once for each processor, so that a long one does not hold up the others. */
  private static final int BATCH_PER_PROCESSOR = 4;

  private final OnnxVoiceFamily family;
  private final ModelStore models;
  private final OnnxDevice device;
  private final EngineFactory factory;
  private final Map<String, OnnxVoiceModel> loaded = new HashMap<>();
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final ExecutorService threads;

  OnnxEngine(OnnxVoiceFamily family, ModelStore models, OnnxDevice device, EngineFactory factory) {
    this.family = family;
    this.models = models;
    this.device = device;
    this.factory = factory;
    this.threads = Executors.newFixedThreadPool(processors, this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, family.id());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String id() {
    return family.id();
  }

  @Override
  public List<Voice> voices() {
    try {
      return factory.voices();
    } catch (IOException e) {
      throw new IllegalStateException("the voices cannot be listed: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isConcurrent() {
    return true;
  }

  @Override
  public int preferredBatch() {
    return processors == 1 ? 1 : BATCH_PER_PROCESSOR * processors;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    List<CompletableFuture<SpeechResult>> results =
        batch.stream()
            .map(request -> CompletableFuture.supplyAsync(() -> speak(request), threads))
            .toList();
    return results.stream().map(CompletableFuture::join).toList();
  }

  private SpeechResult speak(SpeechRequest request) {
    String id = request.voice().parameters().getOrDefault(OnnxVoiceFamily.MODEL, "");
    try {
      return model(id).speak(request);
    } catch (RefusedRequestException e) {
      return e.refusal();
    } catch (IOException e) {
      return new SpeechResult.Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "model '%s' cannot be used: %s".formatted(id, e.getMessage()));
    }
  }

  private synchronized OnnxVoiceModel model(String id) throws IOException {
    OnnxVoiceModel known = loaded.get(id);
    if (known != null) {
      return known;
    }
    try {
      OnnxVoiceModel opened = family.load(models.model(id), device);
      loaded.put(id, opened);
      return opened;
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Waits for what is being spoken. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, java.util.concurrent.TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      loaded.values().forEach(OnnxVoiceModel::close);
      loaded.clear();
    }
  }
}
