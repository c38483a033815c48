package io.rhapsode.workflows.serve.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.text.language.LanguageGuess;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds voices and speaks with them. An engine is opened for the first who needs it and stays open
 * until the desk is closed. Thread-safe.
 */
public final class SpeechDesk implements AutoCloseable {
  /** Models that clients of the API name when they do not mind. */
  private static final Set<String> ANY_MODEL =
      Set.of("rhapsode", "tts-1", "tts-1-hd", "gpt-4o-mini-tts");

  private final StageFactory stages;
  private final NarrateSettings settings;
  private final Limits limits;
  private final Map<String, String> aliases;
  private final Admission admission;
  private final SpeechMetrics metrics;
  private final Map<String, SpeechEngines.Lease> leases = new HashMap<>();

  /**
   * @param aliases other names of voices
   */
  public SpeechDesk(
      StageFactory stages,
      NarrateSettings settings,
      Limits limits,
      Map<String, String> aliases,
      Admission admission,
      SpeechMetrics metrics) {
    this.stages = requireNonNull(stages, "stages is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.aliases = Map.copyOf(aliases);
    this.admission = requireNonNull(admission, "admission is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
  }

  /**
   * A voice and the language it is to speak.
   *
   * @param language BCP 47 tag
   */
  public record Choice(Voice voice, String language) {}

  public Limits limits() {
    return limits;
  }

  public Admission admission() {
    return admission;
  }

  public SpeechMetrics metrics() {
    return metrics;
  }

  /** Every voice by its own name, in order of name. */
  public List<Voice> voices() {
    return table().voices();
  }

  /** Other names of voices. */
  public Map<String, String> aliases() {
    return aliases;
  }

  /**
   * The voice of an order.
   *
   * @param text what it is to say, or its beginning; by it the language is guessed for "auto"
   * @throws ApiException when there is no such voice, or the model does not have it
   */
  public Choice choose(SpeechOrder order, String text) throws ApiException {
    String name = aliases.getOrDefault(order.voice(), order.voice());
    JobVoices voices = ofModel(named(name), name, order.model());
    String own = voices.find(name).orElseThrow().language();
    String language =
        order
            .language()
            .or(() -> Optional.of(settings.language()).filter(tag -> !tag.isEmpty()))
            .or(() -> name.equals(JobVoices.AUTO) ? guess(text) : Optional.empty())
            .orElse(own);
    return new Choice(voices.named(name, language), language);
  }

  private static Optional<String> guess(String text) {
    return LanguageGuess.of(text).or(() -> LanguageGuess.ofShort(text));
  }

  private JobVoices named(String name) throws ApiException {
    try {
      return table().named(List.of(name));
    } catch (UsageException e) {
      throw ApiException.invalid("voice_not_found", "voice", e.getMessage());
    }
  }

  private static JobVoices ofModel(JobVoices voices, String name, Optional<String> model)
      throws ApiException {
    if (model.isEmpty() || ANY_MODEL.contains(model.get())) {
      return voices;
    }
    List<Voice> own =
        voices.byName().get(name).stream()
            .filter(voice -> voice.engine().equals(model.get()))
            .toList();
    if (own.isEmpty()) {
      throw ApiException.unknown(
          "model_not_found",
          "model",
          "model '%s' has no voice '%s'; the voice's own is '%s', and 'rhapsode' stands for any"
              .formatted(model.get(), name, voices.find(name).orElseThrow().engine()));
    }
    return new JobVoices(new TreeMap<>(Map.of(name, own)), voices.remedies());
  }

  private VoiceTable table() {
    return stages.voices(settings);
  }

  /**
   * Opens a stream, as soon as there is a place for it.
   *
   * @return closed by the caller
   * @throws ApiException when there is no place, or the voice does not speak the language
   */
  public Speaking speak(Choice choice, SpeechOrder order) throws ApiException {
    Admission.Place place = admission.enter();
    try {
      long seed = order.seed().orElse(settings.seed());
      SpeechStream stream =
          lease(choice.voice().engine()).stream(choice.voice(), choice.language(), seed);
      return new Speaking(stream, place, limits, metrics);
    } catch (RefusedRequestException e) {
      place.close();
      throw Speaking.refused(e);
    } catch (IOException | RuntimeException e) {
      place.close();
      throw ApiException.broken(
          "voice '%s' cannot be loaded: %s".formatted(choice.voice().name(), e.getMessage()), e);
    }
  }

  private synchronized SpeechEngines.Lease lease(String engine) throws IOException {
    SpeechEngines.Lease known = leases.get(engine);
    if (known == null) {
      known = SpeechEngines.standard(settings.neuralRuntime()).lease(engine);
      leases.put(engine, known);
    }
    return known;
  }

  /** Opens the engine of the usual voice, so that the first listener need not wait for it. */
  public void warmUp(String text) throws ApiException {
    SpeechOrder order =
        new SpeechOrder(
            Optional.empty(),
            settings.voice(),
            ReplyFormat.MP3,
            1,
            Optional.empty(),
            OptionalLong.empty());
    try (Speaking speaking = speak(choose(order, text), order)) {
      speaking.push(text);
      Optional<PcmClip> clip = speaking.next();
      if (clip.isPresent()) {
        encode(clip.get());
      }
    }
  }

  private static void encode(PcmClip clip) throws ApiException {
    try (SoundOutput sound =
        new SoundOutput(ReplyFormat.MP3, 1, clip.sampleRateHz(), OutputStream.nullOutputStream())) {
      sound.accept(clip);
      sound.finish();
    } catch (IOException e) {
      throw ApiException.broken("speech cannot be encoded: " + e.getMessage(), e);
    }
  }

  /** Closes the engines; when every stream is closed. */
  @Override
  public synchronized void close() {
    leases.values().forEach(SpeechEngines.Lease::close);
    leases.clear();
  }
}
