package io.rhapsode.mux.timeline;

import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.tag.Track;
import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Divides a book into files. */
public final class PartLayout {
  private PartLayout() {}

  /**
   * The files of a book in order. A file ends before the chapter that would make it longer than the
   * profile allows; a chapter that is longer alone is one file all the same.
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

  private static List<List<ChapterMark>> groups(Timeline timeline, DeliveryProfile profile) {
    double most = profile.files().mostSeconds(profile.bytesPerSecond());
    List<List<ChapterMark>> groups = new ArrayList<>();
    double seconds = 0;
    for (ChapterMark chapter : timeline.chapters()) {
      double length = timeline.secondsAt(chapter.samples());
      if (groups.isEmpty() || profile.oneFileAChapter() || seconds + length > most) {
        groups.add(new ArrayList<>());
        seconds = (profile.silence().headMillis() + profile.silence().tailMillis()) / 1_000.0;
      }
      groups.get(groups.size() - 1).add(chapter);
      seconds += length;
    }
    return groups;
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
