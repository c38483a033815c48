package io.rhapsode.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ReadOutcome;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/** Reads each source with a {@link BookDesk}, which it makes once per instance. */
final class ReadBookFn extends DoFn<BookSource, ReadOutcome> {
  private static final long serialVersionUID = 1L;

  private final String settings;
  private final String voices;
  private final BlobStore blobs;
  private final String jobId;

  private transient BookDesk desk;

  ReadBookFn(IngestSettings settings, BlobStore blobs, Map<String, Voice> voices, String jobId) {
    try {
      this.settings = Json.MAPPER.writeValueAsString(settings);
      this.voices = Json.MAPPER.writeValueAsString(voices);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings or voices cannot be written as JSON", e);
    }
    this.blobs = blobs;
    this.jobId = jobId;
  }

  @Setup
  public void open() throws JsonProcessingException {
    desk =
        new BookDesk(
            Json.MAPPER.readValue(settings, IngestSettings.class),
            blobs,
            Json.MAPPER.readValue(voices, new TypeReference<Map<String, Voice>>() {}));
  }

  @ProcessElement
  public void process(@Element BookSource source, OutputReceiver<ReadOutcome> out) {
    out.output(desk.read(source, JobProgress.of(jobId)));
  }
}
