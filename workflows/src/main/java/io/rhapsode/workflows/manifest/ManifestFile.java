package io.rhapsode.workflows.manifest;

import io.rhapsode.ingest.lexicon.LexiconFile;
import io.rhapsode.ingest.lexicon.LexiconTable;
import io.rhapsode.ingest.lexicon.UnreadableLexiconException;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.pipeline.text.Pace;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest as a person edits it; the same facts as {@link BookManifest}, with ranges written as
 * "3-17" and everything optional that can be told without it. {@link ManifestWriter} writes the
 * form that is read here.
 */
public record ManifestFile(
    String source,
    String textSha256,
    MetadataLines metadata,
    String voice,
    Map<String, CastLine> cast,
    List<ChapterLine> chapters,
    List<SpokenLine> lines,
    List<SkipLine> skips,
    List<String> lexicons,
    Map<String, String> pronunciations,
    Optional<Integer> pacePercent) {
  /** Name of the lexicon that the manifest itself holds. */
  public static final String INLINE = "pronunciations of the manifest";

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  public ManifestFile {
    require("source", source);
    require("textSha256", textSha256);
    require("metadata", metadata);
    require("voice", voice);
    require("chapters", chapters);
    chapters = List.copyOf(chapters);
    cast = CastLine.ordered(cast);
    lines = lines == null ? List.of() : List.copyOf(lines);
    skips = skips == null ? List.of() : List.copyOf(skips);
    lexicons = lexicons == null ? List.of() : List.copyOf(lexicons);
    pronunciations = pronunciations == null ? Map.of() : new TreeMap<>(pronunciations);
    pronunciations.forEach(ManifestFile::requireSaying);
    pacePercent = pace(pacePercent);
    requireApart(chapters);
    requireCast(lines, cast);
  }

  /** Title, authors and the other tags; only the title and the language must be there. */
  public record MetadataLines(
      String title,
      Optional<String> subtitle,
      List<String> authors,
      String language,
      Optional<String> publisher,
      Optional<String> date,
      Optional<String> description,
      Optional<String> series,
      Optional<String> seriesPart,
      Optional<String> isbn,
      Optional<String> rights,
      List<String> subjects) {
    public MetadataLines {
      require("title", title);
      require("language", language);
      if (title.isBlank()) {
        throw new InvalidSettingException("title", "is blank");
      }
      authors = authors == null ? List.of() : List.copyOf(authors);
      subjects = subjects == null ? List.of() : List.copyOf(subjects);
    }

    BookMetadata metadata() {
      return new BookMetadata(
          title,
          subtitle,
          authors,
          language,
          publisher,
          date,
          description,
          series,
          seriesPart,
          isbn,
          rights,
          subjects);
    }
  }

  /**
   * A chapter.
   *
   * @param level depth in the table of contents, from 1; 1 when absent
   * @param blocks its first and last block, as "3-17" or "3"
   * @param read whether it is narrated; true when absent
   * @param voice its voice, if other than the book's
   * @param pacePercent its pace, if other than the book's
   */
  public record ChapterLine(
      String title,
      Integer level,
      String blocks,
      Boolean read,
      Optional<String> voice,
      Optional<Integer> pacePercent) {
    public ChapterLine {
      require("title", title);
      require("blocks", blocks);
      if (title.isBlank()) {
        throw new InvalidSettingException("title", "is blank");
      }
      level = level == null ? Integer.valueOf(1) : level;
      if (level < 1) {
        throw new InvalidSettingException("level", "is %d, not 1 or more".formatted(level));
      }
      read = read == null ? Boolean.TRUE : read;
      voice = voice == null ? Optional.empty() : voice;
      pacePercent = pace(pacePercent);
      range("blocks", blocks, 1);
    }

    ChapterEntry entry() {
      Span range = range("blocks", blocks, 1);
      return new ChapterEntry(title, level, voice, range.start(), range.end(), read, pacePercent);
    }
  }

  /**
   * Text inside a chapter that a speaker says, or that has a pause of its own.
   *
   * @param block number of the block
   * @param characters the part of the block as "0-12", the end excluded; the whole block when
   *     absent
   * @param speaker a speaker of the cast or an alias; whoever reads the chapter when absent
   * @param guess who seems to say it, for the reader only
   * @param confidence of the program in the speaker or the guess, 0 to 1
   * @param pauseMillis silence after it, in milliseconds; as the settings have it when absent
   * @param voice its voice, if other than the speaker's
   * @param attempt which reading of it is taken; 0, the first, when absent
   * @param joined whether its sentences are said at once; false when absent
   * @param pronunciations how words of it are said
   * @param pacePercent its pace, if other than the speaker's
   * @param text its beginning, for the reader only
   */
  public record SpokenLine(
      int block,
      Optional<String> characters,
      Optional<String> speaker,
      Optional<String> guess,
      Optional<Double> confidence,
      Optional<Integer> pauseMillis,
      Optional<String> voice,
      Integer attempt,
      Boolean joined,
      Map<String, String> pronunciations,
      Optional<Integer> pacePercent,
      String text) {
    private static final int LONGEST_PAUSE_MILLIS = 60_000;
    private static final int MOST_ATTEMPTS = 1_000;

    public SpokenLine {
      InvalidSettingException.requireRange("block", block, 1, Integer.MAX_VALUE);
      characters = characters == null ? Optional.empty() : characters;
      speaker = speaker == null ? Optional.empty() : speaker;
      guess = guess == null ? Optional.empty() : guess;
      confidence = confidence == null ? Optional.empty() : confidence;
      pauseMillis = pauseMillis == null ? Optional.empty() : pauseMillis;
      voice = voice == null ? Optional.empty() : voice;
      attempt = attempt == null ? Integer.valueOf(0) : attempt;
      InvalidSettingException.requireRange("attempt", attempt, 0, MOST_ATTEMPTS);
      joined = joined == null ? Boolean.FALSE : joined;
      pronunciations = pronunciations == null ? Map.of() : new TreeMap<>(pronunciations);
      pronunciations.forEach(ManifestFile::requireSaying);
      pacePercent = pace(pacePercent);
      text = text == null ? "" : text;
      characters.ifPresent(part -> range("characters", part, 0));
      if (confidence.isPresent() && !(confidence.get() >= 0 && confidence.get() <= 1)) {
        throw new InvalidSettingException(
            "confidence", "is %s, not 0 to 1".formatted(confidence.get()));
      }
      pauseMillis.ifPresent(
          millis ->
              InvalidSettingException.requireRange("pauseMillis", millis, 0, LONGEST_PAUSE_MILLIS));
    }

    LineEntry entry() {
      return new LineEntry(
          block,
          characters.map(part -> range("characters", part, 0)),
          speaker,
          guess,
          confidence,
          pauseMillis,
          new Manner(voice, attempt, joined, words(pronunciations), pacePercent),
          text);
    }
  }

  /**
   * Text inside a chapter that is not read.
   *
   * @param block number of the block
   * @param characters the part of the block as "0-12", the end excluded; the whole block when
   *     absent
   * @param reason {@link SkipReason#MANIFEST} when absent
   * @param detail what the reason does not say
   * @param text its beginning, for the reader only
   */
  public record SkipLine(
      int block, Optional<String> characters, SkipReason reason, String detail, String text) {
    public SkipLine {
      if (block < 1) {
        throw new InvalidSettingException("block", "is %d, not 1 or more".formatted(block));
      }
      characters = characters == null ? Optional.empty() : characters;
      reason = reason == null ? SkipReason.MANIFEST : reason;
      detail = detail == null ? "" : detail;
      text = text == null ? "" : text;
      characters.ifPresent(part -> range("characters", part, 0));
    }

    SkipEntry entry() {
      return new SkipEntry(
          block, characters.map(part -> range("characters", part, 0)), reason, detail, text);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws UsageException naming the file, the line and the key of whatever is wrong
   */
  public static BookManifest read(Path file) throws UsageException {
    try {
      ManifestFile read = StrictMapping.read(file, ManifestFile.class);
      return read.manifest(read.lexicons(file));
    } catch (YamlException | UnreadableLexiconException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** The files, by paths from where the manifest is, and nearest the words in the manifest. */
  private List<Lexicon> lexicons(Path manifest) throws UnreadableLexiconException {
    List<Lexicon> all = new ArrayList<>();
    for (String file : lexicons) {
      all.add(
          LexiconFile.read(manifest.toAbsolutePath().resolveSibling(file), LexiconLayer.BOOK, ""));
    }
    if (!pronunciations.isEmpty()) {
      all.add(Lexicon.of(INLINE, LexiconLayer.BOOK, "", words(pronunciations)));
    }
    return all;
  }

  private static List<LexiconEntry> words(Map<String, String> pronunciations) {
    return pronunciations.entrySet().stream()
        .map(word -> LexiconEntry.of(word.getKey(), LexiconTable.saying(word.getValue())))
        .toList();
  }

  private static void requireSaying(String word, String said) {
    try {
      LexiconEntry.of(word, LexiconTable.saying(said));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("pronunciations/" + word, e.getMessage());
    }
  }

  private BookManifest manifest(List<Lexicon> said) {
    return new BookManifest(
        source,
        textSha256,
        metadata.metadata(),
        voice,
        CastLine.members(cast),
        chapters.stream().map(ChapterLine::entry).toList(),
        lines.stream().map(SpokenLine::entry).toList(),
        skips.stream().map(SkipLine::entry).toList(),
        said,
        pacePercent);
  }

  private static void requireApart(List<ChapterLine> chapters) {
    TreeMap<Integer, Integer> lastByFirst = new TreeMap<>();
    for (int i = 0; i < chapters.size(); i++) {
      ChapterEntry entry = chapters.get(i).entry();
      Map.Entry<Integer, Integer> before = lastByFirst.floorEntry(entry.lastBlock());
      if (before != null && before.getValue() >= entry.firstBlock()) {
        throw new InvalidSettingException(
            "chapters/" + i,
            "has block %d, which an earlier chapter has already"
                .formatted(Math.max(before.getKey(), entry.firstBlock())));
      }
      lastByFirst.put(entry.firstBlock(), entry.lastBlock());
    }
  }

  private static void requireCast(List<SpokenLine> lines, Map<String, CastLine> cast) {
    Set<String> names = CastLine.requireNames("cast", cast);
    for (int i = 0; i < lines.size(); i++) {
      String speaker = lines.get(i).speaker().orElse("");
      if (lines.get(i).speaker().isPresent() && !names.contains(speaker)) {
        String nearest =
            NearestName.of(speaker, names)
                .map("; the nearest is '%s'"::formatted)
                .orElse(", which is empty");
        throw new InvalidSettingException(
            "lines/" + i + "/speaker", "is '%s', not in the cast%s".formatted(speaker, nearest));
      }
    }
  }

  /** A pace that was told or not. */
  static Optional<Integer> pace(Optional<Integer> percent) {
    if (percent == null || percent.isEmpty()) {
      return Optional.empty();
    }
    InvalidSettingException.requireRange(
        "pacePercent", percent.get(), Pace.SLOWEST_PERCENT, Pace.QUICKEST_PERCENT);
    return percent;
  }

  private static void require(String component, Object value) {
    if (value == null) {
      throw new InvalidSettingException(component, "is missing");
    }
  }

  private static Span range(String component, String text, int lowest) {
    Matcher matcher = RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InvalidSettingException(component, "is '%s', not such as 3-17".formatted(text));
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    if (first < lowest || last < first) {
      throw new InvalidSettingException(
          component, "is '%s', not ascending from %d".formatted(text, lowest));
    }
    return new Span(first, last);
  }
}
