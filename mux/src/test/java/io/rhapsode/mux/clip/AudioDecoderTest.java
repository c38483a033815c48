package io.rhapsode.mux.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioDecoderTest {
  @TempDir Path folder;

  @Test
  void keepsTheRecordingsOwnRateUnlessAnotherIsAskedFor() throws IOException {
    byte[] pcm = new byte[2 * 2205];
    for (int index = 0; index < 2205; index++) {
      short sample = (short) (index * 7);
      pcm[2 * index] = (byte) sample;
      pcm[2 * index + 1] = (byte) (sample >> 8);
    }
    Path file = folder.resolve("ramp.wav");
    javax.sound.sampled.AudioFormat format =
        new javax.sound.sampled.AudioFormat(22050, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(pcm), format, 2205),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    AudioDecoder decoder = new AudioDecoder(1 << 20, 10);
    PcmClip own = decoder.decode(file);
    assertEquals(22050, own.sampleRateHz());
    assertEquals(2205, own.length());
    assertEquals(7 * 1000 / 32768f, own.sample(1000));
    assertEquals(24000, decoder.decode(file, 24000).sampleRateHz());
    assertThrows(IOException.class, () -> decoder.decode(folder.resolve("none.wav")));
  }
}
