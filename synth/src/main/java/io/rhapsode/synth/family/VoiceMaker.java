package io.rhapsode.synth.family;

import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfile.Consent;
import io.rhapsode.synth.voice.VoiceProfile.Reference;
import java.time.Instant;

/** Makes voices with a loaded model. Used by one thread at a time; whoever opened it closes it. */
public interface VoiceMaker extends AutoCloseable {
  /**
   * Makes a voice of a recording.
   *
   * @param samples mono at {@link io.rhapsode.synth.voice.ReferenceCheck#SAMPLE_RATE_HZ}, checked
   *     before
   * @param createdBy program and version
   */
  VoiceProfile make(
      String name,
      float[] samples,
      Reference reference,
      Consent consent,
      Instant createdAt,
      String createdBy)
      throws VoiceException;

  /**
   * Makes a voice of this model from one of another, without the recording.
   *
   * @throws VoiceException if what the profile keeps of the recording is not enough
   */
  VoiceProfile rebuild(VoiceProfile profile, String name, Instant createdAt, String createdBy)
      throws VoiceException;

  @Override
  void close();
}
