package io.rhapsode.pipeline.yaml;

import java.io.IOException;

/** A YAML file that says something it must not; the message names the place and the remedy. */
public final class YamlException extends IOException {
  private static final long serialVersionUID = 1L;

  public YamlException(String message) {
    super(message);
  }

  public YamlException(String message, Throwable cause) {
    super(message, cause);
  }
}
