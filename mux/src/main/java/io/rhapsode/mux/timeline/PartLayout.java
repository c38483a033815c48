package io.rhapsode.mux.timeline;

import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.tag.Track;
import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides a book into files. */
public final class PartLayout {
  /** A chapter is not cut into shorter parts than this, however small files are to be. */
  private static final double LEAST_SECONDS = 1;

  private PartLayout() {}

  /**
   * The files of a book in order. A file ends before the chapter that would make it longer than the
   * profile allows; a chapter that is longer alone is divided in its pauses, into files that are
   * called "title, part 1" and so on.
   *
   * @param title title of the book
   */
  public static List<AudioPart> of(Timeline timeline, String title, DeliveryProfile profile) {
    List<List<ChapterMark>> groups = groups(timeline, profile);
    List<AudioPart> parts = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      List<ChapterMark> chapters = groups.get(i);
      Track track = new Track(titleOf(chapters, i, groups, title, profile), i + 1, groups.size());
      parts.add(
          AudioPart.of(
              timeline,
              chapters,
              track,
              profile.silence().headMillis(),
              profile.silence().tailMillis()));
    }
    return parts;
  }

  /**
   * The begin of a chapter, and what follows it, up to the last pause before it would be too long.
   *
   * @param chapter number of the chapter
   * @param mostSeconds longest file, with the silence around it
   * @return empty when the book has no such chapter
   */
  public static Optional<AudioPart> sample(
      Timeline timeline, int chapter, int mostSeconds, DeliveryProfile profile) {
    Optional<ChapterMark> first =
        timeline.chapters().stream().filter(mark -> mark.number() == chapter).findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    long start = first.get().startSample();
    double spoken = mostSeconds - silentSeconds(profile);
    long latest = start + (long) (spoken * timeline.sampleRateHz());
    long end =
        timeline.segments().stream()
            .filter(segment -> segment instanceof Segment.Speech)
            .mapToLong(Segment::endSample)
            .filter(sample -> sample > start && sample <= latest)
            .max()
            .orElse(first.get().endSample());
    ChapterMark mark = new ChapterMark(chapter, "Retail sample", start, end);
    return Optional.of(
        AudioPart.of(
            timeline,
            List.of(mark),
            new Track(mark.title(), 1, 1),
            profile.silence().headMillis(),
            profile.silence().tailMillis()));
  }

  private static List<List<ChapterMark>> groups(Timeline timeline, DeliveryProfile profile) {
    double most = profile.files().mostSeconds(profile.bytesPerSecond());
    List<List<ChapterMark>> groups = new ArrayList<>();
    double seconds = 0;
    for (ChapterMark chapter : chapters(timeline, profile, most)) {
      double length = timeline.secondsAt(chapter.samples());
      if (groups.isEmpty() || profile.oneFileAChapter() || seconds + length > most) {
        groups.add(new ArrayList<>());
        seconds = silentSeconds(profile);
      }
      groups.get(groups.size() - 1).add(chapter);
      seconds += length;
    }
    return groups;
  }

  /** The chapters of the book, each no longer than a file can be. */
  private static List<ChapterMark> chapters(
      Timeline timeline, DeliveryProfile profile, double mostSeconds) {
    if (mostSeconds == Double.POSITIVE_INFINITY) {
      return timeline.chapters();
    }
    double spoken = Math.max(LEAST_SECONDS, mostSeconds - silentSeconds(profile));
    long most = (long) (spoken * timeline.sampleRateHz());
    return timeline.chapters().stream()
        .flatMap(chapter -> ChapterDivision.parts(timeline, chapter, most).stream())
        .toList();
  }

  private static double silentSeconds(DeliveryProfile profile) {
    return (profile.silence().headMillis() + profile.silence().tailMillis()) / 1_000.0;
  }

  private static String titleOf(
      List<ChapterMark> chapters,
      int index,
      List<List<ChapterMark>> groups,
      String title,
      DeliveryProfile profile) {
    if (profile.oneFileAChapter()) {
      return AudioPart.titleOf(chapters.get(0));
    }
    return groups.size() == 1 ? title : "%s, part %d".formatted(title, index + 1);
  }
}
