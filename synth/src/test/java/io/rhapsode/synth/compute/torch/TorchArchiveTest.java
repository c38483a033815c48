package io.rhapsode.synth.compute.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchArchiveTest {
  private static final TorchSource SOURCE =
      new TorchSource(Map.of("__torch__/m.py", "class M(Module):\n  training : bool\n"));

  @Test
  void holdsCodeAndOneObjectUncompressed() throws IOException {
    Map<String, byte[]> entries = entries(TorchArchive.bytes(SOURCE, "__torch__.m.M"));

    assertEquals(
        List.of(
            "program/data.pkl",
            "program/code/__torch__/m.py",
            "program/constants.pkl",
            "program/version",
            "program/byteorder"),
        List.copyOf(entries.keySet()));
    assertEquals(
        "class M(Module):\n  training : bool\n",
        new String(entries.get("program/code/__torch__/m.py"), StandardCharsets.UTF_8));
    assertEquals("10\n", new String(entries.get("program/version"), StandardCharsets.US_ASCII));
  }

  @Test
  void picklesTheObjectInProtocolTwo() throws IOException {
    byte[] pickle = entries(TorchArchive.bytes(SOURCE, "__torch__.m.M")).get("program/data.pkl");

    String expected =
        "\u0080\u0002c__torch__.m\nM\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb.";
    assertArrayEquals(expected.getBytes(StandardCharsets.ISO_8859_1), pickle);
  }

  @Test
  void givesTheSameBytesAgain() {
    assertArrayEquals(
        TorchArchive.bytes(SOURCE, "__torch__.m.M"), TorchArchive.bytes(SOURCE, "__torch__.m.M"));
  }

  private static Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        entries.put(entry.getName(), content);
        assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
      }
    }
    return entries;
  }
}
