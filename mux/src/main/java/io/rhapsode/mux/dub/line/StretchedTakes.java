package io.rhapsode.mux.dub.line;

import io.rhapsode.mux.ffmpeg.TempoFilter;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.store.LostTakeException;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Takes that were made shorter, kept in the take store under addresses of their own. */
public final class StretchedTakes {
  private static final String FORMAT = "stretch/2";

  private final TakeStore takes;

  public StretchedTakes(TakeStore takes) {
    this.takes = takes;
  }

  /**
   * A take in another length, made unless it is there.
   *
   * @param samples the length at the rate of the mix, which it does not exceed
   */
  public TakeReference of(TakeReference take, long samples) throws IOException {
    if (TrackLines.samples(take) <= samples) {
      return take;
    }
    int own = (int) Math.max(1, samples * take.sampleRateHz() / TrackLines.RATE_HZ);
    String key = "%s\n%s\n%d\n".formatted(FORMAT, take.address(), own);
    TakeAddress address = new TakeAddress(Sha256.hex(key.getBytes(StandardCharsets.UTF_8)));
    Optional<Take> made = find(address);
    if (made.isPresent()) {
      return made.get().reference();
    }
    PcmClip clip = TempoFilter.stretched(takes.clip(take), own);
    return takes.put(address, clip, List.of()).reference();
  }

  private Optional<Take> find(TakeAddress address) throws IOException {
    try {
      return takes.find(address);
    } catch (LostTakeException e) {
      // It was damaged and is forgotten; it is made again.
      return Optional.empty();
    }
  }
}
