package io.rhapsode.workflows.run.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A file in each folder of a job that is on this machine or mounted, for workers to look for. */
public final class SharedFolders implements AutoCloseable {
  private final Map<String, String> probes = new HashMap<>();

  private SharedFolders() {}

  /**
   * Writes the files.
   *
   * @throws IOException when one of the folders cannot be written to
   */
  public static SharedFolders probe(JobFolders folders, String jobId) throws IOException {
    SharedFolders shared = new SharedFolders();
    try {
      shared.add(folders.output(), jobId);
      Optional<Path> work = folders.localWork();
      if (work.isPresent()) {
        shared.add(work.get(), jobId);
      }
      return shared;
    } catch (IOException e) {
      shared.close();
      throw e;
    }
  }

  private void add(Path folder, String jobId) throws IOException {
    Path probe = Files.createDirectories(folder).resolve(".rhapsode.probe-" + jobId);
    probes.put(probe.toString(), jobId);
    Files.writeString(probe, jobId);
  }

  /** The files, each with its content. */
  public Map<String, String> probes() {
    return Map.copyOf(probes);
  }

  @Override
  public void close() throws IOException {
    for (String probe : probes.keySet()) {
      Files.deleteIfExists(Path.of(probe));
    }
  }
}
