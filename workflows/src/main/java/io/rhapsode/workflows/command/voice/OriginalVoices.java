package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.mix.Excerpts;
import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.Role;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import io.rhapsode.synth.voice.reference.ReferenceReport;
import io.rhapsode.workflows.command.model.LocalModels;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.settings.UsageException;
import io.rhapsode.workflows.voice.VoiceMaking;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes voices of the people who speak in a film, from its own sound, each from the cleanest
 * moments in which nobody else speaks. A voice that was made before is taken as it is.
 */
public final class OriginalVoices {
  private static final int LONGEST_NAME_PART = 20;
  private static final int HASH_DIGITS = 8;

  private final LocalModels local = new LocalModels();
  private final String version;
  private final Clock clock;
  private final PrintStream err;

  /**
   * @param version of the program, which profiles name
   * @param clock for the times that profiles record
   * @param err is told which moments were taken
   */
  public OriginalVoices(String version, Clock clock, PrintStream err) {
    this.version = requireNonNull(version, "version is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.err = requireNonNull(err, "err is null");
  }

  /**
   * The role of a speaker in the voice that he or she has in a film.
   *
   * @param plan tells when who speaks
   * @throws UsageException when there is no clean sound of the speaker, or no model that clones
   */
  public Role role(CastFile.Clone clone, Path film, DubPlan plan) throws UsageException {
    try {
      SpeakerClip clip = SpeakerClip.of(clone.speaker(), plan);
      Excerpts.read(film, clip.candidates(), clip::judge);
      float[] samples = clip.best(film);
      String name = name(plan.title(), clone, samples);
      if (local.voices().header(name).isEmpty()) {
        save(name, film, clone, samples);
        err.printf(
            "made voice %s of '%s' from %.1f s of %s%n",
            name, clone.speaker(), samples.length / (double) ReferenceCheck.SAMPLE_RATE_HZ, film);
      }
      return new Role(clone.speaker(), clone.language(), name, clone.gainDecibels());
    } catch (UnreadableMediaException e) {
      throw failed(clone, e.getMessage(), e);
    } catch (IOException e) {
      throw failed(clone, IoProblem.describe(e), e);
    } catch (VoiceException | ModelException e) {
      throw failed(clone, e.getMessage(), e);
    }
  }

  private static UsageException failed(CastFile.Clone clone, String why, Exception cause) {
    return new UsageException(
        "--cast: role '%s': clone: original: %s".formatted(clone.speaker(), why), cause);
  }

  private void save(String name, Path film, CastFile.Clone clone, float[] samples)
      throws IOException, VoiceException, ModelException {
    VoiceMaking making = VoiceMaking.with(local.store(), local.voices(), Optional.empty());
    ReferenceReport report = ReferenceCheck.check(samples);
    if (!report.isUsable()) {
      throw new VoiceException(
          "the sound of %s cannot serve as a reference: %s"
              .formatted(film, report.describe().replace('\n', ' ')));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    VoiceProfile.Reference reference =
        new VoiceProfile.Reference(
            film.getFileName().toString(),
            Sha256.hex(bytes(samples)),
            report.usedSeconds(),
            report.describe());
    VoiceProfile.Origin origin =
        new VoiceProfile.Origin(
            making.identity(), reference, new Consent(clone.consent(), now), now, version);
    PcmClip clip = new PcmClip(ReferenceCheck.SAMPLE_RATE_HZ, samples);
    Recording recording = Recording.of(clip, Optional.empty());
    // Made before the voice is saved: one that cannot be made is none.
    making.voices().derived(recording, making.model());
    local
        .voices()
        .save(
            new VoiceProfile(name, Optional.of(origin), Optional.of(recording), Optional.empty()),
            false);
  }

  /** Tells film, speaker and what the voice is made of. */
  private static String name(String title, CastFile.Clone clone, float[] samples) {
    byte[] consent = clone.consent().getBytes(StandardCharsets.UTF_8);
    byte[] sound = bytes(samples);
    byte[] all = ByteBuffer.allocate(sound.length + consent.length).put(sound).put(consent).array();
    String hash = Sha256.hex(all).substring(0, HASH_DIGITS);
    return String.join("-", List.of(plain(title), plain(clone.speaker()), hash));
  }

  private static String plain(String text) {
    String plain =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String part = plain.substring(0, Math.min(plain.length(), LONGEST_NAME_PART));
    return part.isEmpty() ? "voice" : part;
  }

  private static byte[] bytes(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * Float.BYTES);
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    return bytes.array();
  }
}
