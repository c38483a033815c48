package io.rhapsode.synth.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a user's models and voices are kept: the folder named by RHAPSODE_HOME, else {@code
 * rhapsode} in the data folder of the XDG base directory specification, {@code ~/.local/share} by
 * default.
 */
public record DataHome(Path folder) {

  /**
   * @param environment environment variables
   * @param userHome the user's home folder
   */
  public static DataHome locate(Map<String, String> environment, Path userHome) {
    String own = environment.getOrDefault("RHAPSODE_HOME", "");
    if (!own.isBlank()) {
      return new DataHome(Path.of(own));
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    boolean usable = !data.isBlank() && Path.of(data).isAbsolute();
    Path shared = usable ? Path.of(data) : userHome.resolve(".local").resolve("share");
    return new DataHome(shared.resolve("rhapsode"));
  }

  /** The data home of this process. */
  public static DataHome ofThisUser() {
    return locate(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  public Path models() {
    return folder.resolve("models");
  }

  public Path voices() {
    return folder.resolve("voices");
  }

  /** The pronunciations that the user keeps. */
  public Path lexicons() {
    return folder.resolve("lexicons");
  }

  /** What was heard of voices; may be deleted at any time. */
  public Path heard() {
    return folder.resolve("heard");
  }
}
