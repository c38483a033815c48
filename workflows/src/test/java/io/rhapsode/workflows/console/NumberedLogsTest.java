package io.rhapsode.workflows.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedLogsTest {
  @TempDir Path folder;

  @Test
  void keepsTwoEarlierLogsWhateverTheFolderIsCalled() throws IOException {
    Path log = Files.createDirectories(folder.resolve("100 %i [1]\\")).resolve("rhapsode.log");
    RollingFileAppender<Object> appender = new RollingFileAppender<>();
    appender.setFile(log.toString());
    NumberedLogs logs = new NumberedLogs();
    logs.setParent(appender);
    for (String content : List.of("first", "second", "third", "fourth")) {
      Files.writeString(log, content);
      logs.rollover();
    }

    assertEquals("fourth", Files.readString(log.resolveSibling("rhapsode.log.1")));
    assertEquals("third", Files.readString(log.resolveSibling("rhapsode.log.2")));
    try (Stream<Path> files = Files.list(log.getParent())) {
      assertEquals(2, files.count());
    }
  }
}
