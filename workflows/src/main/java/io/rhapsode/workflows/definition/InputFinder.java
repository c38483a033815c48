package io.rhapsode.workflows.definition;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the documents that were asked for. A file that is named is taken whatever it is called; a
 * folder that is an unpacked EPUB is one document; others are searched for known extensions, in
 * order of name, without hidden files and without following the symbolic links in them.
 */
public final class InputFinder {
  /** Extensions of documents, lower-case, without a dot. */
  static final Set<String> EXTENSIONS =
      Set.of(
          "epub",
          "pdf",
          "docx",
          "doc",
          "odt",
          "rtf",
          "html",
          "htm",
          "xhtml",
          "fb2",
          "ssml",
          "md",
          "markdown",
          "txt");

  private InputFinder() {}

  /**
   * Absolute paths, each once, in the order of the inputs.
   *
   * @throws UsageException when an input does not exist or a folder holds no document
   */
  public static List<Path> find(List<Path> inputs) throws UsageException {
    Set<Path> found = new LinkedHashSet<>();
    for (Path input : inputs) {
      if (input.toString().isEmpty()) {
        throw new UsageException("an input is empty; a dot stands for the current folder");
      }
      Path path = input.toAbsolutePath().normalize();
      if (!Files.exists(path)) {
        throw new UsageException(
            "there is no file or folder %s%s"
                .formatted(
                    input,
                    input.toString().indexOf('\uFFFD') < 0
                        ? ""
                        : "; a name that is not in UTF-8 cannot be opened, rename it"));
      }
      if (Files.isRegularFile(path)) {
        found.add(path);
        continue;
      }
      if (!Files.isDirectory(path) || isBook(path)) {
        throw new UsageException(
            input + " is neither a file nor a folder; a pipe or a device cannot be narrated");
      }
      List<Path> documents = search(input, path);
      if (documents.isEmpty()) {
        throw new UsageException(
            "folder %s holds no document (%s)"
                .formatted(input, String.join(", ", new TreeSet<>(EXTENSIONS))));
      }
      found.addAll(documents);
    }
    return List.copyOf(found);
  }

  /**
   * Files of the folders among the inputs whose names have no extension, which are passed over:
   * they may be documents.
   */
  public static List<Path> passedOver(List<Path> inputs) {
    List<Path> passed = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input) && !isBook(input)) {
        try (Stream<Path> files = Files.list(input)) {
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> file.getFileName().toString().indexOf('.') < 0)
              .sorted()
              .forEach(passed::add);
        } catch (IOException unreadable) {
          // The search for documents has said so.
          continue;
        }
      }
    }
    return List.copyOf(passed);
  }

  /** Whether a folder is an unpacked EPUB. */
  private static boolean isBook(Path folder) {
    return Files.isRegularFile(folder.resolve("META-INF/container.xml"));
  }

  private static List<Path> search(Path input, Path path) throws UsageException {
    List<Path> documents = new ArrayList<>();
    try {
      Path folder = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      Files.walkFileTree(folder, new Visitor(folder, documents));
    } catch (IOException e) {
      throw new UsageException(
          "folder %s cannot be searched: %s".formatted(input, IoProblem.describe(e)), e);
    }
    return documents.stream().sorted().toList();
  }

  /** Collects documents; does not follow links, which {@link Files#walkFileTree} sees as files. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> documents;

    Visitor(Path root, List<Path> documents) {
      this.root = root;
      this.documents = documents;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean within = !folder.equals(root);
      if (within && !hidden(folder) && isBook(folder)) {
        documents.add(folder);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return within && hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file) && EXTENSIONS.contains(extension(file))) {
        documents.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }

    private static String extension(Path file) {
      String name = file.getFileName().toString();
      return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
  }
}
