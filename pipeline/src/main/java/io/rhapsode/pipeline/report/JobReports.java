package io.rhapsode.pipeline.report;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.StoreFolder;
import io.rhapsode.pipeline.store.StoreFolder.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The reports of a job's books, on their way from the workers to whoever started the job: one small
 * file a book under "reports/" of the work folder, so that it works across processes and machines.
 */
public final class JobReports implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StoreFolder folder;
  private final String jobId;

  /**
   * @param root path or URI of the work folder
   */
  public JobReports(String root, String jobId) {
    this.folder = StoreFolder.at(root);
    this.jobId = jobId;
  }

  public void write(BookReport report) throws IOException {
    folder.write(prefix() + report.bookId() + ".json", Json.MAPPER.writeValueAsBytes(report));
  }

  /** All reports written so far, in order of book id. */
  public List<BookReport> read() throws IOException {
    List<BookReport> reports = new ArrayList<>();
    for (StoredFile file : folder.list(prefix())) {
      byte[] json =
          folder
              .read(file.path())
              .orElseThrow(
                  () -> new FileNotFoundException(folder.describe(file.path()) + " is gone"));
      reports.add(Json.MAPPER.readValue(json, BookReport.class));
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
