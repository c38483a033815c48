package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.text.Pace;
import io.rhapsode.pipeline.text.Span;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The editable plan of a book: which blocks make which chapter, under which title, in which voice,
 * and who says what, and which text is not read. A manifest is made for every book; a person may
 * edit it and pass it back, and then it decides alone: what it lists is read and what it does not
 * list is skipped.
 *
 * @param source path of the document
 * @param textSha256 hash of the extracted text, lower-case hexadecimal: the block numbers are valid
 *     only for this text
 * @param metadata title, authors and the other tags
 * @param voice the voice of chapters that name none
 * @param cast the speakers by name, in the order of the file
 * @param chapters in reading order; their block ranges do not overlap
 * @param lines text inside the chapters that somebody says, or that has a pause of its own
 * @param skips text inside the chapters that is not read
 * @param lexicons how words of the book are said; of the layer BOOK
 * @param pacePercent how quickly it is read, in percent of the voices' own paces, unless a chapter,
 *     a speaker or a line has another; 100 when absent
 */
public record BookManifest(
    String source,
    String textSha256,
    BookMetadata metadata,
    String voice,
    Map<String, CastMember> cast,
    List<ChapterEntry> chapters,
    List<LineEntry> lines,
    List<SkipEntry> skips,
    List<Lexicon> lexicons,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> pacePercent) {
  public BookManifest {
    requireNonNull(source, "source is null");
    requireNonNull(textSha256, "textSha256 is null");
    requireNonNull(metadata, "metadata is null");
    requireNonNull(voice, "voice is null");
    cast = Collections.unmodifiableMap(new LinkedHashMap<>(cast));
    chapters = List.copyOf(chapters);
    lines = List.copyOf(lines);
    skips = List.copyOf(skips);
    lexicons = List.copyOf(lexicons);
    pacePercent = pacePercent == null ? Optional.empty() : Pace.require(pacePercent);
    Set<String> names = names(cast);
    for (LineEntry line : lines) {
      if (line.speaker().isPresent() && !names.contains(line.speaker().get())) {
        throw new IllegalArgumentException(
            "speaker '%s' of a line is not in the cast".formatted(line.speaker().get()));
      }
    }
  }

  /** A manifest without lexicons. */
  public BookManifest(
      String source,
      String textSha256,
      BookMetadata metadata,
      String voice,
      Map<String, CastMember> cast,
      List<ChapterEntry> chapters,
      List<LineEntry> lines,
      List<SkipEntry> skips) {
    this(
        source,
        textSha256,
        metadata,
        voice,
        cast,
        chapters,
        lines,
        skips,
        List.of(),
        Optional.empty());
  }

  /** Every name and alias of a cast. */
  public static Set<String> names(Map<String, CastMember> cast) {
    Set<String> names = new HashSet<>(cast.keySet());
    cast.values().forEach(member -> names.addAll(member.aliases()));
    return names;
  }

  /** A manifest of one who reads all. */
  public BookManifest(
      String source,
      String textSha256,
      BookMetadata metadata,
      String voice,
      List<ChapterEntry> chapters,
      List<SkipEntry> skips) {
    this(source, textSha256, metadata, voice, Map.of(), chapters, List.of(), skips);
  }

  /** The same book with other speakers, lines and skips. */
  public BookManifest with(
      Map<String, CastMember> newCast, List<LineEntry> newLines, List<SkipEntry> newSkips) {
    return new BookManifest(
        source,
        textSha256,
        metadata,
        voice,
        newCast,
        chapters,
        newLines,
        newSkips,
        lexicons,
        pacePercent);
  }

  /** The same book with other lexicons. */
  public BookManifest withLexicons(List<Lexicon> others) {
    return new BookManifest(
        source, textSha256, metadata, voice, cast, chapters, lines, skips, others, pacePercent);
  }

  /** The same book at another pace, in percent of the voices' own. */
  public BookManifest paced(Optional<Integer> percent) {
    return new BookManifest(
        source, textSha256, metadata, voice, cast, chapters, lines, skips, lexicons, percent);
  }

  /**
   * The same book, whose characters are spoken by whoever reads the chapter; in plays with their
   * names before.
   */
  public BookManifest ofOneVoice() {
    List<LineEntry> said =
        lines.stream()
            .filter(
                line ->
                    line.pauseMillis().isPresent()
                        || !line.manner().equals(Manner.USUAL)
                        || line.speaker().isEmpty() && line.guess().isEmpty())
            .map(line -> line.spokenBy(Optional.empty(), Optional.empty()))
            .toList();
    return with(
        Map.of(),
        said,
        skips.stream().filter(skip -> skip.reason() != SkipReason.SPEAKER_LABEL).toList());
  }

  /** Whether its lines were looked for by the program, at least in part. */
  public boolean wasCast() {
    return lines.stream().anyMatch(line -> line.confidence().isPresent());
  }

  /** Every voice that the manifest names. */
  public Set<String> voices() {
    Set<String> voices = new TreeSet<>();
    cast.values().forEach(member -> member.voice().ifPresent(voices::add));
    voices.add(voice);
    chapters.stream().map(ChapterEntry::voice).flatMap(Optional::stream).forEach(voices::add);
    lines.stream()
        .map(line -> line.manner().voice())
        .flatMap(Optional::stream)
        .forEach(voices::add);
    return voices;
  }

  /**
   * A chapter.
   *
   * @param title never blank
   * @param level depth in the table of contents, from 1
   * @param voice the voice, if other than the book's
   * @param firstBlock number of its first block, from 1
   * @param lastBlock number of its last block
   * @param read whether it is narrated
   * @param pacePercent its pace, if other than the book's
   */
  public record ChapterEntry(
      String title,
      int level,
      Optional<String> voice,
      int firstBlock,
      int lastBlock,
      boolean read,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> pacePercent) {
    /** A chapter at the pace of its book. */
    public ChapterEntry(
        String title,
        int level,
        Optional<String> voice,
        int firstBlock,
        int lastBlock,
        boolean read) {
      this(title, level, voice, firstBlock, lastBlock, read, Optional.empty());
    }

    public ChapterEntry {
      requireNonNull(voice, "voice is null");
      pacePercent = pacePercent == null ? Optional.empty() : Pace.require(pacePercent);
      if (title.isBlank()) {
        throw new IllegalArgumentException("a chapter has a blank title");
      }
      if (level < 1) {
        throw new IllegalArgumentException("level of '%s' is below 1: %d".formatted(title, level));
      }
      if (firstBlock < 1 || lastBlock < firstBlock) {
        throw new IllegalArgumentException(
            "blocks %d to %d of '%s' are not an ascending range from 1"
                .formatted(firstBlock, lastBlock, title));
      }
    }
  }

  /**
   * Text that is cut from its neighbours, because it is said in another way than they are.
   *
   * @param block number of the block, from 1
   * @param characters the part of the block, or all of it when absent
   * @param speaker who says it; whoever reads the chapter when absent
   * @param guess who seems to say it, where that is too uncertain to be a speaker
   * @param confidence how likely the program was right about the speaker or the guess, 0 to 1;
   *     absent where a person said it
   * @param pauseMillis silence after it, in milliseconds; as the settings have it when absent
   * @param manner how it is said
   * @param text the beginning of the text, for the reader of the manifest only
   */
  public record LineEntry(
      int block,
      Optional<Span> characters,
      Optional<String> speaker,
      Optional<String> guess,
      Optional<Double> confidence,
      Optional<Integer> pauseMillis,
      Manner manner,
      String text) {
    public LineEntry {
      requireNonNull(characters, "characters is null");
      requireNonNull(speaker, "speaker is null");
      requireNonNull(guess, "guess is null");
      requireNonNull(confidence, "confidence is null");
      requireNonNull(pauseMillis, "pauseMillis is null");
      requireNonNull(manner, "manner is null");
      requireNonNull(text, "text is null");
      if (block < 1) {
        throw new IllegalArgumentException("block numbers start at 1: " + block);
      }
      if (pauseMillis.isPresent() && pauseMillis.get() < 0) {
        throw new IllegalArgumentException("pause is negative: " + pauseMillis.get());
      }
      if (confidence.isPresent() && !(confidence.get() >= 0 && confidence.get() <= 1)) {
        throw new IllegalArgumentException("confidence is not 0 to 1: " + confidence.get());
      }
    }

    /** A line that is said in the usual manner. */
    public LineEntry(
        int block,
        Optional<Span> characters,
        Optional<String> speaker,
        Optional<String> guess,
        Optional<Double> confidence,
        Optional<Integer> pauseMillis,
        String text) {
      this(block, characters, speaker, guess, confidence, pauseMillis, Manner.USUAL, text);
    }

    /** A line as a person writes it. */
    public LineEntry(
        int block,
        Optional<Span> characters,
        Optional<String> speaker,
        Optional<Integer> pauseMillis,
        String text) {
      this(block, characters, speaker, Optional.empty(), Optional.empty(), pauseMillis, text);
    }

    /** The same line, said by that speaker. */
    public LineEntry spokenBy(Optional<String> newSpeaker, Optional<String> newGuess) {
      return new LineEntry(
          block, characters, newSpeaker, newGuess, confidence, pauseMillis, manner, text);
    }

    /**
     * Whether it is said apart from its neighbours; one that only guesses who says it is read with
     * them.
     */
    public boolean standsApart() {
      return speaker.isPresent()
          || pauseMillis.isPresent()
          || !manner.equals(Manner.USUAL)
          || guess.isEmpty();
    }
  }

  /**
   * Text that is not read.
   *
   * @param block number of the block, from 1
   * @param characters the part of the block, or all of it when absent
   * @param detail what the reason does not say, such as the role; possibly empty
   * @param text the beginning of the skipped text, for the reader of the manifest only
   */
  public record SkipEntry(
      int block, Optional<Span> characters, SkipReason reason, String detail, String text) {
    public SkipEntry {
      requireNonNull(characters, "characters is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");
      requireNonNull(text, "text is null");
      if (block < 1) {
        throw new IllegalArgumentException("block numbers start at 1: " + block);
      }
    }
  }
}
