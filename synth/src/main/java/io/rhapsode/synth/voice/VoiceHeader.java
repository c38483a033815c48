package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a voice's file says before its recording and its tensors are read.
 *
 * @param name of the voice
 * @param file where it is
 * @param origin as in {@link VoiceProfile}
 * @param recording as in {@link VoiceProfile}, without the sound
 * @param kind of the conditioning, of a voice without recording
 */
public record VoiceHeader(
    String name,
    Path file,
    Optional<VoiceProfile.Origin> origin,
    Optional<Recording.Summary> recording,
    Optional<String> kind) {
  public VoiceHeader {
    requireNonNull(name, "name is null");
    requireNonNull(file, "file is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(recording, "recording is null");
    requireNonNull(kind, "kind is null");
  }
}
