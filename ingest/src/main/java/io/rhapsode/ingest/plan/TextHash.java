package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Names the extracted text of a book, so that block numbers are used with that text only. */
final class TextHash {
  private TextHash() {}

  /** SHA-256 over the UTF-8 texts of the blocks with U+0000 between them, in hexadecimal. */
  static String of(List<Block> blocks) {
    MessageDigest digest = Sha256.newDigest();
    boolean first = true;
    for (Block block : blocks) {
      if (!first) {
        digest.update((byte) 0);
      }
      digest.update(block.text().getBytes(StandardCharsets.UTF_8));
      first = false;
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
