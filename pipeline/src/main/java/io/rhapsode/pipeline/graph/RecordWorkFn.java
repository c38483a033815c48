package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.record.WorkRecord;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.store.BlobStore;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Records the takes of a work before it is assembled, and passes it on. */
final class RecordWorkFn extends DoFn<WorkTakes, WorkTakes> {
  private static final long serialVersionUID = 1L;

  private final BlobStore blobs;
  private final WorkRecords records;
  private final SpeakingOrder order;
  private final JobAddress job;

  RecordWorkFn(BlobStore blobs, WorkRecords records, SpeakingOrder order, JobAddress job) {
    this.blobs = blobs;
    this.records = records;
    this.order = order;
    this.job = job;
  }

  /** A work that cannot be recorded is made all the same: it can only not be reviewed. */
  @ProcessElement
  public void processElement(@Element WorkTakes work, OutputReceiver<WorkTakes> out) {
    try {
      Script script = work.plan().script().read(blobs);
      records.write(
          WorkRecord.of(
              work.plan(),
              work.outputName(),
              script,
              work.outcomes(),
              order,
              WorkRecord::placeInBook));
    } catch (IOException e) {
      job.progress()
          .warned(
              "the takes of %s are not recorded: %s"
                  .formatted(work.plan().source(), e.getMessage()));
    }
    out.output(work);
  }
}
