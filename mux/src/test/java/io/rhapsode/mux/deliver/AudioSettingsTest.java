package io.rhapsode.mux.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.watermark.WatermarkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioSettingsTest {
  @Test
  void defaultsAreAnM4bForAudiobookListeners() {
    DeliveryProfile profile = profile(AudioFormat.M4B, true);
    assertEquals(64, profile.bitRateKbps());
    assertEquals(LoudnessPreset.AUDIOBOOK.target(), profile.mastering());
    assertEquals(44_100, profile.sampleRateHz());
    assertFalse(profile.oneFileAChapter());
    assertEquals(Limits.NONE, profile.limits());
  }

  @Test
  void everyFormatHasAUsualBitRateAndItsOwnSampleRate() {
    for (AudioFormat format : AudioFormat.values()) {
      assertEquals(format.defaultBitRateKbps(), profile(format, false).bitRateKbps());
    }
    assertEquals(48_000, profile(AudioFormat.OPUS, true).sampleRateHz());
    assertFalse(profile(AudioFormat.M4B, false).oneFileAChapter());
    assertTrue(profile(AudioFormat.MP3, false).oneFileAChapter());
    assertEquals(LoudnessPreset.AUDIOBOOK.limits(), profile(AudioFormat.MP3, false).limits());
  }

  @Test
  void namedProfilesGetFoldersOfTheirOwnAndTheSettingsTheBooks() throws IOException {
    AssemblySettings named = Deliveries.named(Path.of("out"), "m4b", "acx");
    assertEquals(
        List.of("m4b", "acx"),
        named.deliveries().stream().map(AssemblySettings.Delivery::folder).toList());
    assertEquals("", Deliveries.usual(Path.of("out")).deliveries().get(0).folder());
  }

  @Test
  void refusesWhatNoEncoderTakesAndNamesTheBound() {
    assertRefused(AudioFormat.M4B, 16, 44_100, "bitRateKbps is 16, not 32 to 320");
    assertRefused(AudioFormat.M4B, 64, 11_025, "sampleRateHz is 11025, not 22050, 44100 or 48000");
    assertRefused(
        AudioFormat.MP3,
        192,
        22_050,
        "bitRateKbps is 192, and MP3 at 22050 Hz has one of [64, 80, 96, 112, 128, 144, 160]");
  }

  private static DeliveryProfile profile(AudioFormat format, boolean single) {
    return Deliveries.of(Path.of("out"), format, single).deliveries().get(0).profile();
  }

  private static void assertRefused(
      AudioFormat format, int bitRateKbps, int sampleRateHz, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new AudioSettings(
                    "out",
                    List.of(),
                    format,
                    Division.SINGLE,
                    bitRateKbps,
                    sampleRateHz,
                    LoudnessPreset.AUDIOBOOK,
                    0,
                    0,
                    "",
                    "",
                    RestorationSettings.DEFAULTS,
                    CaptionSettings.DEFAULTS,
                    PublishSettings.DEFAULTS,
                    WatermarkSettings.DEFAULTS));
    assertEquals(message, e.getMessage());
  }
}
