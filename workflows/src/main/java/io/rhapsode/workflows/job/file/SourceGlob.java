package io.rhapsode.workflows.job.file;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.definition.InputFinder;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The documents that a row names: a file, a folder, or a glob such as {@code new/**.epub}. */
public final class SourceGlob {
  private SourceGlob() {}

  /**
   * Absolute paths in order of name.
   *
   * @param path a file or folder of this name is taken as it is, whatever marks are in it
   * @throws UsageException when there is none
   */
  public static List<Path> find(Path path) throws UsageException {
    String name = path.toString();
    if (Files.exists(path) || name.chars().noneMatch(mark -> "*?[{".indexOf(mark) >= 0)) {
      return InputFinder.find(List.of(path));
    }
    Path root = path;
    while (root.toString().chars().anyMatch(mark -> "*?[{".indexOf(mark) >= 0)) {
      root = root.getParent();
    }
    if (!Files.isDirectory(root)) {
      throw new UsageException("there is no folder %s to look for %s in".formatted(root, name));
    }
    try (Stream<Path> files = Files.walk(root)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
      List<Path> found =
          files.filter(matcher::matches).filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw new UsageException("no file is called " + name);
      }
      return found;
    } catch (PatternSyntaxException e) {
      throw new UsageException("%s is no glob: %s".formatted(name, e.getDescription()), e);
    } catch (IOException | UncheckedIOException e) {
      IOException problem = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
      throw new UsageException(
          "%s cannot be searched: %s".formatted(root, IoProblem.describe(problem)), e);
    }
  }
}
