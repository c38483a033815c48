package io.rhapsode.synth.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes safetensors files from hand-made, possibly malicious, headers. */
public final class SafetensorsFiles {
  private SafetensorsFiles() {}

  /** A file with this header and so many zero bytes of data. */
  public static Path write(Path file, String json, int dataBytes) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    return write(file, header.length, header, dataBytes);
  }

  /** A file whose length field need not be true. */
  public static Path write(Path file, long claimedLength, byte[] header, int dataBytes)
      throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(claimedLength).put(header);
    return Files.write(file, bytes.array());
  }
}
