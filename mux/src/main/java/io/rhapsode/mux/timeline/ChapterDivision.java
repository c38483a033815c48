package io.rhapsode.mux.timeline;

import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Divides a chapter that is longer than a file may be into parts of about the same length, as few
 * as there can be. It is cut at the end of pauses, the longest near the place, so that no part
 * begins within a sentence.
 */
final class ChapterDivision {
  /** How far from its place a longer pause is looked for, as a share of a part. */
  private static final double REACH = 0.1;

  /**
   * @param sample where speech goes on
   * @param pause samples of silence before it
   */
  private record Cut(long sample, long pause) {}

  private ChapterDivision() {}

  /**
   * The parts of a chapter in order, or the chapter itself where it is short enough. A part is
   * longer than it may be only where no pause is.
   *
   * @param most longest part, in samples, at least 1
   */
  static List<ChapterMark> parts(Timeline timeline, ChapterMark chapter, long most) {
    if (chapter.samples() <= most) {
      return List.of(chapter);
    }
    List<Cut> possible = possibleCuts(timeline.segmentsOf(chapter));
    List<Long> borders = new ArrayList<>(List.of(chapter.startSample()));
    long start = chapter.startSample();
    Optional<Cut> next = next(possible, start, chapter.endSample(), most);
    while (next.isPresent()) {
      start = next.get().sample();
      borders.add(start);
      next = next(possible, start, chapter.endSample(), most);
    }
    borders.add(chapter.endSample());
    return marks(chapter, borders);
  }

  private static List<ChapterMark> marks(ChapterMark chapter, List<Long> borders) {
    if (borders.size() == 2) {
      return List.of(chapter);
    }
    List<ChapterMark> marks = new ArrayList<>();
    for (int part = 1; part < borders.size(); part++) {
      marks.add(
          new ChapterMark(
              chapter.number(),
              "%s, part %d".formatted(AudioPart.titleOf(chapter), part),
              borders.get(part - 1),
              borders.get(part)));
    }
    return marks;
  }

  private static List<Cut> possibleCuts(List<Segment> segments) {
    List<Cut> cuts = new ArrayList<>();
    long pause = 0;
    boolean spoken = false;
    for (Segment segment : segments) {
      if (segment instanceof Segment.Pause) {
        pause += segment.samples();
      } else {
        if (spoken && pause > 0) {
          cuts.add(new Cut(segment.startSample(), pause));
        }
        spoken = true;
        pause = 0;
      }
    }
    return cuts;
  }

  /** Where the part that begins at a sample ends; nothing when the rest is one part. */
  private static Optional<Cut> next(List<Cut> possible, long start, long end, long most) {
    long rest = end - start;
    if (rest <= most) {
      return Optional.empty();
    }
    long parts = (rest + most - 1) / most;
    long place = start + rest / parts;
    long reach = (long) (rest / parts * REACH);
    // Any earlier, and the rest would be a part more.
    long earliest = Math.max(place - reach, end - (parts - 1) * most);
    long latest = Math.min(place + reach, start + most);
    return possible.stream()
        .filter(cut -> cut.sample() >= earliest && cut.sample() <= latest)
        .max(
            Comparator.comparingLong(Cut::pause)
                .thenComparing(cut -> -Math.abs(cut.sample() - place)))
        .or(() -> lastUntil(possible, start, start + most))
        .or(() -> possible.stream().filter(cut -> cut.sample() > start).findFirst());
  }

  private static Optional<Cut> lastUntil(List<Cut> possible, long start, long latest) {
    return possible.stream()
        .filter(cut -> cut.sample() > start && cut.sample() <= latest)
        .reduce((earlier, later) -> later);
  }
}
