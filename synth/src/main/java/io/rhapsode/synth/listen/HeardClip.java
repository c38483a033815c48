package io.rhapsode.synth.listen;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;

/**
 * A take to listen to.
 *
 * @param request what was asked for
 * @param clip what came, without the silence around it
 */
public record HeardClip(SpeechRequest request, PcmClip clip) {
  public HeardClip {
    requireNonNull(request, "request is null");
    requireNonNull(clip, "clip is null");
  }
}
