package io.rhapsode.mux.publish;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.pipeline.graph.OutputNames;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finished books in the folders that Audiobookshelf expects: {@code Author/Title} and {@code
 * Author/Series/NN - Title}. Files are linked there, or copied where the file system has no hard
 * links; what others put beside them stays.
 *
 * @param root the folder of the library
 */
public record LibraryShelf(Path root) {
  private static final Pattern PART = Pattern.compile("(\\d{1,3})(\\.\\d{1,2})?");
  private static final String PARTIAL = ".partial";

  /**
   * The folder of a book.
   *
   * @param name of the book, unique in the library
   */
  public Path folderOf(BookTags tags, String name) {
    Path folder = root;
    if (!tags.author().isEmpty()) {
      folder = folder.resolve(OutputNames.safe(tags.author()));
    }
    if (tags.series().isEmpty()) {
      return folder.resolve(name);
    }
    Matcher part = PART.matcher(tags.seriesPart());
    String number =
        part.matches()
            ? "%02d%s - "
                .formatted(
                    Integer.parseInt(part.group(1)), part.group(2) == null ? "" : part.group(2))
            : "";
    return folder.resolve(OutputNames.safe(tags.series())).resolve(number + name);
  }

  /**
   * Puts a book there.
   *
   * @param files what is put there, by name
   * @param former names of files that an earlier run put there; those that are no more are removed
   */
  public static void put(Path folder, Map<String, Path> files, Collection<String> former)
      throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      put(file.getValue(), folder.resolve(file.getKey()));
    }
    for (String name : former) {
      if (!files.containsKey(name)) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static void put(Path source, Path target) throws IOException {
    if (Files.exists(target) && Files.isSameFile(source, target)) {
      return;
    }
    Path partial = target.resolveSibling(target.getFileName() + PARTIAL);
    Files.deleteIfExists(partial);
    try {
      Files.createLink(partial, source);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(source, partial, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
