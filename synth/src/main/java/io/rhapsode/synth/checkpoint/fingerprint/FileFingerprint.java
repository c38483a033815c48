package io.rhapsode.synth.checkpoint.fingerprint;

import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of files, as 64 lower-case hexadecimal digits. */
public final class FileFingerprint {
  private static final int BLOCK_BYTES = 1 << 20;

  private FileFingerprint() {}

  /** Reads the whole file once; about a second per gigabyte. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream input = Files.newInputStream(file)) {
      for (int read = input.read(block); read >= 0; read = input.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
