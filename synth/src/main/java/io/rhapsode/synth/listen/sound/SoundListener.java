package io.rhapsode.synth.listen.sound;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.listen.HeardClip;
import io.rhapsode.synth.listen.Listener;
import java.util.List;

/** Listens to the sound alone. */
public final class SoundListener implements Listener {
  @Override
  public String id(Voice voice) {
    return SignalChecks.ID;
  }

  @Override
  public List<Opinion> listen(List<HeardClip> clips) {
    return clips.stream().map(clip -> new Opinion(SignalChecks.check(clip), List.of())).toList();
  }
}
