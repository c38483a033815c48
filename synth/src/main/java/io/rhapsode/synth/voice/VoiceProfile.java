package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A voice that a model can speak with, and where it comes from.
 *
 * @param name what users call it; see {@link #requireName}
 * @param origin what it was made from and by whose leave; absent in states published without their
 *     history
 * @param latents the clip as the codec's encoder saw it; absent likewise
 * @param state what the prompt left in the language model
 */
public record VoiceProfile(
    String name, Optional<Origin> origin, Optional<Latents> latents, PromptState state) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  public VoiceProfile {
    requireNonNull(name, "name is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(latents, "latents is null");
    requireNonNull(state, "state is null");
  }

  /**
   * History of a profile.
   *
   * @param model the weights the state belongs to
   * @param reference the recording
   * @param consent who allowed what
   * @param createdAt when, to the second
   * @param createdBy program and version
   */
  public record Origin(
      Model model, Reference reference, Consent consent, Instant createdAt, String createdBy) {
    public Origin {
      requireNonNull(model, "model is null");
      requireNonNull(reference, "reference is null");
      requireNonNull(consent, "consent is null");
      requireNonNull(createdAt, "createdAt is null");
      requireNonNull(createdBy, "createdBy is null");
    }
  }

  /**
   * The weights a state was computed with.
   *
   * @param id name of the model in the catalogue
   * @param weights SHA-256 of the weights file
   * @param encoder SHA-256 over the codec encoder's tensors: latents fit every model that shares it
   */
  public record Model(String id, String weights, String encoder) {
    public Model {
      if (!NAME.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "model id is not 1 to 64 of a-z, 0-9, '.', '-' and '_', beginning with a letter or"
                + " digit");
      }
      requireFingerprint("weights", weights);
      requireFingerprint("encoder", encoder);
    }
  }

  /**
   * The recording a voice was made from. The recording itself is not kept.
   *
   * @param fileName name of the file, without folders
   * @param fingerprint SHA-256 of the file
   * @param seconds length that was used, after cutting
   * @param findings what the check had to say, one finding a line; empty when it was content
   */
  public record Reference(String fileName, String fingerprint, double seconds, String findings) {
    public Reference {
      requireNonNull(fileName, "fileName is null");
      requireFingerprint("fingerprint", fingerprint);
      requireNonNull(findings, "findings is null");
      if (!(seconds > 0) || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException("seconds is not above 0: " + seconds);
      }
    }
  }

  /**
   * The permission to use a person's voice.
   *
   * @param statement in the words of whoever made the profile: who allowed what
   * @param recordedAt when the statement was entered, to the second
   */
  public record Consent(String statement, Instant recordedAt) {
    public Consent {
      requireNonNull(recordedAt, "recordedAt is null");
      if (statement.isBlank()) {
        throw new IllegalArgumentException(
            "the consent statement is empty: say who allowed what, such as \"Ada Byron, 3 May 2026:"
                + " narration of her own books\"");
      }
    }
  }

  /**
   * The codec encoder's output, not normalised.
   *
   * @param values [F, C]: frames of 80 ms, channels
   */
  public record Latents(float[] values, int frames, int channels) {
    public Latents {
      values = values.clone();
      if (frames < 1 || channels < 1 || values.length != (long) frames * channels) {
        throw new IllegalArgumentException(
            "latents have %d values, not %d * %d".formatted(values.length, frames, channels));
      }
    }

    @Override
    public float[] values() {
      return values.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Latents latents
          && frames == latents.frames
          && channels == latents.channels
          && Arrays.equals(values, latents.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /**
   * Refuses a profile whose state was computed with other weights. A state without history passes;
   * its shape is checked when it is used.
   *
   * @throws VoiceException with both fingerprints and the remedy
   */
  public void requireMadeFor(Model model) throws VoiceException {
    if (origin.isEmpty() || origin.get().model().weights().equals(model.weights())) {
      return;
    }
    Model maker = origin.get().model();
    boolean rebuildable = latents.isPresent() && maker.encoder().equals(model.encoder());
    throw new VoiceException(
        "voice '%s' was made for other weights: model %s (weights %s...), but this is model %s (weights %s...); %s"
            .formatted(
                name,
                maker.id(),
                maker.weights().substring(0, 12),
                model.id(),
                model.weights().substring(0, 12),
                rebuildable
                    ? "its recording's latents are kept and fit: rebuild it for this model"
                    : "make it again from its recording with 'rhapsode voice create'"));
  }

  /**
   * Names are file names: lower-case letters, digits, dot, hyphen and underscore, at most 64, not
   * beginning with a mark.
   *
   * @throws VoiceException if a name is anything else
   */
  public static String requireName(String name) throws VoiceException {
    if (!NAME.matcher(name).matches()) {
      throw new VoiceException(
          "'%s' is not a voice name: use 1 to 64 of a-z, 0-9, '.', '-' and '_', beginning with a letter or digit"
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  private static void requireFingerprint(String what, String fingerprint) {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException(
          what + " is not 64 lower-case hexadecimal digits: '" + fingerprint + "'");
    }
  }
}
