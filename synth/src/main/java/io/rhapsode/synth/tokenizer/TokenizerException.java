package io.rhapsode.synth.tokenizer;

import java.io.IOException;
import java.nio.file.Path;

/** A tokenizer file that cannot be used; the message names the file and the cause. */
public final class TokenizerException extends IOException {
  private static final long serialVersionUID = 1L;

  TokenizerException(Path file, String problem) {
    super(file + ": " + problem);
  }

  TokenizerException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
