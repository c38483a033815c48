package io.rhapsode.synth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.store.folder.StoreFolder.StoredFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What every worker of a job is making, in a file of the work folder, so that a take over which
 * processes end, by a crash of a native library or for want of memory, is found out and left out,
 * instead of ending every process that the runner gives it to. A worker that begins sees the files
 * of those that have ended. Used by one thread.
 */
final class TakesUnderWay {
  /** A take over which as many processes have ended is not tried again. */
  static final int MOST_ENDED = 3;

  private static final TypeReference<List<String>> ADDRESSES = new TypeReference<>() {};

  private final Optional<StoreFolder> folder;
  private final String file;
  private final Map<String, Integer> ended;

  private TakesUnderWay(Optional<StoreFolder> folder, String file, Map<String, Integer> ended) {
    this.folder = folder;
    this.file = file;
    this.ended = ended;
  }

  /** Marks nothing: who works in the process of the job ends with it. */
  static TakesUnderWay none() {
    return new TakesUnderWay(Optional.empty(), "", Map.of());
  }

  /**
   * Of a worker that begins.
   *
   * @throws IOException when the work folder cannot be read
   */
  static TakesUnderWay of(JobAddress job) throws IOException {
    if (!job.remote()) {
      return none();
    }
    StoreFolder work = StoreFolder.at(job.folder());
    String folder = "underway/" + job.id() + "/";
    Map<String, Integer> ended = new HashMap<>();
    for (StoredFile left : work.list(folder)) {
      Optional<byte[]> json = work.read(left.path());
      if (json.isPresent()) {
        Json.MAPPER
            .readValue(json.get(), ADDRESSES)
            .forEach(address -> ended.merge(address, 1, Integer::sum));
      }
    }
    return new TakesUnderWay(Optional.of(work), folder + UUID.randomUUID() + ".json", ended);
  }

  /** How many workers have ended while they made a take, or others together with it. */
  int ended(SpeechTask task) {
    return ended.getOrDefault(task.address().sha256(), 0);
  }

  /** Says what this worker makes from now on; nothing when the list is empty. */
  void mark(List<SpeechTask> tasks) throws IOException {
    if (folder.isEmpty()) {
      return;
    }
    if (tasks.isEmpty()) {
      folder.get().delete(file);
    } else {
      List<String> addresses = tasks.stream().map(task -> task.address().sha256()).toList();
      folder.get().write(file, Json.MAPPER.writeValueAsBytes(addresses));
    }
  }
}
