package io.rhapsode.pipeline.settings;

import static java.util.Objects.requireNonNull;

/**
 * A value that a record of settings does not take; names the component, so that its line can be
 * found.
 */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String component;

  /**
   * @param component name of the record component
   * @param problem what is wrong with it, to be read after the name: "is 3, not 8 to 320"
   */
  public InvalidSettingException(String component, String problem) {
    super(component + " " + problem);
    this.component = requireNonNull(component, "component is null");
  }

  public String component() {
    return component;
  }

  /** Refuses numbers outside {@code lowest} to {@code highest}. */
  public static void requireRange(String component, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new InvalidSettingException(
          component, "is %d, not %d to %d".formatted(value, lowest, highest));
    }
  }

  /** Refuses blank text. */
  public static void requireText(String component, String value) {
    if (value.isBlank()) {
      throw new InvalidSettingException(component, "is blank");
    }
  }
}
