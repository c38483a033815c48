package io.rhapsode.pipeline.progress;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.store.folder.FileSystemUri;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of this process in a file of the work folder, a line an event, which {@link ProgressReader}
 * reads elsewhere. Nothing is told when the work folder is neither local nor mounted. Safe for
 * threads; a line that cannot be written costs nothing but itself.
 */
final class ProgressFile implements JobProgress {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProgressFile.class);

  private final Optional<Path> file;

  ProgressFile(JobAddress job) {
    this.file = folder(job).map(folder -> folder.resolve(process() + ".jsonl"));
  }

  /** Where the workers of a job leave their files. */
  static Optional<Path> folder(JobAddress job) {
    return FileSystemUri.local(job.folder())
        .map(work -> work.resolve("progress").resolve(job.id()));
  }

  private static String process() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      host = "unknown";
    }
    return host + "-" + ProcessHandle.current().pid();
  }

  @Override
  public void reading(String workId, String source) {
    tell(new ProgressEvent.Reading(workId, source));
  }

  @Override
  public void planned(String workId, String title, int utterances, long spokenCharacters) {
    tell(new ProgressEvent.Planned(workId, title, utterances, spokenCharacters));
  }

  @Override
  public void repeated(String workId, int utterances) {
    tell(new ProgressEvent.Repeated(workId, utterances));
  }

  @Override
  public void unreadable(String workId, String message) {
    tell(new ProgressEvent.Unreadable(workId, message));
  }

  @Override
  public void spoken(int utterances, double audioSeconds, boolean reused) {
    tell(new ProgressEvent.Spoken(utterances, audioSeconds, reused));
  }

  @Override
  public void assembling(String workId, double fraction) {
    tell(new ProgressEvent.Assembling(workId, fraction));
  }

  @Override
  public void warned(String message) {
    tell(new ProgressEvent.Warned(message));
  }

  @Override
  public void finished(WorkReport report) {
    tell(new ProgressEvent.Finished(report.workId()));
  }

  /** The system appends a line in one piece, whoever else writes. */
  private void tell(ProgressEvent event) {
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(file.get().getParent());
      String line = Json.MAPPER.writeValueAsString(event) + "\n";
      Files.write(
          file.get(),
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOGGER.warn("{} is not told", event, e);
    }
  }
}
