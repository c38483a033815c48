package io.rhapsode.mux.deliver;

import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.publish.LibraryEntry;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.timeline.AudioPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Audiobookshelf and other libraries read of a book beside its audio and cover. */
record LibraryFiles(Delivery delivery) implements Deliverable {
  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    List<AudioPart> parts = assembly.parts(delivery.profile());
    folder.write("metadata.json", LibraryEntry.json(assembly.tags(), chapters(parts)));
    folder.write("metadata.opf", LibraryEntry.opf(assembly.tags(), assembly.plan().bookId()));
    return Delivered.NOTHING_TO_SAY;
  }

  /** Times are those of all files played one after the other. */
  private static List<ChapterTime> chapters(List<AudioPart> parts) {
    List<ChapterTime> chapters = new ArrayList<>();
    long samples = 0;
    for (AudioPart part : parts) {
      long before = part.timeline().millisAt(samples);
      for (ChapterTime chapter : part.chapterTimes()) {
        chapters.add(
            new ChapterTime(
                chapter.title(), before + chapter.startMillis(), before + chapter.endMillis()));
      }
      samples += part.samples();
    }
    return chapters;
  }
}
