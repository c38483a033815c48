package io.rhapsode.synth.checkpoint.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of files, as lower-case hexadecimal digits. */
public final class FileFingerprint {
  private static final int BLOCK_BYTES = 1 << 20;

  private FileFingerprint() {}

  /** Reads the whole file once; about a second per gigabyte. */
  public static String sha256(Path file) throws IOException {
    return of(file, "SHA-256");
  }

  /**
   * Reads the whole file once.
   *
   * @param algorithm one that every Java knows: SHA-256, SHA-1 or MD5
   */
  public static String of(Path file, String algorithm) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(algorithm + " is none that every Java knows", e);
    }
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream input = Files.newInputStream(file)) {
      for (int read = input.read(block); read >= 0; read = input.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
