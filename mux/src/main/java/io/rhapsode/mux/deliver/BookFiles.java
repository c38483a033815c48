package io.rhapsode.mux.deliver;

import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.master.MasteringSearch;
import io.rhapsode.mux.measure.FileMeasurements;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.LoudnessProfile;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.tag.CueSheet;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.mux.timeline.TimelineReader;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.graph.BookTakes;
import io.rhapsode.pipeline.graph.OutputNames;
import io.rhapsode.pipeline.report.ChapterReport;
import io.rhapsode.pipeline.report.FileLoudness;
import io.rhapsode.pipeline.report.Loudness;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.EndToEnd;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** Writes the files of one book: audio, cover, captions. Used once. */
public final class BookFiles {
  /** Larger pictures make players stumble. */
  private static final int MOST_COVER_BYTES = 5_000_000;

  /** What the limiter takes from this much speech, it takes from the whole book. */
  private static final int EXCERPT_SECONDS = 1_200;

  /** Share of the work that measuring the loudness is. */
  private static final double MEASURING_SHARE = 0.1;

  /** Of one kind; the report has them all. */
  private static final int MOST_LOUDNESS_WARNINGS = 5;

  private final AssemblySettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final String version;
  private final DoubleConsumer progress;
  private final List<String> warnings = new ArrayList<>();
  private Timeline timeline;
  private MasteringSearch search;
  private Mastering mastering;
  private List<FileLoudness> files = List.of();

  private record PartUnderWay(String name, Path audio, Future<?> encoded) {}

  /**
   * @param progress told how much of the work is done, 0 to 1
   */
  public BookFiles(
      AssemblySettings settings,
      BlobStore blobs,
      TakeStore takes,
      String version,
      DoubleConsumer progress) {
    this.settings = settings;
    this.blobs = blobs;
    this.takes = takes;
    this.version = version;
    this.progress = progress;
  }

  /** Writes everything under partial names into the folder. */
  public void write(BookPlan plan, BookTakes book, BookFolder folder) throws IOException {
    warnings.addAll(plan.warnings());
    timeline = EndToEnd.lay(plan, book.takes(), settings.margins());
    warnIfLong();
    TimelineReader reader = new TimelineReader(takes, timeline.sampleRateHz());
    measure(reader);
    Optional<Cover> cover = cover(plan);
    BookTags tags = tags(plan);
    SampleSink encoding = advancing(MEASURING_SHARE, 1 - MEASURING_SHARE);
    AudioPartEncoder encoder =
        new AudioPartEncoder(settings, reader, mastering, tags, embeddable(cover), encoding);
    writeParts(encoder, plan, tags, book.outputName(), folder);
    warnOfLoudness();
    if (cover.isPresent()) {
      Files.write(folder.begin("cover." + cover.get().fileExtension()), cover.get().bytes());
    }
  }

  /** Audio files are made on threads of their own, while this one writes what goes with them. */
  private void writeParts(
      AudioPartEncoder encoder, BookPlan plan, BookTags tags, String outputName, BookFolder folder)
      throws IOException {
    List<AudioPart> parts = parts(tags);
    try (FileMeasurements measurements = new FileMeasurements();
        PartThreads threads = new PartThreads()) {
      List<PartUnderWay> underWay = new ArrayList<>();
      for (AudioPart part : parts) {
        String name = audioName(part, outputName);
        Path audio = folder.begin(name);
        underWay.add(
            new PartUnderWay(name, audio, threads.start(() -> encoder.encode(part, audio))));
      }
      writeCompanions(parts, plan, tags, outputName, folder);
      for (PartUnderWay part : underWay) {
        PartThreads.await(part.encoded());
        if (!settings.oneFilePerBook()) {
          measurements.start(part.audio(), part.name());
        }
      }
      files = measurements.finish();
    }
  }

  private void writeCompanions(
      List<AudioPart> parts, BookPlan plan, BookTags tags, String outputName, BookFolder folder)
      throws IOException {
    PartCaptions captions = new PartCaptions(settings.captions(), plan, takes);
    for (AudioPart part : parts) {
      String name = fileName(part, outputName);
      captions.write(part, name, folder);
      if (settings.format() == AudioFormat.FLAC && part.track().total() == 1) {
        String sheet = CueSheet.of(tags, audioName(part, outputName), part.chapterTimes());
        folder.write(name + ".cue", sheet);
      }
    }
  }

  public double seconds() {
    return timeline.seconds();
  }

  public Loudness loudness() {
    LoudnessProfile profile = settings.loudness();
    return new Loudness(
        search.measuredLufs(),
        mastering.gainDecibels(),
        profile.targetLufs(),
        profile.truePeakLimitDbtp(),
        files);
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public List<ChapterReport> chapters() {
    return timeline.chapters().stream()
        .map(
            mark ->
                new ChapterReport(
                    mark.number(),
                    AudioPart.titleOf(mark),
                    timeline.secondsAt(mark.startSample()),
                    timeline.secondsAt(mark.samples())))
        .toList();
  }

  private void measure(TimelineReader reader) throws IOException {
    LoudnessProfile profile = settings.loudness();
    SampleSink measuring = advancing(0, MEASURING_SHARE);
    List<Segment> excerpt = timeline.excerpt(EXCERPT_SECONDS);
    search =
        new MasteringSearch(
            sink ->
                reader.read(
                    timeline.segments(),
                    (samples, start, end) -> {
                      sink.accept(samples, start, end);
                      measuring.accept(samples, start, end);
                    }),
            sink -> reader.read(excerpt, sink),
            timeline.sampleRateHz(),
            profile.targetLufs(),
            profile.truePeakLimitDbtp() - settings.format().peakHeadroomDecibels());
    mastering = search.find();
  }

  private List<AudioPart> parts(BookTags tags) {
    return settings.oneFilePerBook()
        ? List.of(AudioPart.whole(timeline, tags.title()))
        : AudioPart.byChapter(timeline);
  }

  private String audioName(AudioPart part, String outputName) {
    return fileName(part, outputName) + "." + settings.format().fileExtension();
  }

  /** Without extension. */
  private static String fileName(AudioPart part, String outputName) {
    if (part.track().total() == 1) {
      return outputName;
    }
    int digits = Math.max(2, Integer.toString(part.track().total()).length());
    String number = ("%0" + digits + "d").formatted(part.track().number());
    return number + " - " + OutputNames.safe(part.track().title());
  }

  private BookTags tags(BookPlan plan) {
    String narrator = settings.narrator();
    if (narrator.isEmpty()) {
      narrator =
          plan.utterances().stream()
              .map(Utterance::voice)
              .distinct()
              .collect(Collectors.joining(", "));
    }
    return new BookTags(
        plan.metadata(), narrator, settings.syntheticNotice(), "Rhapsode " + version);
  }

  private Optional<Cover> cover(BookPlan plan) throws IOException {
    if (plan.cover().isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = blobs.get(plan.cover().get().blob());
    return Optional.of(Cover.of(plan.cover().get().mediaType(), bytes));
  }

  private Optional<Cover> embeddable(Optional<Cover> cover) {
    if (cover.isPresent() && cover.get().length() > MOST_COVER_BYTES) {
      warnings.add(
          "the cover has %d bytes; above %d it is not put into the audio file"
              .formatted(cover.get().length(), MOST_COVER_BYTES));
      return Optional.empty();
    }
    return cover;
  }

  /** The sample count of an MP4 file then leaves what a signed 32-bit number holds. */
  private void warnIfLong() {
    int rate = settings.deliveredSampleRateHz();
    if (settings.format() == AudioFormat.M4B
        && timeline.at(timeline.samples(), rate) > Integer.MAX_VALUE) {
      warnings.add(
          "the book is %.1f hours long; some players stop before the end of an M4B of more than"
                  .formatted(timeline.seconds() / 3_600)
              + " %.1f hours: deliver it as MP3 by chapter for them"
                  .formatted(Integer.MAX_VALUE / 3_600.0 / rate));
    }
  }

  private void warnOfLoudness() {
    List<String> complaints =
        files.stream().flatMap(file -> settings.loudness().complaint(file).stream()).toList();
    warnings.addAll(complaints.subList(0, Math.min(MOST_LOUDNESS_WARNINGS, complaints.size())));
    if (complaints.size() > MOST_LOUDNESS_WARNINGS) {
      warnings.add(
          "so it is with %d more files; the report has the loudness of each"
              .formatted(complaints.size() - MOST_LOUDNESS_WARNINGS));
    }
  }

  private SampleSink advancing(double from, double share) {
    long[] done = {0};
    return (samples, start, end) -> {
      // Several threads make files; what is told only grows.
      synchronized (done) {
        done[0] += end - start;
        double part = Math.min(1, done[0] / (double) timeline.samples());
        progress.accept(from + share * part);
      }
    };
  }
}
