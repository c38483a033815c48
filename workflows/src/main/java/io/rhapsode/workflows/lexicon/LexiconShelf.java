package io.rhapsode.workflows.lexicon;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.lexicon.LexiconFile;
import io.rhapsode.ingest.lexicon.UnreadableLexiconException;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lexicons of the program and of its user. Both folders are laid out alike: every lexicon in
 * them is for all books, one in {@code series/} for the books of the series that it is named after,
 * one in {@code voices/} for that voice. A folder that is not there holds none.
 *
 * @param product what comes with the program
 * @param user what its user keeps
 */
public record LexiconShelf(Path product, Path user) {
  private static final Path CONF = Path.of("conf", "lexicons");
  private static final String SERIES = "series";
  private static final String VOICES = "voices";

  public LexiconShelf {
    requireNonNull(product, "product is null");
    requireNonNull(user, "user is null");
  }

  /** The shelf of this installation and user. */
  public static LexiconShelf standard() {
    Path conf = Installation.home().map(home -> home.resolve(CONF)).orElse(CONF);
    return new LexiconShelf(conf, DataHome.ofThisUser().lexicons());
  }

  /**
   * Reads every lexicon of both folders, and files that were asked for.
   *
   * @param files of the layer of the book
   * @throws UsageException naming the file, the line and the cause
   */
  public List<Lexicon> lexicons(List<String> files) throws UsageException {
    try {
      return read(files);
    } catch (UnreadableLexiconException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private List<Lexicon> read(List<String> files) throws UnreadableLexiconException {
    List<Lexicon> lexicons = new ArrayList<>();
    for (Path folder : List.of(product, user)) {
      LexiconLayer layer = folder.equals(product) ? LexiconLayer.PRODUCT : LexiconLayer.USER;
      add(lexicons, folder, layer);
      add(lexicons, folder.resolve(SERIES), LexiconLayer.SERIES);
      add(lexicons, folder.resolve(VOICES), LexiconLayer.VOICE);
    }
    for (String file : files) {
      lexicons.add(LexiconFile.read(Path.of(file), LexiconLayer.BOOK, ""));
    }
    return lexicons;
  }

  private static void add(List<Lexicon> lexicons, Path folder, LexiconLayer layer)
      throws UnreadableLexiconException {
    for (Path file : files(folder)) {
      boolean scoped = layer == LexiconLayer.SERIES || layer == LexiconLayer.VOICE;
      lexicons.add(LexiconFile.read(file, layer, scoped ? name(file) : ""));
    }
  }

  private static List<Path> files(Path folder) throws UnreadableLexiconException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && LexiconFile.isLexicon(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UnreadableLexiconException(
          "folder %s cannot be read: %s".formatted(folder, IoProblem.describe(e)), e);
    }
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
