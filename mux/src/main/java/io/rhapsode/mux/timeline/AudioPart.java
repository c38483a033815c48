package io.rhapsode.mux.timeline;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.OneLine;
import io.rhapsode.mux.tag.Track;
import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.List;

/**
 * The stretch of a timeline that becomes one audio file: whole chapters.
 *
 * @param timeline the whole book
 * @param chapters the chapters of the file, at least one
 * @param track the file's place among the files of the book
 */
public record AudioPart(Timeline timeline, List<ChapterMark> chapters, Track track) {
  public AudioPart {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(track, "track is null");
    chapters = List.copyOf(chapters);
    if (chapters.isEmpty()) {
      throw new IllegalArgumentException("no chapter in " + track);
    }
  }

  /** All of the book in one file. */
  public static AudioPart whole(Timeline timeline, String title) {
    return new AudioPart(timeline, timeline.chapters(), new Track(title, 1, 1));
  }

  /** One file a chapter. */
  public static List<AudioPart> byChapter(Timeline timeline) {
    List<ChapterMark> marks = timeline.chapters();
    return java.util.stream.IntStream.range(0, marks.size())
        .mapToObj(
            i ->
                new AudioPart(
                    timeline,
                    List.of(marks.get(i)),
                    new Track(titleOf(marks.get(i)), i + 1, marks.size())))
        .toList();
  }

  /** The title of a chapter as it is shown: one line, never empty. */
  public static String titleOf(ChapterMark mark) {
    return OneLine.of(mark.title(), "Chapter " + mark.number());
  }

  public long startSample() {
    return chapters.get(0).startSample();
  }

  public long endSample() {
    return chapters.get(chapters.size() - 1).endSample();
  }

  /** Length in samples at another rate. */
  public long samplesAt(int sampleRateHz) {
    return timeline.at(endSample() - startSample(), sampleRateHz);
  }

  /** The chapters in milliseconds from the start of the file. */
  public List<ChapterTime> chapterTimes() {
    return chapters.stream()
        .map(
            mark ->
                new ChapterTime(
                    titleOf(mark),
                    timeline.millisAt(mark.startSample() - startSample()),
                    timeline.millisAt(mark.endSample() - startSample())))
        .toList();
  }
}
