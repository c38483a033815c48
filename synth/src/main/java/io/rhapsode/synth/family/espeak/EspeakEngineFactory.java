package io.rhapsode.synth.family.espeak;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.engine.SpeechEngine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the espeak-ng engine. The library is unpacked on first use; thread-safe. */
public final class EspeakEngineFactory implements EngineFactory {
  /** The engine of its voices. */
  public static final String ID = EspeakCatalog.ENGINE;

  private EspeakCatalog catalog;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Voice> voices() throws IOException {
    return catalog().voices();
  }

  @Override
  public Optional<Voice> voice(String name) throws IOException {
    return catalog().voice(name);
  }

  @Override
  public SpeechEngine open() throws IOException {
    return new EspeakEngine(catalog());
  }

  /** The phonemiser on the same library. */
  public Phonemizer phonemizer() throws IOException {
    return new EspeakPhonemizer(catalog());
  }

  private synchronized EspeakCatalog catalog() throws IOException {
    if (catalog == null) {
      catalog = EspeakCatalog.load();
    }
    return catalog;
  }
}
