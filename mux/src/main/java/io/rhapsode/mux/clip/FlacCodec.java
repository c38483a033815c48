package io.rhapsode.mux.clip;

import io.rhapsode.mux.ffmpeg.container.FlacStream;
import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;

/** Keeps takes as 24-bit FLAC that any player opens. Holds no state: threads may share one. */
public final class FlacCodec implements LosslessCodec {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] encode(PcmClip clip) throws IOException {
    return FlacStream.encode(clip);
  }

  @Override
  public PcmClip decode(byte[] bytes) throws IOException {
    return FlacStream.decode(bytes);
  }

  @Override
  public String fileExtension() {
    return "flac";
  }
}
