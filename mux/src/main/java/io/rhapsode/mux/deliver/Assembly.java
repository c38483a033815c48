package io.rhapsode.mux.deliver;

import io.rhapsode.mux.cover.FittedCover;
import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.master.MasteringSearch;
import io.rhapsode.mux.master.SpeechLevel;
import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.restore.Restoration;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.mux.timeline.PartLayout;
import io.rhapsode.mux.timeline.TimelineReader;
import io.rhapsode.mux.watermark.Watermark;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.graph.OutputNames;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A book that is ready to be delivered: what every deliverable is made of.
 *
 * @param plan the text
 * @param name the book's name for files
 * @param timeline where its takes stand; the only one, whatever is delivered
 * @param blobs where its document is
 * @param takes where its takes are
 * @param restoration what is done to them before they are mastered
 * @param level how loud they are then
 * @param tags what its files say about it
 * @param cover the publication's cover
 * @param watermark the mark in its audio, if it has one
 * @param encoding told of all samples that are encoded, at the timeline's rate, by several threads
 */
record Assembly(
    BookPlan plan,
    String name,
    Timeline timeline,
    BlobStore blobs,
    TakeStore takes,
    Restoration restoration,
    SpeechLevel level,
    BookTags tags,
    Optional<Cover> cover,
    Optional<Watermark> watermark,
    SampleSink encoding) {
  /** The audio files that a profile divides the book into, in order. */
  List<AudioPart> parts(DeliveryProfile profile) {
    return PartLayout.of(timeline, tags.title(), profile);
  }

  /** The name of an audio file without extension. */
  String fileName(AudioPart part, DeliveryProfile profile) {
    int total = part.track().total();
    if (total == 1) {
      return name;
    }
    int digits = Math.max(2, Integer.toString(total).length());
    String number = ("%0" + digits + "d").formatted(part.track().number());
    return profile.oneFileAChapter()
        ? number + " - " + OutputNames.safe(part.track().title())
        : name + " - Part " + number;
  }

  /** The cover as a profile asks for it. */
  Optional<FittedCover> fittedCover(CoverRule rule) {
    return cover.map(image -> FittedCover.of(image, rule));
  }

  String audioName(AudioPart part, DeliveryProfile profile) {
    return fileName(part, profile) + "." + profile.format().fileExtension();
  }

  /** What a profile needs done to all of the book, so that chapters keep their relation. */
  Mastering mastering(DeliveryProfile profile) throws IOException {
    double ceiling =
        profile.mastering().truePeakLimitDbtp() - profile.format().peakHeadroomDecibels();
    double targetLufs = profile.mastering().targetLufs() - profile.layout().monoLoudnessGain();
    return new MasteringSearch(level, targetLufs, ceiling).find();
  }

  TimelineReader reader() {
    return new TimelineReader(takes, timeline.sampleRateHz(), restoration);
  }
}
