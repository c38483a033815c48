package io.rhapsode.workflows.job;

import io.rhapsode.workflows.definition.DubRequest;
import io.rhapsode.workflows.job.file.JobFile;
import io.rhapsode.workflows.job.file.JobRow;
import io.rhapsode.workflows.job.file.RefusedRow;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The films of a job whose every row asks for a dub that the flags of one command describe. */
public final class FilmRows {
  private FilmRows() {}

  /**
   * The films in order of their first rows.
   *
   * @throws UsageException naming the line when one is wrong, or asks for more than a dub by flags
   */
  public static List<DubRequest> read(Path file) throws UsageException {
    JobFile job = JobFile.read(file);
    if (!job.refused().isEmpty()) {
      RefusedRow first = job.refused().get(0);
      throw new UsageException(first.place() + ": " + first.reason());
    }
    List<DubRequest> films = new ArrayList<>();
    for (JobRow row : job.rows()) {
      JobRow.Fields fields = row.fields();
      if (!fields.equals(JobRow.Fields.dub(fields.film(), fields.subtitles()))) {
        throw new UsageException(
            "%s: `rhapsode dub` takes the columns film, language and subtitles; `rhapsode run` takes all"
                .formatted(row.place()));
      }
      films.add(RowWorks.request(row));
    }
    return films;
  }
}
