package io.rhapsode.synth.family.pocket;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import java.util.Optional;

/** A {@link PocketStream} that takes text: frames of 80 ms. Used by one thread at a time. */
final class PocketEngineStream implements SpeechStream {
  private final PocketEngine engine;
  private final Voice voice;
  private final String language;
  private final PocketStream stream;

  PocketEngineStream(PocketEngine engine, Voice voice, String language, PocketStream stream) {
    this.engine = engine;
    this.voice = voice;
    this.language = language;
    this.stream = stream;
  }

  @Override
  public void push(String text) throws RefusedRequestException {
    stream.push(engine.chunks(text, language, voice));
  }

  @Override
  public Optional<PcmClip> next() {
    return stream.hasNext()
        ? Optional.of(new PcmClip(engine.sampleRateHz(), stream.next()))
        : Optional.empty();
  }

  @Override
  public boolean wasCut() {
    return !stream.hasEnded();
  }

  @Override
  public void close() {
    stream.close();
  }
}
