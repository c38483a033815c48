package io.rhapsode.workflows.likeness;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.speaker.SpeakerEmbedding;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.workflows.settings.UsageException;
import io.rhapsode.workflows.speak.SampleSentences;
import io.rhapsode.workflows.speak.SpokenPieces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Voices as they sound when they speak a passage of a language. Speaking takes seconds, so what was
 * heard is kept in files, under a hash of all that decides it. For one thread.
 */
public final class SpokenVoices implements AutoCloseable {
  private final SpeechEngines engines;
  private final Map<String, SpeechEngines.Lease> open = new HashMap<>();
  private final SpeakerEncoder encoder;
  private final Path folder;

  /**
   * @param encoder stays the caller's
   * @param folder where what was heard is kept; it is made when first needed
   */
  public SpokenVoices(SpeechEngines engines, SpeakerEncoder encoder, Path folder) {
    this.engines = requireNonNull(engines, "engines is null");
    this.encoder = requireNonNull(encoder, "encoder is null");
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** What a file holds. */
  private record Kept(float[] direction, double speechSeconds, OptionalDouble pitchHz) {}

  /**
   * How a voice sounds in a language.
   *
   * @param language BCP 47 tag
   * @throws UsageException if there is no passage of the language, or the voice cannot speak it
   */
  public HeardVoice hear(Voice voice, String language) throws IOException, UsageException {
    String text =
        SampleSentences.passage(language)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no passage of '%s' to hear voices with".formatted(language)));
    Path file = folder.resolve(key(voice, language, text) + ".json");
    if (Files.isRegularFile(file)) {
      Kept kept = Json.MAPPER.readValue(file.toFile(), Kept.class);
      return new HeardVoice(
          new SpeakerEmbedding(kept.direction(), kept.speechSeconds()), kept.pitchHz());
    }
    HeardVoice heard =
        HeardVoice.in(speak(voice, language, text), encoder)
            .orElseThrow(
                () -> new IOException("voice '%s' says next to nothing".formatted(voice.name())));
    keep(heard, file);
    return heard;
  }

  private PcmClip speak(Voice voice, String language, String text)
      throws IOException, UsageException {
    List<SpeechRequest> requests =
        SpokenPieces.of(text, language, voice.maximumCharacters()).stream()
            .map(piece -> SpeechRequest.of(piece, language, voice, 0))
            .toList();
    List<PcmClip> clips = new ArrayList<>();
    for (SpeechResult result : engine(voice.engine()).speak(requests)) {
      if (result instanceof SpeechResult.Speech speech) {
        clips.add(speech.clip());
      } else if (result instanceof SpeechResult.Refusal refusal) {
        throw new UsageException(refusal.message());
      }
    }
    return joined(clips);
  }

  /** Kept open, since the next voice is most likely of the same model. */
  private SpeechEngines.Lease engine(String id) throws IOException {
    SpeechEngines.Lease engine = open.get(id);
    if (engine == null) {
      engine = engines.lease(id);
      open.put(id, engine);
    }
    return engine;
  }

  @Override
  public void close() {
    open.values().forEach(SpeechEngines.Lease::close);
  }

  /** Clips of one engine, which have one sample rate. */
  private static PcmClip joined(List<PcmClip> clips) {
    float[] samples = new float[clips.stream().mapToInt(PcmClip::length).sum()];
    int position = 0;
    for (PcmClip clip : clips) {
      System.arraycopy(clip.samples(), 0, samples, position, clip.length());
      position += clip.length();
    }
    return new PcmClip(clips.get(0).sampleRateHz(), samples);
  }

  private void keep(HeardVoice heard, Path file) throws IOException {
    Files.createDirectories(folder);
    Path incoming = Files.createTempFile(folder, ".incoming-", "");
    try {
      SpeakerEmbedding embedding = heard.embedding();
      Json.MAPPER.writeValue(
          incoming.toFile(),
          new Kept(embedding.direction(), embedding.speechSeconds(), heard.pitchHz()));
      Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private String key(Voice voice, String language, String text) throws JsonProcessingException {
    String all =
        String.join(
            "\n", encoder.identity(), Json.MAPPER.writeValueAsString(voice), language, text);
    return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
  }
}
