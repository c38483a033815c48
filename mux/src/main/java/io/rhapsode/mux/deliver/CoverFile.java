package io.rhapsode.mux.deliver;

import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.tag.Cover;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The publication's cover as it is, beside the audio: {@code cover.jpg} or {@code cover.png}. */
record CoverFile() implements Deliverable {
  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    Optional<Cover> cover = assembly.cover();
    if (cover.isPresent()) {
      Files.write(folder.begin("cover." + cover.get().fileExtension()), cover.get().bytes());
    }
    return Delivered.NOTHING_TO_SAY;
  }
}
