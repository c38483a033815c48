package io.rhapsode.mux.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.LoudnessProfile;
import org.junit.jupiter.api.Test;

class AssemblySettingsTest {
  @Test
  void defaultsAreAnM4bForAudiobookListeners() {
    AssemblySettings settings = AssemblySettings.defaults("out");
    assertEquals(AudioFormat.M4B, settings.format());
    assertEquals(64, settings.bitRateKbps());
    assertEquals(LoudnessProfile.AUDIOBOOK, settings.loudness());
    assertEquals(44_100, settings.deliveredSampleRateHz());
    assertTrue(settings.oneFilePerBook());
  }

  @Test
  void everyFormatHasAUsualBitRateAndItsOwnSampleRate() {
    AssemblySettings settings = AssemblySettings.defaults("out");
    for (AudioFormat format : AudioFormat.values()) {
      assertEquals(format.defaultBitRateKbps(), settings.withFormat(format, false).bitRateKbps());
    }
    assertEquals(48_000, settings.withFormat(AudioFormat.OPUS, true).deliveredSampleRateHz());
    assertTrue(settings.withFormat(AudioFormat.M4B, false).oneFilePerBook());
    assertFalse(settings.withFormat(AudioFormat.MP3, false).oneFilePerBook());
  }

  @Test
  void refusesWhatNoEncoderTakesAndNamesTheBound() {
    assertRefused(AudioFormat.M4B, 16, 44_100, "bit rate of M4B is not 32 to 320 kbit/s: 16");
    assertRefused(AudioFormat.FLAC, 64, 44_100, "bit rate of FLAC is not 0 to 0 kbit/s: 64");
    assertRefused(
        AudioFormat.M4B, 64, 11_025, "sample rate is not 22050, 44100 or 48000 Hz: 11025");
    assertRefused(
        AudioFormat.MP3,
        192,
        22_050,
        "MP3 at 22050 Hz has a bit rate of [64, 80, 96, 112, 128, 144, 160] kbit/s, not 192");
  }

  private static void assertRefused(
      AudioFormat format, int bitRateKbps, int sampleRateHz, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new AssemblySettings(
                    "out",
                    format,
                    true,
                    bitRateKbps,
                    LoudnessProfile.AUDIOBOOK,
                    sampleRateHz,
                    0,
                    0,
                    "",
                    "",
                    CaptionSettings.DEFAULTS));
    assertEquals(message, e.getMessage());
  }
}
