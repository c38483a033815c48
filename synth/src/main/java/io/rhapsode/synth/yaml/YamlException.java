package io.rhapsode.synth.yaml;

import java.io.IOException;

/**
 * A YAML file that says something it must not; the message names the file, the key and the remedy.
 */
public final class YamlException extends IOException {
  private static final long serialVersionUID = 1L;

  public YamlException(String file, String problem) {
    super(file + ": " + problem);
  }

  public YamlException(String file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
