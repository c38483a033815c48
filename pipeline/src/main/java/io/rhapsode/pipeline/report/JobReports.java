package io.rhapsode.pipeline.report;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.store.folder.StoreFolder.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reports of a job's works, on their way from the workers to whoever started the job: one small
 * file a work under "reports/" of the work folder, so that it works across processes and machines.
 */
public final class JobReports<R extends WorkReport> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StoreFolder folder;
  private final String jobId;
  private final Class<R> type;

  /**
   * @param root path or URI of the work folder
   * @param type what is reported
   */
  public JobReports(String root, String jobId, Class<R> type) {
    this.folder = StoreFolder.at(root);
    this.jobId = jobId;
    this.type = type;
  }

  /** What is reported. */
  public Class<R> type() {
    return type;
  }

  public void write(R report) throws IOException {
    folder.write(prefix() + report.workId() + ".json", Json.MAPPER.writeValueAsBytes(report));
  }

  /** The report of a work, if it has been written. */
  public Optional<R> read(String workId) throws IOException {
    Optional<byte[]> json = folder.read(prefix() + workId + ".json");
    return json.isPresent()
        ? Optional.of(Json.MAPPER.readValue(json.get(), type))
        : Optional.empty();
  }

  /** All reports written so far, in order of work id. */
  public List<R> read() throws IOException {
    List<R> reports = new ArrayList<>();
    for (StoredFile file : folder.list(prefix())) {
      byte[] json =
          folder
              .read(file.path())
              .orElseThrow(
                  () -> new FileNotFoundException(folder.describe(file.path()) + " is gone"));
      reports.add(Json.MAPPER.readValue(json, type));
    }
    return reports;
  }

  /** Removes the reports of this job. */
  public void clear() throws IOException {
    for (StoredFile file : folder.list(prefix())) {
      folder.delete(file.path());
    }
  }

  private String prefix() {
    return "reports/" + jobId + "/";
  }
}
