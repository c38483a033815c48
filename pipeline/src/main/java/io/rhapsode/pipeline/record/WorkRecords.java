package io.rhapsode.pipeline.record;

import com.fasterxml.jackson.core.JacksonException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.store.folder.StoreFolder.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of all works of a work folder, one small file each under "works/". */
public final class WorkRecords implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FOLDER = "works/";
  private static final String EXTENSION = ".json";

  private final StoreFolder folder;

  /**
   * @param root path or URI of the work folder
   */
  public WorkRecords(String root) {
    this.folder = StoreFolder.at(root);
  }

  public void write(WorkRecord record) throws IOException {
    folder.write(path(record.workId()), Json.MAPPER.writeValueAsBytes(record));
  }

  /**
   * What was made of a work last, if anything was by this version of the program.
   *
   * @param workId letters, digits and '-' only; there is no work of another id
   */
  public Optional<WorkRecord> read(String workId) throws IOException {
    if (!workId.matches("[A-Za-z0-9-]{1,80}")) {
      return Optional.empty();
    }
    Optional<byte[]> json = folder.read(path(workId));
    try {
      return json.isPresent()
          ? Optional.of(Json.MAPPER.readValue(json.get(), WorkRecord.class))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The ids of all works that were ever made here, in order. */
  public List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    for (StoredFile file : folder.list(FOLDER)) {
      if (file.name().endsWith(EXTENSION)) {
        ids.add(file.name().substring(0, file.name().length() - EXTENSION.length()));
      }
    }
    return ids;
  }

  private static String path(String workId) {
    return FOLDER + workId + EXTENSION;
  }
}
