package io.rhapsode.workflows.serve.speech;

import io.rhapsode.mux.ffmpeg.Resampler;
import io.rhapsode.mux.ffmpeg.TempoStream;
import io.rhapsode.mux.ffmpeg.container.AudioFileWriter;
import io.rhapsode.mux.ffmpeg.container.StreamFormat;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.workflows.speak.WavOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Encodes speech while it is made: speed, sample rate, codec, stream. Used by one thread at a time.
 */
public final class SoundOutput implements AutoCloseable {
  /** One step; steps before it have finished. */
  @FunctionalInterface
  private interface Ending {
    void finish() throws IOException;
  }

  private final OutputStream out;
  private final Deque<Ending> endings = new ArrayDeque<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final SampleSink first;
  private long samples;

  /**
   * @param speed of the speech, 0.25 to 4
   * @param sampleRateHz of the clips that will come
   * @param out stays the caller's
   */
  public SoundOutput(ReplyFormat format, double speed, int sampleRateHz, OutputStream out)
      throws IOException {
    this.out = out;
    try {
      SampleSink encoder = counted(encoder(format));
      SampleSink atRate =
          sampleRateHz == ReplyFormat.SAMPLE_RATE_HZ ? encoder : resampler(sampleRateHz, encoder);
      first = speed == 1 ? atRate : tempo(sampleRateHz, speed, atRate);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private SampleSink encoder(ReplyFormat format) throws IOException {
    Optional<StreamFormat> encoded = format.encoded();
    if (encoded.isEmpty()) {
      WavOutput wav = new WavOutput(out, format == ReplyFormat.PCM);
      return (block, start, end) ->
          wav.write(new PcmClip(ReplyFormat.SAMPLE_RATE_HZ, Arrays.copyOfRange(block, start, end)));
    }
    AudioFileWriter writer = new AudioFileWriter(encoded.get(), out);
    opened.push(writer);
    endings.push(writer::finish);
    return writer.mono();
  }

  private SampleSink counted(SampleSink target) {
    return (block, start, end) -> {
      samples += end - start;
      target.accept(block, start, end);
    };
  }

  private SampleSink resampler(int sampleRateHz, SampleSink target) throws IOException {
    Resampler resampler =
        new Resampler(
            ChannelLayout.MONO,
            sampleRateHz,
            ReplyFormat.SAMPLE_RATE_HZ,
            (channels, start, end) -> target.accept(channels[0], start, end));
    opened.push(resampler);
    endings.push(resampler::finish);
    return resampler.mono();
  }

  private SampleSink tempo(int sampleRateHz, double speed, SampleSink target) throws IOException {
    TempoStream tempo = new TempoStream(sampleRateHz, speed, target);
    opened.push(tempo);
    endings.push(tempo::finish);
    return tempo;
  }

  /** Encodes a sound and passes on what is ready of it. */
  public void accept(PcmClip clip) throws IOException {
    first.accept(clip.samples(), 0, clip.length());
    out.flush();
  }

  /** Writes what the steps still hold; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    for (Ending ending : endings) {
      ending.finish();
    }
    out.flush();
  }

  /** Length so far of what was sent, in seconds. */
  public double seconds() {
    return (double) samples / ReplyFormat.SAMPLE_RATE_HZ;
  }

  @Override
  public void close() {
    for (AutoCloseable step : opened) {
      try {
        step.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing memory of FFmpeg cannot fail", e);
      }
    }
    opened.clear();
  }
}
