package io.rhapsode.mux.watermark;

import io.rhapsode.pipeline.store.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Decides the pattern of marks: only who has the key finds them.
 *
 * @param text any text of at least one character
 */
public record WatermarkKey(String text) implements Serializable {
  /** Known to everybody, so that everybody can tell marked speech. */
  public static final WatermarkKey PUBLIC = new WatermarkKey("rhapsode");

  public WatermarkKey {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a watermark's key is blank");
    }
  }

  SplittableRandom random() {
    byte[] hash = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(ByteBuffer.wrap(hash).getLong());
  }
}
