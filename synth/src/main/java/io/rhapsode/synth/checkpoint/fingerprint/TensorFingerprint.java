package io.rhapsode.synth.checkpoint.fingerprint;

import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.TensorEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.function.Predicate;

/** SHA-256 over part of a file's tensors, to tell whether two checkpoints share that part. */
public final class TensorFingerprint {
  private TensorFingerprint() {}

  /**
   * Hashes name, type, shape and bytes of the chosen tensors in the order of their names.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public static String sha256(Safetensors file, Predicate<String> chosen)
      throws CheckpointException {
    MessageDigest digest = Sha256.newDigest();
    for (String name : new TreeSet<>(file.names())) {
      if (chosen.test(name)) {
        TensorEntry entry = file.entry(name);
        String heading = name + '\0' + entry.type() + entry.shape() + '\0';
        digest.update(heading.getBytes(StandardCharsets.UTF_8));
        digest.update(file.bytes(name));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
