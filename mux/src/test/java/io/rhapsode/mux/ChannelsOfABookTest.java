package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A book, which is mono, in profiles of more channels. */
class ChannelsOfABookTest {
  private static final double PAN_LAW_DECIBELS = -10 * Math.log10(2);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"wav, wav", "flac, flac", "m4b, m4b", "mp3-single, mp3", "opus, opus"})
  void stereoIsDualMonoOfTheSameLoudness(String profile, String extension) throws IOException {
    AudioFigures mono = assemble(Deliveries.profile(profile));
    AudioFigures stereo = assemble(Deliveries.withChannels(profile, 2));
    assertEquals(mono.integratedLufs(), stereo.integratedLufs(), 0.2);
    assertEquals(-20, stereo.integratedLufs(), 0.6, "lossy codecs take some of the treble");
    float[][] channels =
        MediaProbe.decodeChannels(folder.resolve("Book/" + profile + "/Book." + extension));
    assertEquals(2, channels.length);
    if (profile.equals("wav") || profile.equals("flac")) {
      assertArrayEquals(channels[0], channels[1]);
    }
    double one = loudness(channels[0], Deliveries.profile(profile).sampleRateHz());
    assertEquals(PAN_LAW_DECIBELS, one - stereo.integratedLufs(), 0.05, "the pan law");
  }

  @Test
  void surroundHasTheVoiceInItsCentreOnly() throws IOException {
    AudioFigures surround = assemble(Deliveries.withChannels("wav", 6));
    assertEquals(-20, surround.integratedLufs(), 0.2);
    float[][] channels = MediaProbe.decodeChannels(folder.resolve("Book/wav/Book.wav"));
    for (int channel = 0; channel < 6; channel++) {
      boolean heard = loudness(channels[channel], 48_000) > -70;
      assertEquals(channel == 2, heard, "channel " + channel);
    }
  }

  @Test
  void channelsThatACodecDoesNotHaveAreRefused() {
    assertTrue(refusal("mp3-single", 6).contains("6"), refusal("mp3-single", 6));
    assertTrue(refusal("wav", 3).contains("is 3, not 1, 2 or 6"), refusal("wav", 3));
  }

  private static String refusal(String profile, int channels) {
    return assertThrows(
            InvalidSettingException.class, () -> Deliveries.withChannels(profile, channels))
        .getMessage();
  }

  private AudioFigures assemble(DeliveryProfile profile) throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello.", TestBook.speechLike(22_050, 12, 1), 400);
    BookReport report =
        new BookAssembler(
                AudioSettings.DEFAULTS.assembly(folder, List.of(profile)),
                book.blobs(),
                book.takes(),
                "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return report.loudness().orElseThrow().deliveries().get(0).files().get(0);
  }

  private static double loudness(float[] channel, int sampleRateHz) {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    meter.accept(channel, 0, channel.length);
    return meter.integratedLufs();
  }
}
