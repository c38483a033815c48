package io.rhapsode.mux.deliver;

import io.rhapsode.mux.folder.BookFolder;
import java.io.IOException;

/** One kind of thing that is made of a book. Holds no state: may be written again and again. */
sealed interface Deliverable
    permits AudioFiles,
        Captions,
        CueSheets,
        CoverFile,
        NarratedEpub,
        DaisyBook,
        PodcastFeed,
        LibraryFiles {
  /**
   * Writes itself under partial names.
   *
   * @return what there is to say of it
   */
  Delivered write(Assembly assembly, BookFolder folder) throws IOException;
}
