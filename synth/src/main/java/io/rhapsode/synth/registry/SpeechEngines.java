package io.rhapsode.synth.registry;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engines that this installation knows. An engine is heavy, so that all who speak with it in a
 * process share one: it is opened for the first {@link Lease} and closed with the last.
 * Thread-safe.
 */
public final class SpeechEngines {
  private static final Map<NeuralRuntime, SpeechEngines> BY_RUNTIME = new ConcurrentHashMap<>();

  private final Map<String, EngineFactory> factories = new LinkedHashMap<>();
  private final Map<String, SharedEngine> open = new HashMap<>();

  /**
   * @param factories engines with different ids; the first that has a voice of a name gives it
   */
  public SpeechEngines(List<EngineFactory> factories) {
    for (EngineFactory factory : factories) {
      if (this.factories.put(factory.id(), factory) != null) {
        throw new IllegalArgumentException("two engines are called \"" + factory.id() + "\"");
      }
    }
  }

  /** The engines of the product as they compute by default. */
  public static SpeechEngines standard() {
    return standard(NeuralRuntime.STANDARD);
  }

  /**
   * The engines of the product, the same object for equal arguments throughout a process.
   *
   * @param runtime where and how neural engines compute
   */
  public static SpeechEngines standard(NeuralRuntime runtime) {
    return BY_RUNTIME.computeIfAbsent(runtime, SpeechEngines::over);
  }

  /** The draft voice, then every family, over the models and voices of the runtime. */
  private static SpeechEngines over(NeuralRuntime runtime) {
    ModelStore models = RuntimeFiles.models(runtime);
    VoiceFolder voices = RuntimeFiles.voices(runtime);
    List<EngineFactory> factories = new ArrayList<>();
    factories.add(new EspeakEngineFactory());
    for (ModelFamily family : ModelFamilies.all()) {
      factories.add(family.engine(models, voices, runtime));
    }
    return new SpeechEngines(factories);
  }

  /**
   * Whether an engine computes on the device that the user chooses.
   *
   * @return false also when there is no such engine
   */
  public boolean usesDevice(String engine) {
    EngineFactory factory = factories.get(engine);
    return factory != null && factory.usesDevice();
  }

  /**
   * What somebody should know before a long job with a voice, such as that it will be slow here.
   *
   * @throws UncheckedIOException when the voice's model cannot be read
   */
  public Optional<String> caution(Voice voice) {
    EngineFactory factory = factories.get(voice.engine());
    try {
      return factory == null ? Optional.empty() : factory.caution(voice);
    } catch (IOException e) {
      throw unreadable(factory, e);
    }
  }

  /**
   * Every voice to choose from, engine by engine.
   *
   * @throws UncheckedIOException when an engine's files cannot be read
   */
  public List<Voice> voices() {
    List<Voice> voices = new ArrayList<>();
    for (EngineFactory factory : factories.values()) {
      try {
        voices.addAll(factory.voices());
      } catch (IOException e) {
        throw unreadable(factory, e);
      }
    }
    return voices;
  }

  /**
   * A voice by name.
   *
   * @return empty when no engine has it
   * @throws UncheckedIOException as {@link #realisations}
   */
  public Optional<Voice> voice(String name) {
    return realisations(name).stream().findFirst();
  }

  /**
   * The voices of a name, each of other languages; the first is the one of {@link #voice}. An
   * engine that cannot speak with a voice does not keep it from another that can.
   *
   * @return empty when no engine has it
   * @throws UncheckedIOException when no engine can use it, and one has it or cannot read its
   *     files; the message says why
   */
  public List<Voice> realisations(String name) {
    requireNonNull(name, "name is null");
    List<Voice> voices = new ArrayList<>();
    List<UncheckedIOException> refusals = new ArrayList<>();
    for (EngineFactory factory : factories.values()) {
      try {
        voices.addAll(factory.realisations(name));
      } catch (IOException e) {
        refusals.add(unreadable(factory, e));
      }
    }
    if (voices.isEmpty() && !refusals.isEmpty()) {
      throw refusals.get(0);
    }
    return voices;
  }

  /** The name of the voice that a user who wrote {@code unknown} most likely meant. */
  public String nearestName(String unknown) {
    return NearestName.of(unknown, voices().stream().map(Voice::name).toList())
        .orElseThrow(() -> new IllegalStateException("no engine has a voice"));
  }

  /**
   * A share in an engine, opened now if nobody has it open.
   *
   * @throws IllegalArgumentException when there is no such engine
   * @throws IOException when it cannot be opened
   */
  public synchronized Lease lease(String engine) throws IOException {
    EngineFactory factory = factories.get(engine);
    if (factory == null) {
      throw new IllegalArgumentException(
          "no engine is called \"%s\"; there are %s"
              .formatted(engine, String.join(", ", factories.keySet())));
    }
    SharedEngine shared = open.get(engine);
    if (shared == null) {
      shared = new SharedEngine(factory.open());
      open.put(engine, shared);
    }
    shared.leases++;
    return new Lease(engine, shared);
  }

  private synchronized void release(String id, SharedEngine shared) {
    shared.leases--;
    if (shared.leases == 0) {
      open.remove(id);
      shared.engine.close();
    }
  }

  private static UncheckedIOException unreadable(EngineFactory factory, IOException cause) {
    return new UncheckedIOException(
        "engine %s cannot list its voices: %s".formatted(factory.id(), cause.getMessage()), cause);
  }

  /** An open engine and how many share it; {@code leases} is guarded by the registry. */
  private static final class SharedEngine {
    private final SpeechEngine engine;
    private int leases;

    SharedEngine(SpeechEngine engine) {
      this.engine = engine;
    }
  }

  /** A stream of a shared engine that one thread at a time may use. */
  private record SharedStream(Object engine, SpeechStream stream) implements SpeechStream {
    @Override
    public void push(String text) throws RefusedRequestException {
      synchronized (engine) {
        stream.push(text);
      }
    }

    @Override
    public Optional<PcmClip> next() throws RefusedRequestException {
      synchronized (engine) {
        return stream.next();
      }
    }

    @Override
    public boolean wasCut() {
      return stream.wasCut();
    }

    @Override
    public void close() {
      synchronized (engine) {
        stream.close();
      }
    }
  }

  /**
   * A share in an open engine. Unless the engine {@link SpeechEngine#isConcurrent is concurrent},
   * one thread at a time speaks, whoever holds the other leases.
   */
  public final class Lease implements AutoCloseable {
    private final String id;
    private final SharedEngine shared;
    private boolean closed;

    private Lease(String id, SharedEngine shared) {
      this.id = id;
      this.shared = shared;
    }

    /** As {@link SpeechEngine#preferredBatch()}. */
    public int preferredBatch() {
      return shared.engine.preferredBatch();
    }

    /** As {@link SpeechEngine#speak(List)}. */
    public List<SpeechResult> speak(List<SpeechRequest> batch) {
      if (shared.engine.isConcurrent()) {
        return shared.engine.speak(batch);
      }
      synchronized (shared) {
        return shared.engine.speak(batch);
      }
    }

    /**
     * As {@link SpeechEngine#stream}. Unless the engine {@link SpeechEngine#isConcurrent is
     * concurrent}, streams of several leases take turns frame by frame.
     *
     * @return the stream; the caller closes it before the lease
     */
    public SpeechStream stream(Voice voice, String language, long seed)
        throws RefusedRequestException {
      if (shared.engine.isConcurrent()) {
        return shared.engine.stream(voice, language, seed);
      }
      synchronized (shared) {
        return new SharedStream(shared, shared.engine.stream(voice, language, seed));
      }
    }

    /** Gives the share back; a second call does nothing. */
    @Override
    public void close() {
      synchronized (SpeechEngines.this) {
        if (!closed) {
          closed = true;
          release(id, shared);
        }
      }
    }
  }
}
