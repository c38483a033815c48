package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A voice: whose it is, and what models are told of it. With the recording it can be had in every
 * model that makes voices from recordings; without it only in those that its conditioning fits.
 *
 * @param name what users call it; see {@link #requireName}
 * @param origin what it was made from and by whose leave; absent in states published without their
 *     history
 * @param recording what it was made from; absent if it was discarded, or never kept
 * @param conditioning what was made of a recording that is absent
 */
public record VoiceProfile(
    String name,
    Optional<Origin> origin,
    Optional<Recording> recording,
    Optional<Conditioning> conditioning) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  public VoiceProfile {
    requireNonNull(name, "name is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(recording, "recording is null");
    requireNonNull(conditioning, "conditioning is null");
    if (recording.isPresent() == conditioning.isPresent()) {
      throw new IllegalArgumentException("a voice has either its recording or what was made of it");
    }
  }

  /**
   * History of a profile.
   *
   * @param model what it was made for first
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
   * The weights a voice was made for.
   *
   * @param id name of the model in the catalogue
   * @param weights SHA-256 of the weights file
   * @param encoder SHA-256 over the codec encoder's tensors: latents fit every model that shares it
   */
  public record Model(String id, String weights, String encoder) {
    public Model {
      if (!MODEL.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "model id is not 1 to 64 letters, digits, '.', '-' and '_', beginning with a letter or"
                + " digit");
      }
      requireFingerprint("weights", weights);
      requireFingerprint("encoder", encoder);
    }
  }

  /**
   * The file a voice was made from, a recording as a rule, and what the check said.
   *
   * @param fileName name of the file, without folders
   * @param fingerprint SHA-256 of the file
   * @param seconds length that was used, after cutting; 0 where the file is no recording
   * @param findings what the check had to say, one finding a line; empty when it was content
   */
  public record Reference(String fileName, String fingerprint, double seconds, String findings) {
    public Reference {
      requireNonNull(fileName, "fileName is null");
      requireFingerprint("fingerprint", fingerprint);
      requireNonNull(findings, "findings is null");
      if (!(seconds >= 0) || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException("seconds is not 0 or more: " + seconds);
      }
    }
  }

  /**
   * The conditioning, if an encoder made it: it then means the same to every model with that one.
   *
   * @param encoder SHA-256 over its tensors, as {@link Model#encoder} has it
   */
  public Optional<Conditioning> madeWith(String encoder) {
    return conditioning.filter(
        made -> origin.filter(known -> known.model().encoder().equals(encoder)).isPresent());
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

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static void requireFingerprint(String what, String fingerprint) {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException(
          what + " is not 64 lower-case hexadecimal digits: '" + fingerprint + "'");
    }
  }
}
