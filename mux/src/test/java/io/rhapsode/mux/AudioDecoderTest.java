package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioDecoderTest {
  private final AudioDecoder decoder = new AudioDecoder(1_000_000, 10);

  @TempDir Path folder;

  @Test
  void mixesStereoToMonoAndResamples() throws IOException {
    Path file = folder.resolve("σtereo 😀.wav");
    Files.write(file, stereoWave(44_100, 44_100));
    PcmClip clip = decoder.decode(file, 24_000);
    assertEquals(24_000, clip.length(), 2);
    assertEquals(24_000, clip.sampleRateHz());
    // Left is 0.5, right is 0.1.
    assertEquals(0.3, clip.sample(12_000), 0.01);
  }

  @Test
  void readsTakesAsTheyAre() throws IOException {
    PcmClip clip = TestBook.speechLike(22_050, 2, 1);
    FlacCodec codec = new FlacCodec();
    Path file = folder.resolve("take.flac");
    Files.write(file, codec.encode(clip));
    assertEquals(codec.decode(codec.encode(clip)), decoder.decode(file, 22_050));
  }

  @Test
  void refusesWithTheNameOfTheFile() throws IOException {
    Path text = write("notes.txt", "nothing to hear\n".repeat(500));
    Path playlist =
        write("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/hosts\n");
    Path large = folder.resolve("large.wav");
    Files.write(large, new byte[1_000_001]);
    Path longWave = folder.resolve("long.wav");
    Files.write(longWave, stereoWave(8_000, 8_000 * 11));
    assertRefused(folder.resolve("missing.wav"), "is not a file");
    assertRefused(text, "not audio of a known format: avformat_open_input");
    assertRefused(playlist, "not audio of a known format");
    assertRefused(large, "more than the limit of 1000000");
    assertRefused(longWave, "longer than the limit of 10 s");
  }

  private void assertRefused(Path file, String reason) {
    IOException e = assertThrows(IOException.class, () -> decoder.decode(file, 24_000));
    assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static byte[] stereoWave(int sampleRateHz, int samples) {
    ByteBuffer wave = ByteBuffer.allocate(44 + samples * 4).order(ByteOrder.LITTLE_ENDIAN);
    wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 4);
    wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wave.putShort((short) 1).putShort((short) 2).putInt(sampleRateHz).putInt(sampleRateHz * 4);
    wave.putShort((short) 4).putShort((short) 16);
    wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 4);
    for (int i = 0; i < samples; i++) {
      wave.putShort((short) 16_384).putShort((short) 3_277);
    }
    return wave.array();
  }
}
