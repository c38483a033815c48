package io.rhapsode.mux.deliver;

import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.format.FileFormat;
import io.rhapsode.mux.tag.CueSheet;
import io.rhapsode.mux.timeline.AudioPart;
import java.io.IOException;

/** A cue sheet beside each audio file of several chapters whose container has no place for them. */
record CueSheets(Delivery delivery) implements Deliverable {
  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    if (FileFormat.of(delivery.profile()).needsCueSheet()) {
      for (AudioPart part : assembly.parts(delivery.profile())) {
        if (part.listsChapters()) {
          String audio = assembly.audioName(part, delivery.profile());
          String name = assembly.fileName(part, delivery.profile()) + ".cue";
          folder.write(
              delivery.place(name), CueSheet.of(assembly.tags(), audio, part.chapterTimes()));
        }
      }
    }
    return Delivered.NOTHING_TO_SAY;
  }
}
