package io.rhapsode.workflows.review;

import com.fasterxml.jackson.core.JacksonException;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.run.folder.JobFolders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the works of a work folder were asked for, one small file each under "requests/". */
public final class WorkRequests {
  private static final Logger LOGGER = LoggerFactory.getLogger(WorkRequests.class);

  private final StoreFolder work;
  private final ReviewEdits edits;

  public WorkRequests(JobFolders folders) {
    this.work = StoreFolder.at(folders.work());
    this.edits = new ReviewEdits(folders.output());
  }

  /**
   * Keeps how books are asked for.
   *
   * @param asked before edits are followed
   * @param followed whether the edits of those that have any are followed
   */
  public void keep(NarrateJob asked, boolean followed) throws IOException {
    Map<String, String> hashes = followed ? edits.hashes() : Map.of();
    for (BookSource book : asked.books()) {
      write(
          new WorkRequest(
              asked.settings(),
              Optional.of(book),
              Optional.empty(),
              List.of(),
              hashes.getOrDefault(book.path(), "")));
    }
  }

  /**
   * Keeps how films are asked for.
   *
   * @param job the films as they will be made
   * @param followed whether the edits of those that have any are followed
   */
  public void keep(DubJob job, boolean followed) throws IOException {
    Map<String, String> hashes = followed ? edits.hashes() : Map.of();
    for (DubSource film : job.films()) {
      String hash = hashes.getOrDefault(film.path(), "");
      Optional<DubSource> earlier =
          hash.isEmpty() ? Optional.empty() : read(film.dubId()).flatMap(WorkRequest::film);
      // The lines of one who follows edits are those edits: what was there before them is known.
      DubSource unedited = film.withLines(earlier.map(DubSource::lines).orElse(film.lines()));
      write(
          new WorkRequest(
              job.settings(),
              Optional.empty(),
              Optional.of(unedited),
              job.dub().sceneCutMillis(),
              hash));
    }
  }

  /** Keeps how one work is asked for. */
  public void write(WorkRequest request) throws IOException {
    work.write(path(request.workId()), Json.MAPPER.writeValueAsBytes(request));
  }

  /** How a work was asked for, if anybody knows. */
  public Optional<WorkRequest> read(String workId) throws IOException {
    Optional<byte[]> json = work.read(path(workId));
    try {
      return json.isPresent()
          ? Optional.of(Json.MAPPER.readValue(json.get(), WorkRequest.class))
          : Optional.empty();
    } catch (JacksonException e) {
      LOGGER.info(
          "{} is of another version: the work can be reviewed once it is made again", workId);
      return Optional.empty();
    }
  }

  private static String path(String workId) {
    return "requests/" + workId + ".json";
  }
}
