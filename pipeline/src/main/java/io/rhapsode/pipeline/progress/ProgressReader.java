package io.rhapsode.pipeline.progress;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passes on what the workers of a job tell in their {@link ProgressFile files}, from the first line
 * at the first call. A runner that starts a job's graph again after a loss has everything told once
 * more; the listener hears {@link JobProgress#restarted} first. Used by one thread at a time.
 */
public final class ProgressReader<R extends WorkReport> {
  private final Optional<Path> folder;
  private final JobReports<R> reports;
  private final JobProgress listener;
  private final Map<Path, Long> read = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> finished = new HashSet<>();

  /**
   * @param reports where the reports of finished works are
   */
  public ProgressReader(JobAddress job, JobReports<R> reports, JobProgress listener) {
    this.folder = ProgressFile.folder(job);
    this.reports = requireNonNull(reports, "reports is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** Passes on what is new. */
  public void poll() throws IOException {
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.get(), "*.jsonl")) {
      all.forEach(files::add);
    }
    files.sort(Comparator.naturalOrder());
    for (Path file : files) {
      for (String line : newLines(file)) {
        pass(Json.MAPPER.readValue(line, ProgressEvent.class));
      }
    }
  }

  /** Removes the files, once all of them are read. */
  public void clear() throws IOException {
    if (folder.isPresent() && Files.isDirectory(folder.get())) {
      try (Stream<Path> files = Files.walk(folder.get())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** A line that is still being written is left for the next time. */
  private List<String> newLines(Path file) throws IOException {
    long from = read.getOrDefault(file, 0L);
    byte[] bytes;
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      bytes = new byte[Math.toIntExact(content.length() - from)];
      content.seek(from);
      content.readFully(bytes);
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    read.put(file, from + end);
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  private void pass(ProgressEvent event) throws IOException {
    if (event instanceof ProgressEvent.Reading reading) {
      listener.reading(reading.workId(), reading.source());
    } else if (event instanceof ProgressEvent.Planned planned) {
      begin(planned.workId());
      listener.planned(
          planned.workId(), planned.title(), planned.utterances(), planned.spokenCharacters());
    } else if (event instanceof ProgressEvent.Repeated repeated) {
      listener.repeated(repeated.workId(), repeated.utterances());
    } else if (event instanceof ProgressEvent.Unreadable unreadable) {
      begin(unreadable.workId());
      listener.unreadable(unreadable.workId(), unreadable.message());
    } else if (event instanceof ProgressEvent.Spoken spoken) {
      listener.spoken(spoken.utterances(), spoken.audioSeconds(), spoken.reused());
    } else if (event instanceof ProgressEvent.Assembling assembling) {
      listener.assembling(assembling.workId(), assembling.fraction());
    } else if (event instanceof ProgressEvent.Warned warned) {
      listener.warned(warned.message());
    } else if (event instanceof ProgressEvent.Finished done && finished.add(done.workId())) {
      reports.read(done.workId()).ifPresent(listener::finished);
    }
  }

  private void begin(String workId) {
    if (!begun.add(workId)) {
      listener.restarted();
      begun.clear();
      begun.add(workId);
    }
  }
}
