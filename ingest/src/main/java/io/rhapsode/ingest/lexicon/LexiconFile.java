package io.rhapsode.ingest.lexicon;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Files that hold lexicons: PLS 1.0 ({@code .pls}, {@code .xml}), and tables ({@code .tsv}, {@code
 * .txt}) as {@link LexiconTable} describes them.
 */
public final class LexiconFile {
  /** Extensions of PLS and of tables, in small letters. */
  private static final Set<String> PLS = Set.of("pls", "xml");

  private static final Set<String> TABLE = Set.of("tsv", "txt");

  /** A larger file is refused: no book has a fiftieth of that. */
  private static final int MAXIMUM_BYTES = 64 << 20;

  static final int MAXIMUM_ENTRIES = 500_000;

  private LexiconFile() {}

  /**
   * What a file says.
   *
   * @param language BCP 47 tag, empty for all
   */
  public record Content(String language, List<LexiconEntry> entries) {
    public Content {
      entries = List.copyOf(entries);
    }
  }

  /** Whether a file is a lexicon by its name. */
  public static boolean isLexicon(Path file) {
    String extension = extension(file.getFileName().toString());
    return PLS.contains(extension) || TABLE.contains(extension);
  }

  /**
   * Reads a file.
   *
   * @param scope the series or the voice that it is for, empty in the other layers
   * @throws UnreadableLexiconException naming the file, the line and the cause
   */
  public static Lexicon read(Path file, LexiconLayer layer, String scope)
      throws UnreadableLexiconException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAXIMUM_BYTES + 1);
    } catch (IOException e) {
      throw new UnreadableLexiconException(
          "lexicon %s cannot be read: %s".formatted(file, IoProblem.describe(e)), e);
    }
    Content content = parse(file.toString(), bytes);
    return new Lexicon(file.toString(), layer, scope, content.language(), content.entries());
  }

  /**
   * Reads the content of a file.
   *
   * @param name of the file, which decides the format
   */
  public static Content parse(String name, byte[] bytes) throws UnreadableLexiconException {
    if (bytes.length > MAXIMUM_BYTES) {
      throw new UnreadableLexiconException(
          "%s is larger than %d MB; divide it".formatted(name, MAXIMUM_BYTES >> 20));
    }
    String extension = extension(name);
    if (PLS.contains(extension)) {
      return PlsReader.read(name, bytes);
    }
    if (TABLE.contains(extension)) {
      return LexiconTable.read(name, utf8(name, bytes));
    }
    throw new UnreadableLexiconException(
        "%s is no lexicon by its name: call it *.pls (PLS 1.0) or *.tsv (a table)".formatted(name));
  }

  /** The text of a table or PLS file with these entries, by the extension of its name. */
  public static String write(String name, Content content) {
    return PLS.contains(extension(name)) ? PlsWriter.write(content) : LexiconTable.write(content);
  }

  private static String utf8(String name, byte[] bytes) throws UnreadableLexiconException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableLexiconException(name + " is not in UTF-8; save it as such", e);
    }
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
