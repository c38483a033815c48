package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Separates by middle and side and by spectral gating. Dialogue is in the middle (of mono: in all;
 * of 5.1: in the centre), and above what is heard there while nobody speaks. So while somebody
 * speaks, each frequency of the middle is turned down to the level that it has in the speechless
 * moments before and after, or that the sides have now; all else stays as it is, to the bit. The
 * sound is read twice. Own code, because FFmpeg's "dialoguenhance" needs stereo and knows nothing
 * of subtitles, and models that separate are many times the size of this program; such are called
 * by {@link CommandSeparator}.
 */
public final class SpectralSeparator implements DialogueSeparator {
  /** Samples of a frame, 43 ms: a few periods of the lowest voice. */
  static final int FRAME = 2_048;

  /** Subtitles come a little late and go a little early. */
  private static final long MARGIN = TrackLines.RATE_HZ * 3L / 10;

  /** So far from them nobody speaks for sure. */
  private static final long FAR = TrackLines.RATE_HZ / 2;

  /** Tells of a stretch of samples whether somebody speaks in it. */
  @FunctionalInterface
  interface Spoken {
    boolean in(long from, long to);
  }

  @Override
  public String identity() {
    return "spectral/1";
  }

  @Override
  public void separate(
      Bed sound, long samples, SpeechStretches speech, Path folder, ChannelSink rest)
      throws IOException {
    Background background = new Background();
    Spoken maybe = (from, to) -> speech.overlap(from - FAR, to + FAR);
    sound.play(samples, new BackgroundMeter(sound.layout(), background, maybe));
    Spoken near = (from, to) -> speech.overlap(from - MARGIN, to + MARGIN);
    SpectralGate gate = new SpectralGate(sound.layout(), background, near, rest);
    sound.play(samples, gate);
    gate.finish();
  }
}
