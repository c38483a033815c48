package io.rhapsode.workflows.console;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps two earlier logs beside the log, with .1 and .2 at the end of their names. Logback's own
 * policies take the path of the log for a pattern, and fail over a folder with a % in its name.
 */
public final class NumberedLogs extends RollingPolicyBase {
  private static final int KEPT = 2;

  @Override
  public void rollover() throws RolloverFailure {
    Path log = Path.of(getActiveFileName());
    try {
      for (int number = KEPT; number >= 1; number--) {
        Path newer = number == 1 ? log : numbered(log, number - 1);
        if (Files.exists(newer)) {
          Files.move(newer, numbered(log, number), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new RolloverFailure("the log cannot be renamed", e);
    }
  }

  private static Path numbered(Path log, int number) {
    return log.resolveSibling(log.getFileName() + "." + number);
  }

  @Override
  public String getActiveFileName() {
    return getParentsRawFileProperty();
  }
}
