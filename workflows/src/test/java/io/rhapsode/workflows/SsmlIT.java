package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document in SSML as sound: silences in samples, voices and paces by what espeak-ng says. */
class SsmlIT {
  private static final String SSML =
      """
      <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-GB">
        <p>The first sentence ends here. <break time="%dms"/> The second one does.</p>
        <p><voice name="en-us">The third is of another voice.</voice>
        <prosody rate="50%%">The fourth is slow.</prosody>
        <prosody rate="200%%">The fourth is slow.</prosody></p>
      </speak>
      """;

  /** Quieter than any speech: what is left of dither and rounding. */
  private static final int SILENT = 2;

  @TempDir private Path folder;

  /**
   * What was made of a document.
   *
   * @param starts of its cues, in milliseconds
   */
  private record Sound(short[] samples, float rateHz, List<Long> starts, JsonNode report) {
    /** How many samples before a cue are silent. */
    int silenceBefore(int cue) {
      int at = (int) (starts.get(cue) * rateHz / 1_000);
      while (Math.abs(samples[at]) <= SILENT) {
        at++;
      }
      int end = at;
      while (Math.abs(samples[at - 1]) <= SILENT) {
        at--;
      }
      return end - at;
    }

    /** How long a cue is, up to the silence before a time. */
    double spokenSeconds(int cue, double before) {
      int end = (int) (before * rateHz) - 1;
      while (Math.abs(samples[end]) <= SILENT) {
        end--;
      }
      return end / rateHz - starts.get(cue) / 1_000.0;
    }
  }

  private Sound narrated(int millis) throws IOException, UnsupportedAudioFileException {
    Path file = Files.writeString(folder.resolve("text.ssml"), SSML.formatted(millis));
    Path settings =
        Files.writeString(
            folder.resolve("settings.yaml"), "audio: {format: wav, captions: {json: true}}\n");
    Invocation narrated =
        Invocation.narrate(folder, file, "--settings", settings.toString(), "--voice", "en-gb");
    assertEquals(0, narrated.exitCode(), narrated.out() + narrated.err());
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(narrated.audio().toFile())) {
      byte[] bytes = audio.readAllBytes();
      int size = audio.getFormat().getFrameSize();
      short[] samples = new short[bytes.length / size];
      for (int at = 0; at < samples.length; at++) {
        // The upper 16 bits of a mono sample, little endian.
        int end = (at + 1) * size;
        samples[at] = (short) ((bytes[end - 1] << 8) | (bytes[end - 2] & 0xFF));
      }
      List<Long> starts = new ArrayList<>();
      for (JsonNode cue : Json.MAPPER.readTree(made(".words.json")).get("cues")) {
        starts.add(cue.get("startMillis").asLong());
      }
      return new Sound(
          samples,
          audio.getFormat().getSampleRate(),
          starts,
          Json.MAPPER.readTree(made("report.json")));
    }
  }

  private String made(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      return Files.readString(
          files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow());
    }
  }

  @Test
  void aBreakIsAsLongAsItSaysInSamples() throws Exception {
    Sound shorter = narrated(1_500);
    Sound longer = narrated(2_500);
    assertEquals(5, shorter.starts().size());
    assertEquals(1_000, longer.starts().get(1) - shorter.starts().get(1));
    assertEquals((int) shorter.rateHz(), longer.silenceBefore(1) - shorter.silenceBefore(1));
    double silence = shorter.silenceBefore(1) / shorter.rateHz();
    assertTrue(silence >= 1.5 && silence < 1.8, "silence of " + silence + " s");
    assertEquals(0, longer.report().get("made").asInt());
    double slow = shorter.spokenSeconds(3, shorter.starts().get(4) / 1_000.0);
    double quick = shorter.spokenSeconds(4, shorter.samples().length / shorter.rateHz());
    assertTrue(slow > 2.5 * quick, slow + " s at half, " + quick + " s at double the pace");
  }
}
