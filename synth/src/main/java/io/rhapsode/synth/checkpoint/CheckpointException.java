package io.rhapsode.synth.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of tensors that cannot be used; the message names the file, the tensor if any, and the
 * cause.
 */
public final class CheckpointException extends IOException {
  private static final int LONGEST_QUOTED_NAME = 120;

  public CheckpointException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public CheckpointException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }

  public static CheckpointException ofTensor(Path file, String tensor, String problem) {
    return new CheckpointException(file, "tensor " + quote(tensor) + ": " + problem);
  }

  /**
   * Makes text from an untrusted file safe for a terminal: one line, no control characters, not
   * endless.
   */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .limit(LONGEST_QUOTED_NAME)
        .forEach(
            point -> {
              if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                quoted.append(String.format("\\u%04x", point));
                return;
              }
              quoted.appendCodePoint(point);
            });
    boolean cut = text.codePointCount(0, text.length()) > LONGEST_QUOTED_NAME;
    return quoted.append(cut ? "...'" : "'").toString();
  }
}
