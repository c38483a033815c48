package io.rhapsode.mux.deliver;

import io.rhapsode.mux.cover.FittedCover;
import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.tag.Cover;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * The publication's cover as it is, beside the audio: {@code cover.jpg} or {@code cover.png}; and
 * in the folders of profiles that ask for a shape, the cover fitted to it.
 */
record CoverFile(List<Delivery> deliveries) implements Deliverable {
  CoverFile {
    deliveries = List.copyOf(deliveries);
  }

  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    if (assembly.cover().isPresent()) {
      write(assembly.cover().get(), "", folder);
    }
    for (Delivery delivery : deliveries) {
      if (isFitted(delivery)) {
        Optional<FittedCover> fitted = assembly.fittedCover(delivery.profile().cover());
        if (fitted.isPresent()) {
          write(fitted.get().cover(), delivery.place(""), folder);
        }
      }
    }
    return Delivered.NOTHING_TO_SAY;
  }

  /** Whether a delivery has a cover of its own. */
  static boolean isFitted(Delivery delivery) {
    return !delivery.folder().isEmpty() && delivery.profile().cover().shaped();
  }

  private static void write(Cover cover, String place, BookFolder folder) throws IOException {
    Files.write(folder.begin(place + "cover." + cover.fileExtension()), cover.bytes());
  }
}
