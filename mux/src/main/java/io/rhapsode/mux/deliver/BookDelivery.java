package io.rhapsode.mux.deliver;

import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.master.SpeechLevel;
import io.rhapsode.mux.restore.LongSilences;
import io.rhapsode.mux.restore.Restoration;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.timeline.TimelineReader;
import io.rhapsode.mux.watermark.Watermark;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.audio.VoiceMastering;
import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.EndToEnd;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Lays a book out in time, measures it once, and writes everything that is made of it. */
public final class BookDelivery {
  /** What the limiter takes from this much speech, it takes from the whole book. */
  private static final int EXCERPT_SECONDS = 1_200;

  /** Share of the work that measuring the loudness is. */
  private static final double MEASURING_SHARE = 0.1;

  private static final int PAYLOAD_DIGITS = 8;

  private final AssemblySettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final String version;

  /**
   * @param version of the product, for the tags
   */
  public BookDelivery(AssemblySettings settings, BlobStore blobs, TakeStore takes, String version) {
    this.settings = settings;
    this.blobs = blobs;
    this.takes = takes;
    this.version = version;
  }

  /**
   * What was made of a book.
   *
   * @param measuredLufs integrated loudness of the speech before mastering, in LUFS
   * @param voices what was done to the voices before that
   * @param watermarked whether the audio is marked
   */
  public record Result(
      Timeline timeline,
      double measuredLufs,
      List<VoiceMastering> voices,
      Delivered delivered,
      boolean watermarked) {}

  /**
   * Writes everything under partial names into the folder.
   *
   * @param progress told how much of the work is done, 0 to 1
   */
  public Result write(BookPlan plan, WorkTakes book, BookFolder folder, DoubleConsumer progress)
      throws IOException {
    List<Spoken> spoken = spoken(book);
    Timeline timeline = EndToEnd.lay(plan, spoken, settings.margins());
    Restoration restoration = Restoration.of(settings.restore(), plan, spoken, takes);
    TimelineReader reader = new TimelineReader(takes, timeline.sampleRateHz(), restoration);
    SpeechLevel level = measure(timeline, reader, progress);
    int profiles =
        settings.deliveries().size()
            + (settings.publish().epub() ? 1 : 0)
            + (settings.publish().daisy() ? 1 : 0);
    Assembly assembly =
        new Assembly(
            plan,
            book.outputName(),
            timeline,
            blobs,
            takes,
            restoration,
            level,
            tags(plan),
            cover(plan),
            watermark(plan),
            advancing(
                timeline.samples() * profiles, MEASURING_SHARE, 1 - MEASURING_SHARE, progress));
    Delivered delivered = new Delivered(List.of(), restoration.warnings(), List.of());
    for (Deliverable deliverable : settings.deliverables()) {
      delivered = delivered.and(deliverable.write(assembly, folder));
    }
    return new Result(
        timeline,
        level.integratedLufs(),
        restoration.report(),
        delivered,
        assembly.watermark().isPresent());
  }

  /**
   * Puts a finished book where the settings want it besides.
   *
   * @param earlier the report of the run before, if there was one
   */
  public void shelve(
      BookPlan plan,
      WorkTakes book,
      BookFolder folder,
      BookReport report,
      Optional<BookReport> earlier)
      throws IOException {
    Optional<Shelving> shelving = settings.shelving();
    if (shelving.isPresent()) {
      shelving.get().put(tags(plan), book.outputName(), folder, report, earlier);
    }
  }

  /** Where the takes of a book stand, whether it is written or was written before. */
  public Timeline timeline(BookPlan plan, WorkTakes book) throws IOException {
    return EndToEnd.lay(plan, spoken(book), settings.margins());
  }

  private List<Spoken> spoken(WorkTakes book) throws IOException {
    return settings.restore().repair() ? LongSilences.shortened(book.takes(), takes) : book.takes();
  }

  private SpeechLevel measure(Timeline timeline, TimelineReader reader, DoubleConsumer progress)
      throws IOException {
    SampleSink measuring = advancing(timeline.samples(), 0, MEASURING_SHARE, progress);
    List<Segment> excerpt = timeline.excerpt(EXCERPT_SECONDS);
    return SpeechLevel.measure(
        sink ->
            reader.read(
                timeline.segments(),
                (samples, start, end) -> {
                  sink.accept(samples, start, end);
                  measuring.accept(samples, start, end);
                }),
        sink -> reader.read(excerpt, sink),
        timeline.sampleRateHz());
  }

  private BookTags tags(BookPlan plan) {
    String narrator = settings.narrator();
    if (narrator.isEmpty()) {
      narrator = String.join(", ", plan.voices());
    }
    return new BookTags(
        plan.metadata(),
        narrator,
        settings.syntheticNotice(),
        "Rhapsode " + version,
        settings.watermarking().source(plan.voices()));
  }

  /** It says which text is read, so that the same book is the same sound wherever it is made. */
  private Optional<Watermark> watermark(BookPlan plan) {
    Watermarking watermarking = settings.watermarking();
    return watermarking.marks(plan.voices())
        ? Optional.of(
            new Watermark(
                watermarking.key(),
                HexFormat.fromHexDigits(plan.manifest().textSha256(), 0, PAYLOAD_DIGITS)))
        : Optional.empty();
  }

  private Optional<Cover> cover(BookPlan plan) throws IOException {
    if (plan.cover().isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = blobs.get(plan.cover().get().blob());
    return Optional.of(Cover.of(plan.cover().get().mediaType(), bytes));
  }

  /** Tells the progress of a part of the work by the samples that went through it. */
  private static SampleSink advancing(
      long samples, double from, double share, DoubleConsumer progress) {
    long[] done = {0};
    return (block, start, end) -> {
      // Several threads make files; what is told only grows.
      synchronized (done) {
        done[0] += end - start;
        progress.accept(from + share * Math.min(1, done[0] / (double) samples));
      }
    };
  }
}
