package io.rhapsode.synth.generate.engine;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.generate.FrameStream;
import java.util.Optional;

/** A {@link FrameStream} that takes text. */
final class FrameEngineStream implements SpeechStream {
  private final FrameEngine engine;
  private final Voice voice;
  private final String language;
  private final FrameStream stream;
  private boolean isBegun;

  FrameEngineStream(FrameEngine engine, Voice voice, String language, FrameStream stream) {
    this.engine = engine;
    this.voice = voice;
    this.language = language;
    this.stream = stream;
  }

  @Override
  public void push(String text) throws RefusedRequestException {
    // What joins running speech must not run into its last word.
    boolean fits = !text.isEmpty() && text.length() < voice.maximumCharacters();
    boolean joins = isBegun && fits && !Character.isWhitespace(text.codePointAt(0));
    stream.push(engine.chunks(joins ? " " + text : text, language, voice));
    isBegun = true;
  }

  @Override
  public Optional<PcmClip> next() {
    return stream.next().map(samples -> new PcmClip(engine.sampleRateHz(), samples));
  }

  @Override
  public boolean wasCut() {
    return stream.wasCut();
  }

  @Override
  public void close() {
    stream.close();
  }
}
