package io.rhapsode.synth.family.kokoro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voices of others: their forms, their names, and how they are kept. */
class ImportedStylesTest {
  private static final String HASH = "ab".repeat(32);
  private static final String NUMPY_HEADER =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (510, 1, 256), }";

  @TempDir private Path folder;
  private final KokoroFamily family = new KokoroFamily(new EspeakEngineFactory()::phonemizer);

  @Test
  void readsBareNumbersAndNumpyArrays() throws Exception {
    float[] values = values(0.5f);
    StyleTable bare = StyleTable.readAny(bin("a.bin", values)).orElseThrow();
    StyleTable array = StyleTable.readAny(numpy("a.npy", NUMPY_HEADER, values)).orElseThrow();

    assertArrayEquals(bare.style(7), array.style(7));
    assertEquals(values[6 * 256 + 3], array.style(7)[3]);
    assertEquals(Optional.empty(), StyleTable.readAny(bin("a.wav", values)));
  }

  @Test
  void refusesWhatIsNoTableAndSaysWhy() throws Exception {
    float[] broken = values(0.5f);
    broken[100] = Float.NaN;
    assertRefused("not finite", bin("a.bin", broken));
    assertRefused("bytes, a voice of Kokoro has 522,240", bin("b.bin", new float[3]));
    assertRefused("not of numpy.save", bin("c.npy", values(1)));
    assertRefused("is cut short", Files.write(folder.resolve("d.npy"), new byte[3]));
    assertRefused("fewer numbers than its shape says", numpy("e.npy", NUMPY_HEADER, new float[10]));
    assertRefused(
        "fewer numbers than its shape says",
        numpy(
            "f.npy", NUMPY_HEADER.replace("(510, 1, 256)", "(4611686018427387904, 4)"), values(1)));
    assertRefused(
        "its shape is [510, 256, 1]",
        numpy("g.npy", NUMPY_HEADER.replace("1, 256", "256, 1"), values(1)));
    assertRefused(
        "not an array of 32-bit floats",
        numpy("h.npy", NUMPY_HEADER.replace("<f4", "|O"), values(1)));
    assertRefused("not a zip of torch.save", bin("i.pt", values(1)));
  }

  @Test
  void theNameSaysTheLanguage() throws Exception {
    Path pack = bin("ada.bin", values(0.1f));
    assertTrue(family.readVoice(pack, "af_ada").isPresent());
    VoiceException refusal =
        assertThrows(VoiceException.class, () -> family.readVoice(pack, "ada"));
    assertTrue(refusal.getMessage().contains("such as af_ada"), refusal.getMessage());
    assertThrows(VoiceException.class, () -> family.readVoice(pack, "zf_ada"));
    assertEquals(Optional.empty(), family.readVoice(folder.resolve("ada.safetensors"), "ada"));
  }

  @Test
  void keepsTheTableInAProfileWithTheConsent() throws Exception {
    VoiceFolder profiles = new VoiceFolder(folder.resolve("voices"));
    ImportedStyles imported = new ImportedStyles(profiles);
    assertEquals(List.of(), imported.names());

    save(profiles, "bf_ada", values(0.1f));
    String first = imported.fingerprint("bf_ada").orElseThrow();

    assertEquals(List.of("bf_ada"), imported.names());
    assertEquals(values(0.1f)[256], imported.table("bf_ada").style(2)[0]);
    assertEquals(Optional.empty(), imported.fingerprint("bf_eve"));
    assertThrows(IOException.class, () -> imported.table("bf_eve"));
    save(profiles, "bf_ada", values(0.2f));
    assertNotEquals(first, imported.fingerprint("bf_ada").orElseThrow());
    assertEquals(values(0.2f)[256], imported.table("bf_ada").style(2)[0]);
  }

  private void save(VoiceFolder profiles, String name, float[] values) throws Exception {
    Conditioning table = family.readVoice(bin("pack.bin", values), name).orElseThrow();
    Instant now = Instant.parse("2026-05-04T12:00:00Z");
    VoiceProfile.Origin origin =
        new VoiceProfile.Origin(
            new VoiceProfile.Model("kokoro", HASH, HASH),
            new VoiceProfile.Reference("pack.bin", HASH, 0, ""),
            new Consent("Ada: these tests", now),
            now,
            "test");
    profiles.save(
        new VoiceProfile(name, Optional.of(origin), Optional.empty(), Optional.of(table)), true);
    assertEquals(Optional.of(origin), profiles.load(name).origin());
  }

  private static void assertRefused(String reason, Path file) {
    IOException refusal = assertThrows(IOException.class, () -> StyleTable.readAny(file));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  private static float[] values(float scale) {
    float[] values = new float[510 * 256];
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * (i % 97) / 97;
    }
    return values;
  }

  private Path bin(String name, float[] values) throws IOException {
    return Files.write(folder.resolve(name), bytes("", values));
  }

  private Path numpy(String name, String header, float[] values) throws IOException {
    String text = header + "\n";
    ByteBuffer prefix = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    prefix.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    prefix.putShort((short) text.length());
    String start = new String(prefix.array(), StandardCharsets.ISO_8859_1) + text;
    return Files.write(folder.resolve(name), bytes(start, values));
  }

  private static byte[] bytes(String start, float[] values) {
    byte[] first = start.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(first.length + Float.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(first);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
