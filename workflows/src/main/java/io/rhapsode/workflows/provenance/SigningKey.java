package io.rhapsode.workflows.provenance;

import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The Ed25519 key (RFC 8032) of a user, with which statements are signed. In its file are the
 * private key (PKCS #8) and the public one (X.509), a line of Base64 each; only its owner may read
 * it.
 */
final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final int FINGERPRINT_DIGITS = 16;

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** The key in a file, if there is one. */
  static Optional<SigningKey> find(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder decoder = Base64.getDecoder();
      PrivateKey own =
          keys.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.get(0).strip())));
      return Optional.of(new SigningKey(own, publicKey(lines.get(1).strip())));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException(
          "%s is no signing key: put back the file as it was, or remove it to have a new key made"
              .formatted(file),
          e);
    }
  }

  /** A new key in a file that is not there yet; one that another process made meanwhile wins. */
  static SigningKey make(Path file) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      SigningKey key = new SigningKey(pair.getPrivate(), pair.getPublic());
      Base64.Encoder encoder = Base64.getEncoder();
      String text =
          encoder.encodeToString(pair.getPrivate().getEncoded()) + "\n" + key.publicText() + "\n";
      Files.createDirectories(file.getParent());
      boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
      FileAttribute<?>[] mine =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Path partial = Files.createTempFile(file.getParent(), "key", ".partial", mine);
      Files.writeString(partial, text, StandardOpenOption.TRUNCATE_EXISTING);
      try {
        Files.createLink(file, partial);
        return key;
      } catch (FileAlreadyExistsException e) {
        return find(file).orElseThrow(() -> e);
      } catch (UnsupportedOperationException e) {
        Files.copy(partial, file);
        return key;
      } finally {
        Files.delete(partial);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on has " + ALGORITHM, e);
    }
  }

  /** A public key of X.509 in Base64. */
  static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
  }

  /** The first digits of the hash of a public key, by which people compare it. */
  static String fingerprint(String publicText) {
    return Sha256.hex(Base64.getDecoder().decode(publicText)).substring(0, FINGERPRINT_DIGITS);
  }

  String publicText() {
    return Base64.getEncoder().encodeToString(publicKey.getEncoded());
  }

  /** The signature of some bytes, in Base64. */
  String sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(content);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read cannot sign", e);
    }
  }

  static boolean verifies(String publicText, byte[] content, String signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(publicKey(publicText));
      signature.update(content);
      return signature.verify(Base64.getDecoder().decode(signed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
