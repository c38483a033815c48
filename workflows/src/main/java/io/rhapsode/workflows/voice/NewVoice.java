package io.rhapsode.workflows.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import io.rhapsode.synth.voice.reference.ReferenceReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A voice that somebody wants made from a recording.
 *
 * @param name what to call it
 * @param consent who allowed what; kept in the voice
 * @param transcript what is said in the recording: some models clone better with it
 * @param model id of the model to make it for first; the preferred one where absent
 * @param keepRecording whether other models may make it too, later
 * @param replace whether a voice of that name is overwritten
 */
public record NewVoice(
    String name,
    Permission consent,
    Optional<String> transcript,
    Optional<String> model,
    boolean keepRecording,
    boolean replace) {
  public NewVoice {
    requireNonNull(name, "name is null");
    requireNonNull(consent, "consent is null");
    requireNonNull(transcript, "transcript is null");
    requireNonNull(model, "model is null");
  }

  /**
   * A recording on its way into a voice.
   *
   * @param file in any audio format
   * @param fileName what the voice calls it
   */
  public record Source(Path file, String fileName) {}

  /**
   * By whose leave.
   *
   * @param statement who allowed what
   * @param until the last day on which it holds; absent where it has no end
   * @param purposes what it is for; empty for anything
   * @param recording of the statement, said by the person
   */
  public record Permission(
      String statement,
      Optional<LocalDate> until,
      SortedSet<String> purposes,
      Optional<Source> recording) {
    /** For anything, without an end. */
    public Permission(String statement) {
      this(statement, Optional.empty(), new TreeSet<>(), Optional.empty());
    }
  }

  /**
   * Makes it.
   *
   * @param decoder with the limits for the recording
   * @param judged told what is said of the recording, line by line
   * @param product what makes it, for the record
   * @return where the voice is
   * @throws VoiceException if the recording, the name or the consent cannot serve
   * @throws ModelException if no model makes voices
   * @throws IOException if the recording cannot be decoded, or the voice not be stored
   */
  public Path make(
      Source source,
      AudioDecoder decoder,
      ModelStore models,
      VoiceFolder voices,
      Instant now,
      String product,
      Consumer<String> judged)
      throws IOException, VoiceException, ModelException {
    VoiceProfile.requireName(name);
    Consent written = consent(now);
    VoiceMaking making = VoiceMaking.with(models, voices, model);
    PcmClip clip = decoder.decode(source.file());
    Consent given = heard(written, clip, decoder, new SpokenConsent(models, judged));
    VoiceProfile.Origin origin =
        new VoiceProfile.Origin(
            making.identity(), checked(source, clip, judged), given, now, product);
    Recording kept = Recording.of(clip, transcript);
    // Made before the voice is saved: one that cannot be made is none.
    Conditioning made =
        keepRecording
            ? making.voices().derived(kept, making.model())
            : making.voices().make(kept, making.model());
    return voices.save(
        new VoiceProfile(
            name,
            Optional.of(origin),
            keepRecording ? Optional.of(kept) : Optional.empty(),
            keepRecording ? Optional.empty() : Optional.of(made)),
        replace);
  }

  /** Judges the clip aloud, and refuses it if it cannot serve. */
  private static VoiceProfile.Reference checked(
      Source source, PcmClip clip, Consumer<String> judged) throws VoiceException, IOException {
    float[] samples =
        new KaiserResampler(clip.sampleRateHz(), ReferenceCheck.SAMPLE_RATE_HZ)
            .resample(clip.samples());
    ReferenceReport report = ReferenceCheck.check(samples);
    report.describe().lines().forEach(judged);
    if (!report.isUsable()) {
      throw new VoiceException(source.fileName() + " cannot serve as a reference");
    }
    return new VoiceProfile.Reference(
        source.fileName(),
        FileFingerprint.sha256(source.file()),
        report.usedSeconds(),
        report.describe());
  }

  private Consent consent(Instant now) throws VoiceException {
    try {
      return new Consent(
          consent.statement(), now, consent.until(), consent.purposes(), Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }

  /** What is written, as far as a recording of it holds it up. */
  private Consent heard(
      Consent written, PcmClip reference, AudioDecoder decoder, SpokenConsent listener)
      throws IOException, VoiceException, ModelException {
    if (consent.recording().isEmpty()) {
      return written;
    }
    Source said = consent.recording().get();
    return listener.heard(
        written,
        decoder.decode(said.file()),
        said.fileName(),
        FileFingerprint.sha256(said.file()),
        reference);
  }
}
