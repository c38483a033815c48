package io.rhapsode.synth.family.piper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiperSettingsTest {
  private static final String SOUND =
      """
      {"audio": {"sample_rate": 16000}, "espeak": {"voice": "nb"}, "phoneme_type": "espeak",
       "language": {"code": "no_NO"}, "num_speakers": 2, "speaker_id_map": {"kari": 1},
       "inference": {"noise_scale": 0.5, "length_scale": 1.2, "noise_w": 0},
       "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [7, 8]}}
      """;

  @TempDir private Path folder;

  @Test
  void readsWhatAVoiceSays() throws IOException {
    PiperSettings settings = read(SOUND);
    assertEquals("nb-NO", settings.language());
    assertEquals(List.of("nb", "no"), settings.languages());
    assertEquals("nb", settings.phonemizerVoice());
    assertEquals(16_000, settings.sampleRateHz());
    assertEquals(Map.of("kari", 1), settings.speakers());
    assertEquals(2, settings.speakerCount());
    assertEquals(0.5f, settings.noiseScale());
    assertEquals(1.2f, settings.lengthScale());
    assertEquals(0f, settings.durationNoiseScale());
    assertArrayEquals(new long[] {7, 8}, settings.symbols().get("a"));
  }

  @Test
  void whatOlderVoicesLeaveOutIsTheUsual() throws IOException {
    PiperSettings settings =
        read(
            """
            {"audio": {"sample_rate": 22050}, "espeak": {"voice": "en-us"},
             "phoneme_id_map": {"_": [0], "^": [1], "$": [2]}}
            """);
    assertEquals("en-US", settings.language());
    assertEquals(List.of("en"), settings.languages());
    assertEquals(1, settings.speakerCount());
    assertEquals(0.667f, settings.noiseScale());
    assertEquals(1f, settings.lengthScale());
    assertEquals(0.8f, settings.durationNoiseScale());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16000|4000|audio.sample_rate: 4000 is not between 8000 and 192000",
        "\"espeak\",|\"pinyin\",|phoneme_type: 'pinyin' needs a reader that is not here",
        "\"kari\": 1|\"kari\": 2|speaker_id_map.kari: 2 is not between 0 and 1",
        "1.2|0|inference.length_scale: 0 is not a number from 0 to 10",
        "\"_\": [0]|\"-\": [0]|phoneme_id_map: '_' is missing",
        "[7, 8]|[7, -8]|phoneme_id_map.a: -8 is not between 0 and 65535",
        "{\"voice\": \"nb\"}|{}|espeak.voice: a text is missing",
        "{\"audio\"|{audio|not JSON",
      })
  void saysWhatIsWrong(String sound, String broken, String problem) {
    IOException refused = assertThrows(IOException.class, () -> read(SOUND.replace(sound, broken)));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
  }

  private PiperSettings read(String json) throws IOException {
    return PiperSettings.read(Files.writeString(folder.resolve("voice.onnx.json"), json));
  }
}
