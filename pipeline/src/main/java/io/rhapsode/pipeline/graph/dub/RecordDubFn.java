package io.rhapsode.pipeline.graph.dub;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.record.Place;
import io.rhapsode.pipeline.record.WorkRecord;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Records the takes of a film before it is assembled, and passes it on. */
final class RecordDubFn extends DoFn<DubTakes, DubTakes> {
  private static final long serialVersionUID = 1L;

  private final BlobStore blobs;
  private final WorkRecords records;
  private final SpeakingOrder order;
  private final JobAddress job;

  RecordDubFn(BlobStore blobs, WorkRecords records, SpeakingOrder order, JobAddress job) {
    this.blobs = blobs;
    this.records = records;
    this.order = order;
    this.job = job;
  }

  /** A film that cannot be recorded is made all the same: it can only not be reviewed. */
  @ProcessElement
  public void processElement(@Element DubTakes film, OutputReceiver<DubTakes> out) {
    WorkTakes natural = film.fitted().natural();
    try {
      DubPlan plan = blobs.getJson(natural.plan().blob(), DubPlan.class);
      records.write(
          WorkRecord.of(
              natural.plan(),
              natural.outputName(),
              plan.script(),
              heard(film),
              order,
              utterance -> place(plan, utterance)));
    } catch (IOException e) {
      job.progress()
          .warned(
              "the takes of %s are not recorded: %s"
                  .formatted(natural.plan().source(), e.getMessage()));
    }
    out.output(film);
  }

  private static Place place(DubPlan plan, Utterance utterance) {
    Window window = plan.windowOf(utterance);
    return new Place(utterance.chapter(), window.startMillis(), window.endMillis());
  }

  /** The lines that were said again at another pace, and the others as they were said first. */
  private List<UtteranceOutcome> heard(DubTakes film) throws IOException {
    List<UtteranceOutcome> heard = new ArrayList<>(film.fitted().natural().outcomes());
    PacedLines paced = blobs.getJson(film.fitted().again(), PacedLines.class);
    for (UtteranceOutcome again : film.again()) {
      if (again instanceof UtteranceOutcome.Spoken) {
        heard.set(paced.ordinals().get(again.ordinal()), again);
      }
    }
    return heard;
  }
}
