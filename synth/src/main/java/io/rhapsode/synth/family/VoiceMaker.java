package io.rhapsode.synth.family;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.util.Optional;

/** Makes voices with a loaded model. Used by one thread at a time; whoever opened it closes it. */
public interface VoiceMaker extends AutoCloseable {
  /**
   * Makes what the model needs to speak with the voice of a recording. The same recording gives the
   * same conditioning.
   *
   * @param recording at its own rate, checked before
   * @param transcript what is said in it, if known
   * @throws VoiceException if the model cannot make voices
   */
  Conditioning derive(PcmClip recording, Optional<String> transcript) throws VoiceException;

  /**
   * Makes it from what another model made, where the recording was not kept.
   *
   * @param profile without a recording
   * @throws VoiceException if what the profile keeps is not enough
   */
  Conditioning adapt(VoiceProfile profile) throws VoiceException;

  @Override
  void close();
}
