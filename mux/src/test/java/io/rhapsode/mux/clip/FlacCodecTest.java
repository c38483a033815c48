package io.rhapsode.mux.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlacCodecTest {
  private static final float STEP = 0x1p-23f;

  private final FlacCodec codec = new FlacCodec();

  @Property(tries = 60)
  void decodesEverySampleRoundedTo24Bits(
      @ForAll @IntRange(max = 20_000) int length, @ForAll @IntRange(max = 1_000) int seed)
      throws IOException {
    float[] samples = noise(length, seed);
    int sampleRateHz = seed % 2 == 0 ? 22_050 : 44_100;
    PcmClip decoded = codec.decode(codec.encode(new PcmClip(sampleRateHz, samples)));
    assertEquals(new PcmClip(sampleRateHz, rounded(samples)), decoded);
  }

  @Test
  void clampsBeyondFullScaleAndKeepsTheSmallestStep() throws IOException {
    PcmClip clip = new PcmClip(24_000, new float[] {2f, -2f, 1f, -1f, STEP, -STEP, STEP / 4, 0f});
    float[] decoded = codec.decode(codec.encode(clip)).samples();
    assertArrayEquals(new float[] {1f - STEP, -1f, 1f - STEP, -1f, STEP, -STEP, 0f, 0f}, decoded);
  }

  @Test
  void keepsAnEmptyClip() throws IOException {
    PcmClip empty = new PcmClip(16_000, new float[0]);
    assertEquals(empty, codec.decode(codec.encode(empty)));
  }

  @Test
  void sameClipGivesSameBytesWithoutVendorText() throws IOException {
    PcmClip clip = new PcmClip(22_050, noise(50_000, 7));
    byte[] first = codec.encode(clip);
    assertArrayEquals(first, codec.encode(clip));
    assertEquals("fLaC", new String(first, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
    assertEquals((byte) 0x80, first[4], "STREAMINFO is the last metadata block");
  }

  @Test
  void refusesForeignCutAndDamagedBytes() throws IOException {
    byte[] whole = codec.encode(new PcmClip(22_050, noise(50_000, 3)));
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 0x55;
    assertThrows(IOException.class, () -> codec.decode(new byte[0]));
    assertThrows(IOException.class, () -> codec.decode("RIFF....".repeat(20).getBytes("US-ASCII")));
    assertThrows(IOException.class, () -> codec.decode(Arrays.copyOf(whole, whole.length - 1_000)));
    IOException e = assertThrows(IOException.class, () -> codec.decode(damaged));
    assertTrue(e.getMessage().matches(".*(avcodec_|damaged).*"), e.getMessage());
  }

  private static float[] noise(int length, int seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (random.nextGaussian() * 0.2);
    }
    return samples;
  }

  private static float[] rounded(float[] samples) {
    float[] rounded = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      float nearest = (float) Math.rint(samples[i] / (double) STEP) * STEP;
      rounded[i] = Math.max(-1f, Math.min(1f - STEP, nearest));
    }
    return rounded;
  }
}
