package io.rhapsode.workflows.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.store.folder.DurableFiles;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.progress.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small JSON file for monitoring that says how far a job is, beside whatever else shows it: its
 * state is "running" until it is "finished" with the exit code. One that says "running" and was not
 * updated for a minute belongs to a job that was killed. It takes the place of the last one whole.
 */
public final class StatusFile implements ProgressView {
  private static final Logger LOGGER = LoggerFactory.getLogger(StatusFile.class);
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final Path file;
  private final String job;
  private final ProgressView shown;
  private final Instant started = Instant.now();
  private final Map<WorkStatus, Integer> counts = new EnumMap<>(WorkStatus.class);
  private long written = System.nanoTime() - INTERVAL_NANOS;
  private Snapshot latest;

  /**
   * @param job the file of the job
   * @param shown what else shows it
   */
  public StatusFile(Path file, Path job, ProgressView shown) {
    this.file = requireNonNull(file, "file is null");
    this.job = job.toAbsolutePath().normalize().toString();
    this.shown = requireNonNull(shown, "shown is null");
  }

  @Override
  public void planned(String source, String title, int utterances, long spokenCharacters) {
    shown.planned(source, title, utterances, spokenCharacters);
  }

  @Override
  public void unreadable(String source, String message) {
    shown.unreadable(source, message);
  }

  @Override
  public void warned(String message) {
    shown.warned(message);
  }

  @Override
  public synchronized void finished(WorkReport report) {
    counts.merge(report.status(), 1, Integer::sum);
    shown.finished(report);
  }

  @Override
  public synchronized void update(Snapshot snapshot) {
    latest = snapshot;
    shown.update(snapshot);
    if (System.nanoTime() - written >= INTERVAL_NANOS) {
      written = System.nanoTime();
      write("running", Map.of());
    }
  }

  @Override
  public long intervalMillis() {
    return shown.intervalMillis();
  }

  @Override
  public void close() {
    shown.close();
  }

  /** Says how the job ended. */
  public synchronized void end(int exitCode) {
    write("finished", Map.of("exitCode", exitCode));
  }

  private void write(String state, Map<String, Object> more) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", state);
    status.put("job", job);
    status.put("host", host());
    status.put("process", ProcessHandle.current().pid());
    status.put("started", started.toString());
    status.put("updated", Instant.now().toString());
    if (latest != null) {
      status.put("works", latest.books());
      status.put("finished", latest.finishedBooks());
      status.put("utterances", latest.utterances());
      status.put("spokenUtterances", latest.spokenUtterances());
      status.put("audioSeconds", latest.audioSeconds());
    }
    for (WorkStatus each : WorkStatus.values()) {
      status.put(each.name().toLowerCase(Locale.ROOT), counts.getOrDefault(each, 0));
    }
    status.putAll(more);
    try {
      Path incoming = file.resolveSibling("." + file.getFileName() + ".incoming");
      Files.createDirectories(file.toAbsolutePath().getParent());
      DurableFiles.STANDARD.write(incoming, Json.MAPPER.writeValueAsBytes(status));
      DurableFiles.STANDARD.move(incoming, file);
    } catch (IOException e) {
      // The job is worth more than what is said of it.
      LOGGER.warn("{} cannot be written", file, e);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
