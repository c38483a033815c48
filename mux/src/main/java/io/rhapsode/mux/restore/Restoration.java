package io.rhapsode.mux.restore;

import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.timeline.TakeTreatment;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.report.audio.VoiceMastering;
import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is done to the takes of a book before they are mastered. Each voice is listened to in a few
 * of its takes; the one that speaks most is what the others are brought nearer to. Immutable: any
 * number of threads may use it.
 */
public final class Restoration implements TakeTreatment {
  /** Takes in which a voice is listened to, spread over the book. */
  private static final int TAKES_HEARD = 10;

  /** Stands for a voice of which too little is heard. */
  private static final double FAINTEST_LUFS = -70;

  /** Voices whose loudness differs by less are left: nobody hears it. */
  private static final double LEAST_DECIBELS = 1;

  /** Most by which a voice is made louder or fainter. */
  private static final double MOST_DECIBELS = 20;

  private final RestorationSettings settings;
  private final Map<Integer, VoiceCorrection> byOrdinal = new TreeMap<>();
  private final List<VoiceMastering> report = new ArrayList<>();

  private Restoration(RestorationSettings settings) {
    this.settings = settings;
  }

  /** Takes of a voice from one engine: another voice may have stepped in, at another rate. */
  private record Speaker(String voice, int sampleRateHz) {}

  /** A voice in the takes in which it was listened to. */
  private record Heard(List<float[]> takes, Optional<Hum> hum, VoiceSound sound) {}

  /** Listens to the voices of a book. */
  public static Restoration of(
      RestorationSettings settings, BookPlan plan, List<Spoken> takes, TakeStore store)
      throws IOException {
    Restoration restoration = new Restoration(settings);
    if (settings.repair() || settings.match()) {
      Map<Speaker, List<Spoken>> speakers = new LinkedHashMap<>();
      for (Spoken take : takes) {
        String voice = plan.utterances().get(take.ordinal()).voice();
        speakers
            .computeIfAbsent(
                new Speaker(voice, take.take().sampleRateHz()), speaker -> new ArrayList<>())
            .add(take);
      }
      restoration.listen(speakers, store);
    }
    return restoration;
  }

  private void listen(Map<Speaker, List<Spoken>> speakers, TakeStore store) throws IOException {
    Optional<Speaker> main =
        speakers.entrySet().stream()
            .max(Comparator.comparingLong(entry -> samples(entry.getValue())))
            .map(Map.Entry::getKey);
    if (main.isEmpty()) {
      return;
    }
    Heard reference = hear(main.get(), speakers.get(main.get()), store);
    for (Map.Entry<Speaker, List<Spoken>> entry : speakers.entrySet()) {
      Speaker speaker = entry.getKey();
      boolean same = speaker.equals(main.get());
      Heard heard = same ? reference : hear(speaker, entry.getValue(), store);
      boolean matched = settings.match() && !same;
      double[] bands =
          matched ? Equaliser.towards(reference.sound(), heard.sound()) : new double[0];
      VoiceCorrection correction = correction(speaker, heard, bands, matched, reference);
      entry.getValue().forEach(take -> byOrdinal.put(take.ordinal(), correction));
      report.add(
          new VoiceMastering(
              speaker.voice(),
              Math.max(FAINTEST_LUFS, heard.sound().lufs()),
              correction.gainDecibels(),
              heard.hum().map(Hum::mainsHertz),
              Arrays.stream(bands).boxed().toList()));
    }
  }

  private VoiceCorrection correction(
      Speaker speaker, Heard heard, double[] bands, boolean matched, Heard reference) {
    Optional<Equaliser> equaliser =
        bands.length == 0
            ? Optional.empty()
            : Optional.of(new Equaliser(bands, speaker.sampleRateHz()));
    return new VoiceCorrection(
        matched ? gain(reference, heard, equaliser, speaker) : 0,
        equaliser,
        heard.hum(),
        settings.match()
            ? Optional.of(new VoiceCorrection.TakeLevels(heard.sound().takeDecibels()))
            : Optional.empty());
  }

  private static long samples(List<Spoken> takes) {
    return takes.stream()
        .mapToLong(take -> take.take().samples() * 1_000L / take.take().sampleRateHz())
        .sum();
  }

  private Heard hear(Speaker speaker, List<Spoken> takes, TakeStore store) throws IOException {
    int count = Math.min(TAKES_HEARD, takes.size());
    List<PcmClip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clips.add(store.clip(takes.get((int) ((long) i * takes.size() / count)).take()));
    }
    List<float[]> repaired =
        clips.stream().map(clip -> settings.repair() ? repaired(clip) : clip.samples()).toList();
    Optional<Hum> hum =
        settings.repair() ? Hum.in(repaired, speaker.sampleRateHz()) : Optional.empty();
    hum.ifPresent(
        tones ->
            repaired.forEach(
                take ->
                    tones.remove(
                        take,
                        speaker.sampleRateHz(),
                        TakeEnvelope.of(take, speaker.sampleRateHz()))));
    return new Heard(repaired, hum, VoiceSound.of(repaired, speaker.sampleRateHz()));
  }

  private static float[] repaired(PcmClip clip) {
    return new VoiceCorrection(0, Optional.empty(), Optional.empty(), Optional.empty())
        .repaired(clip);
  }

  /** How much louder a voice has to be to be as loud as another, once its spectrum is changed. */
  private static double gain(
      Heard reference, Heard own, Optional<Equaliser> equaliser, Speaker speaker) {
    LoudnessMeter meter = new LoudnessMeter(speaker.sampleRateHz());
    for (float[] take : own.takes()) {
      float[] shaped = equaliser.map(filter -> filter.apply(take)).orElse(take);
      meter.accept(shaped, 0, shaped.length);
    }
    double missing = reference.sound().lufs() - meter.integratedLufs();
    if (!Double.isFinite(missing) || Math.abs(missing) < LEAST_DECIBELS) {
      return 0;
    }
    return Math.max(-MOST_DECIBELS, Math.min(MOST_DECIBELS, missing));
  }

  @Override
  public PcmClip apply(int ordinal, PcmClip clip) {
    VoiceCorrection correction = byOrdinal.get(ordinal);
    if (correction == null) {
      return clip;
    }
    float[] samples = settings.repair() ? correction.repaired(clip) : clip.samples();
    return new PcmClip(clip.sampleRateHz(), correction.matched(samples));
  }

  /**
   * By how much a take becomes louder, in dB.
   *
   * @param rootMeanSquare its level before
   */
  public double gainDecibels(int ordinal, double rootMeanSquare) {
    VoiceCorrection correction = byOrdinal.get(ordinal);
    return correction == null ? 0 : correction.gainDecibels(20 * Math.log10(rootMeanSquare));
  }

  /** What somebody should know who can record the voices anew. */
  public List<String> warnings() {
    return report.stream()
        .filter(voice -> voice.humHertz().isPresent())
        .map(
            voice ->
                "the takes of voice '%s' hum at %.0f Hz; the hum was taken out"
                    .formatted(voice.voice(), voice.humHertz().get()))
        .toList();
  }

  /** What was done to each voice, in the order in which they speak first. */
  public List<VoiceMastering> report() {
    return List.copyOf(report);
  }
}
