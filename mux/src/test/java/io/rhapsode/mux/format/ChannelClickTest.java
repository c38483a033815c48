package io.rhapsode.mux.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.master.MasteringChain;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.profile.LoudnessTarget;
import io.rhapsode.mux.profile.Silence;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.mux.tag.Track;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.pipeline.book.BookMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sounds of each channel come out of the files in their channel, at their sample and level, and
 * nowhere else: through resampler, limiter, encoder, container and decoder.
 */
class ChannelClickTest {
  private static final int SOURCE_RATE_HZ = 24_000;
  private static final int SECONDS = 3;
  private static final double LEVEL = 0.4;
  private static final double GAIN_DECIBELS = -2;

  /** Low frequencies have a channel of their own, which lossy codecs cut at about 100 Hz. */
  private static final int LOW_FREQUENCIES = 3;

  @TempDir Path folder;

  /** The tolerance is in samples; that of low frequencies is a hundredth of their period. */
  @ParameterizedTest
  @CsvSource({
    "FLAC, MONO, 44100, 0, 0.75, 90",
    "FLAC, STEREO, 44100, 0, 0.75, 90",
    "FLAC, SURROUND_5_1, 48000, 0, 0.75, 90",
    "WAV, STEREO, 48000, 0, 0.75, 90",
    "WAV, SURROUND_5_1, 48000, 0, 0.75, 90",
    "M4B, STEREO, 44100, 128, 1, 30",
    "M4B, SURROUND_5_1, 48000, 320, 1, 30",
    "MP3, STEREO, 44100, 192, 1, 30",
    "MP3, STEREO, 48000, 320, 1, 30",
    "OPUS, STEREO, 48000, 128, 1, 25",
    "OPUS, SURROUND_5_1, 48000, 256, 1, 20",
  })
  void clicksStayInTheirChannelAndAtTheirSample(
      AudioFormat format,
      ChannelLayout layout,
      int rateHz,
      int bitRateKbps,
      double tolerance,
      double separationDecibels)
      throws IOException {
    float[][] decoded = deliver(profile(format, layout, rateHz, bitRateKbps), signal(layout));
    assertEquals(layout.channels(), decoded.length);
    int longer = decoded[0].length - SECONDS * rateHz;
    assertTrue(longer >= 0 && longer <= format.samplesBehindTheEnd(), longer + " samples more");
    for (int channel = 0; channel < decoded.length; channel++) {
      int expected = middle(channel) * (rateHz / 100) / (SOURCE_RATE_HZ / 100);
      Click click = new Click(channel, rateHz);
      int found = click.find(decoded[channel], expected);
      double period = channel == LOW_FREQUENCIES ? rateHz / Click.toneHz(channel) / 100 : 0;
      assertEquals(expected, found, Math.max(tolerance, period), "click of channel " + channel);
      double level = click.level(decoded[channel], found);
      double wanted = LEVEL * Math.pow(10, GAIN_DECIBELS / 20);
      assertEquals(0, 20 * Math.log10(level / wanted), 1, "level of channel " + channel);
      for (int other = 0; other < decoded.length; other++) {
        double leak = other == channel ? 0 : click.energy(decoded[other], expected);
        assertTrue(
            leak
                <= click.energy(decoded[channel], expected) / Math.pow(10, separationDecibels / 10),
            "channel %d is heard from channel %d".formatted(channel, other));
      }
    }
  }

  private float[][] deliver(DeliveryProfile profile, float[][] signal) throws IOException {
    Path file = folder.resolve("file." + profile.format().fileExtension());
    long samples = (long) SECONDS * profile.sampleRateHz();
    FileFormat.of(profile)
        .write(
            file,
            tags(),
            writer -> {
              try (MasteringChain chain =
                  new MasteringChain(
                      profile.layout(),
                      SOURCE_RATE_HZ,
                      profile.sampleRateHz(),
                      samples,
                      new Mastering(GAIN_DECIBELS, -1),
                      writer)) {
                chain.accept(signal, 0, signal[0].length);
                chain.finish();
              }
            });
    return MediaProbe.decodeChannels(file);
  }

  private static FileTags tags() {
    List<ChapterTime> chapters = List.of(new ChapterTime("One", 0, SECONDS * 1_000L));
    return new FileTags(
        new BookTags(BookMetadata.untold("Clicks", "en"), "", "", "", DigitalSource.ALGORITHMIC),
        new Track("One", 1, 1),
        chapters,
        chapters,
        Optional.empty());
  }

  private static DeliveryProfile profile(
      AudioFormat format, ChannelLayout layout, int rateHz, int bitRateKbps) {
    return new DeliveryProfile(
        "clicks",
        "clicks in each channel",
        format,
        rateHz,
        layout.channels(),
        bitRateKbps,
        new FileLayout(Division.SINGLE, 0, 0),
        new LoudnessTarget(-20, -1),
        Silence.of(0, 0),
        Limits.NONE,
        List.of(),
        CoverRule.USUAL,
        true);
  }

  private static float[][] signal(ChannelLayout layout) {
    float[][] channels = new float[layout.channels()][SECONDS * SOURCE_RATE_HZ];
    for (int channel = 0; channel < channels.length; channel++) {
      new Click(channel, SOURCE_RATE_HZ).add(channels[channel], middle(channel));
    }
    return channels;
  }

  /** Of the click of a channel, in samples; a whole number of them at all rates. */
  private static int middle(int channel) {
    return 240 * (40 + 41 * channel);
  }

  /** A tone under a symmetric window, whose middle can be told exactly. */
  private record Click(double toneHz, int half, int rateHz) {
    Click(int channel, int rateHz) {
      this(toneHz(channel), (int) (rateHz * 2 / toneHz(channel)), rateHz);
    }

    static double toneHz(int channel) {
      return channel == LOW_FREQUENCIES ? 60 : 1_000;
    }

    void add(float[] samples, int middle) {
      for (int i = -half; i <= half; i++) {
        samples[middle + i] += (float) (LEVEL * at(i));
      }
    }

    /** Where it is most alike, within a hundredth of a second. */
    int find(float[] samples, int around) {
      int best = around;
      for (int middle = around - rateHz / 100; middle <= around + rateHz / 100; middle++) {
        best = level(samples, middle) > level(samples, best) ? middle : best;
      }
      return best;
    }

    /** Amplitude of this click in the samples. */
    double level(float[] samples, int middle) {
      double product = 0;
      double power = 0;
      for (int i = -half; i <= half; i++) {
        product += samples[middle + i] * at(i);
        power += at(i) * at(i);
      }
      return product / power;
    }

    double energy(float[] samples, int middle) {
      double energy = 0;
      for (int i = -half; i <= half; i++) {
        energy += samples[middle + i] * samples[middle + i];
      }
      return energy;
    }

    private double at(int i) {
      double window = 0.5 + 0.5 * Math.cos(Math.PI * i / half);
      return window * Math.cos(2 * Math.PI * toneHz * i / rateHz);
    }
  }
}
