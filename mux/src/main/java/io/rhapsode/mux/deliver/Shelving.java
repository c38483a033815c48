package io.rhapsode.mux.deliver;

import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.publish.LibraryShelf;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.pipeline.report.BookReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts finished books into the folders of a library: the audio of the first delivery, the cover,
 * the descriptions and the EPUB.
 */
record Shelving(LibraryShelf shelf, Delivery delivery) {
  /**
   * @param folder of the finished book
   * @param earlier the report of the run before, if there was one
   */
  void put(
      BookTags tags,
      String name,
      BookFolder folder,
      BookReport report,
      Optional<BookReport> earlier)
      throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    for (String place : places(folder, report)) {
      files.put(nameOf(place), folder.path().resolve(place));
    }
    List<String> former =
        earlier.map(before -> places(folder, before)).orElse(List.of()).stream()
            .map(Shelving::nameOf)
            .toList();
    Path shelved = shelf.folderOf(tags, name);
    try {
      LibraryShelf.put(shelved, files, former);
    } catch (IOException e) {
      throw new IOException(
          "it is finished, but cannot be put into %s: %s".formatted(shelved, e.getMessage()), e);
    }
  }

  private List<String> places(BookFolder folder, BookReport report) {
    return folder.places(report.files()).stream().filter(this::belongs).toList();
  }

  private boolean belongs(String place) {
    boolean audio = place.endsWith("." + delivery.profile().format().fileExtension());
    return audio && place.equals(delivery.place(nameOf(place)))
        || place.matches("cover\\.(jpg|png)|metadata\\.(json|opf)|[^/]+\\.epub");
  }

  private static String nameOf(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
