package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.file.Path;

/** Takes what is said out of a film's sound; music and effects stay. */
public interface DialogueSeparator {
  /** Changes with whatever changes its samples. */
  String identity();

  /**
   * Separates. The same sound gives the same samples.
   *
   * @param sound the film's own
   * @param samples its length at the rate of the mix
   * @param speech where the film's people speak
   * @param folder where files may be for a while
   * @param rest gets exactly as many samples, at the rate of the mix and in the channels of the
   *     sound
   * @throws SeparationException when it cannot be done
   */
  void separate(Bed sound, long samples, SpeechStretches speech, Path folder, ChannelSink rest)
      throws IOException;
}
