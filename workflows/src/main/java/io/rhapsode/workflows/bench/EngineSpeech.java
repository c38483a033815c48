package io.rhapsode.workflows.bench;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.speak.SpokenPieces;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An engine of this process, asked as the server asks it: what the network costs is the difference.
 *
 * @param engine the share of whoever measures, who gives it back
 * @param language BCP 47 tag of the texts
 */
public record EngineSpeech(SpeechEngines.Lease engine, Voice voice, String language, long seed)
    implements SpeechSource {
  public EngineSpeech {
    requireNonNull(engine, "engine is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(language, "language is null");
  }

  @Override
  public void speak(String text, Consumer<PcmClip> sound) throws IOException {
    Iterator<String> pieces = SpokenPieces.each(text, language, voice.maximumCharacters());
    try (SpeechStream stream = engine.stream(voice, language, seed)) {
      while (pieces.hasNext()) {
        stream.push(pieces.next());
        Optional<PcmClip> clip = stream.next();
        while (clip.isPresent()) {
          sound.accept(clip.get());
          clip = stream.next();
        }
      }
    } catch (RefusedRequestException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
