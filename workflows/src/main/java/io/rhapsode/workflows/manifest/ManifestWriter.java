package io.rhapsode.workflows.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.ingest.lexicon.LexiconTable;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a manifest as YAML with comments for the person who edits it. Own code, because no YAML
 * library at hand writes comments; all text is quoted as JSON, which YAML 1.2 contains.
 */
public final class ManifestWriter {
  /** What JSON leaves as it is, but YAML takes for a line end, a mark or an error. */
  private static final Pattern YAML_BREAKS =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private ManifestWriter() {}

  /** The text of the file. */
  public static String write(BookManifest manifest) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        # The plan of a book. Edit it and pass it back with --manifest: what is listed here is read,
        # what is not listed is skipped.

        # The document, and the hash of its text: the block numbers below hold for that text only.
        """);
    yaml.append("source: ").append(quoted(manifest.source())).append('\n');
    yaml.append("textSha256: ").append(quoted(manifest.textSha256())).append('\n');
    appendMetadata(yaml, manifest.metadata());
    yaml.append(
        """

        # The voice of the book; `rhapsode voices` lists them.
        """);
    yaml.append("voice: ").append(quoted(manifest.voice())).append('\n');
    yaml.append(
        """

        # `pacePercent: 110` has the book read more quickly than the voices speak by themselves, 25 to
        # 400; chapters, speakers and lines may have a `pacePercent` of their own.
        """);
    manifest
        .pacePercent()
        .ifPresent(percent -> yaml.append("pacePercent: ").append(percent).append('\n'));
    appendCast(yaml, manifest.cast());
    appendChapters(yaml, manifest.chapters());
    appendLines(yaml, manifest.lines());
    appendSkips(yaml, manifest.skips());
    appendLexicons(yaml, manifest.lexicons());
    return yaml.toString();
  }

  private static void appendLexicons(StringBuilder yaml, List<Lexicon> lexicons) {
    yaml.append(
        """

        # How words are said: files of lexicons, by paths from here, and words that come before those
        # of all files. `Siobhan: "/ʃɪˈvɔːn/"` is IPA, `Uffa: ooh-fah` is read as it stands.
        """);
    List<String> files =
        lexicons.stream()
            .map(Lexicon::name)
            .filter(name -> !name.equals(ManifestFile.INLINE))
            .toList();
    yaml.append("lexicons: ").append(quoted(files)).append('\n');
    List<LexiconEntry> words =
        lexicons.stream()
            .filter(lexicon -> lexicon.name().equals(ManifestFile.INLINE))
            .flatMap(lexicon -> lexicon.entries().stream())
            .toList();
    yaml.append(words.isEmpty() ? "pronunciations: {}\n" : "pronunciations:\n");
    for (LexiconEntry word : words) {
      yaml.append("  ")
          .append(quoted(word.graphemes().get(0)))
          .append(": ")
          .append(quoted(LexiconTable.written(word.saying())))
          .append('\n');
    }
  }

  /** Writes the file, as a whole or not at all. */
  public static void replace(Path file, BookManifest manifest) throws IOException {
    replace(file, write(manifest));
  }

  /** Writes a file, as a whole or not at all. */
  public static void replace(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, ".unfinished-", ".yaml");
    try {
      Files.writeString(unfinished, text);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void appendMetadata(StringBuilder yaml, BookMetadata metadata) {
    yaml.append(
        """

        # Tags and file names. Optional: subtitle, publisher, date, description, series, seriesPart,
        # isbn, rights. The language is a BCP 47 tag.
        metadata:
        """);
    appendKey(yaml, "title", Optional.of(metadata.title()));
    appendKey(yaml, "subtitle", metadata.subtitle());
    yaml.append("  authors: ").append(quoted(metadata.authors())).append('\n');
    appendKey(yaml, "language", Optional.of(metadata.language()));
    appendKey(yaml, "publisher", metadata.publisher());
    appendKey(yaml, "date", metadata.date());
    appendKey(yaml, "description", metadata.description());
    appendKey(yaml, "series", metadata.series());
    appendKey(yaml, "seriesPart", metadata.seriesPart());
    appendKey(yaml, "isbn", metadata.isbn());
    appendKey(yaml, "rights", metadata.rights());
    yaml.append("  subjects: ").append(quoted(metadata.subjects())).append('\n');
  }

  private static void appendKey(StringBuilder yaml, String key, Optional<String> value) {
    value.ifPresent(
        text -> yaml.append("  ").append(key).append(": ").append(quoted(text)).append('\n'));
  }

  private static void appendCast(StringBuilder yaml, Map<String, CastMember> cast) {
    yaml.append(
        """

        # Who else speaks: `Ada: en-us`, or `Ada: {voice: en-us, aliases: [Miss Ada]}`. Without a voice
        # whoever reads the chapter speaks. `lines` below says what they say, by a name or an alias, so
        # that an alias makes two speakers one. `lines` and `samples` here are for the reader only.
        """);
    yaml.append(cast.isEmpty() ? "cast: {}\n" : "cast:\n");
    cast.forEach((speaker, member) -> appendMember(yaml, "  ", speaker, member));
  }

  /**
   * Appends a speaker, on lines of its own.
   *
   * @param indent the spaces before it
   */
  public static void appendMember(
      StringBuilder yaml, String indent, String speaker, CastMember member) {
    yaml.append(indent).append(quoted(speaker)).append(":");
    if (member.equals(member.voice().map(CastMember::of).orElse(null))) {
      yaml.append(' ').append(quoted(member.voice().get())).append('\n');
      return;
    }
    List<String> keys = new ArrayList<>();
    member.voice().ifPresent(voice -> keys.add("voice: " + quoted(voice)));
    member.sex().ifPresent(sex -> keys.add("sex: " + sex.name().toLowerCase(Locale.ROOT)));
    if (!member.aliases().isEmpty()) {
      keys.add("aliases: " + quoted(member.aliases()));
    }
    member.pacePercent().ifPresent(percent -> keys.add("pacePercent: " + percent));
    if (member.lines() > 0) {
      keys.add("lines: " + member.lines());
    }
    if (keys.isEmpty() && member.samples().isEmpty()) {
      yaml.append(" {}\n");
      return;
    }
    yaml.append('\n');
    keys.forEach(key -> yaml.append(indent).append("  ").append(key).append('\n'));
    if (!member.samples().isEmpty()) {
      yaml.append(indent).append("  samples:\n");
      member
          .samples()
          .forEach(
              sample -> yaml.append(indent).append("    - ").append(quoted(sample)).append('\n'));
    }
  }

  private static void appendLines(StringBuilder yaml, List<LineEntry> lines) {
    yaml.append(
        """

        # Text inside the chapters that is said in another way than the rest, and by itself:
        # `{block: 7, characters: 0-12, speaker: Ada, pauseMillis: 300}`. `characters` is a part of
        # the block, its end excluded; `speaker` is one of the cast, `voice` a voice for this line
        # only; `pauseMillis` is the silence after it. `attempt: 1` takes the second reading of a voice
        # that never reads alike, and so on; `joined: true` has its sentences said at once;
        # `pronunciations` are of words in this line only. A line with a `guess` and
        # no speaker is read by whoever reads the chapter; `confidence` is how sure the program was of
        # the speaker or the guess. `guess`, `confidence` and `text` are here for the reader only.
        """);
    yaml.append(lines.isEmpty() ? "lines: []\n" : "lines:\n");
    for (LineEntry line : lines) {
      yaml.append("  - {block: ").append(line.block());
      appendCharacters(yaml, line.characters());
      line.speaker().ifPresent(speaker -> yaml.append(", speaker: ").append(quoted(speaker)));
      line.guess().ifPresent(guess -> yaml.append(", guess: ").append(quoted(guess)));
      line.confidence().ifPresent(sure -> yaml.append(", confidence: ").append(sure));
      line.pauseMillis().ifPresent(millis -> yaml.append(", pauseMillis: ").append(millis));
      appendManner(yaml, line.manner());
      yaml.append(", text: ").append(quoted(line.text())).append("}\n");
    }
  }

  private static void appendManner(StringBuilder yaml, Manner manner) {
    manner.voice().ifPresent(voice -> yaml.append(", voice: ").append(quoted(voice)));
    if (manner.attempt() > 0) {
      yaml.append(", attempt: ").append(manner.attempt());
    }
    if (manner.joined()) {
      yaml.append(", joined: true");
    }
    manner.pacePercent().ifPresent(percent -> yaml.append(", pacePercent: ").append(percent));
    if (!manner.pronunciations().isEmpty()) {
      yaml.append(
          manner.pronunciations().stream()
              .map(
                  word ->
                      quoted(word.graphemes().get(0))
                          + ": "
                          + quoted(LexiconTable.written(word.saying())))
              .collect(Collectors.joining(", ", ", pronunciations: {", "}")));
    }
  }

  private static void appendCharacters(StringBuilder yaml, Optional<Span> characters) {
    characters.ifPresent(
        part -> yaml.append(", characters: ").append(range(part.start(), part.end())));
  }

  private static void appendChapters(StringBuilder yaml, List<ChapterEntry> chapters) {
    yaml.append(
        """

        # The chapters in reading order. A block is a paragraph, heading or list item; `blocks` is
        # the first and the last of a chapter. `level` is the depth in the table of contents, from 1.
        # `read: false` leaves a chapter out; `voice: NAME` gives it another voice. Chapters may be
        # renamed, joined, divided and left out, but no block may stand in two of them.
        chapters:
        """);
    for (ChapterEntry chapter : chapters) {
      yaml.append("  - title: ").append(quoted(chapter.title())).append('\n');
      yaml.append("    level: ").append(chapter.level()).append('\n');
      yaml.append("    blocks: ")
          .append(range(chapter.firstBlock(), chapter.lastBlock()))
          .append('\n');
      yaml.append("    read: ").append(chapter.read()).append('\n');
      chapter
          .voice()
          .ifPresent(voice -> yaml.append("    voice: ").append(quoted(voice)).append('\n'));
      chapter
          .pacePercent()
          .ifPresent(percent -> yaml.append("    pacePercent: ").append(percent).append('\n'));
    }
  }

  private static void appendSkips(StringBuilder yaml, List<SkipEntry> skips) {
    yaml.append(
        """

        # Text inside the chapters that is not read. Remove a line to have it read; add one to leave
        # something out (`block` is enough). `characters: 0-12` is a part of a block, its end
        # excluded. `text` is here for the reader only.
        # Reasons: role, hidden, non_linear, navigation, page_furniture, nothing_to_speak,
        # not_selected, manifest, speaker_label.
        """);
    yaml.append(skips.isEmpty() ? "skips: []\n" : "skips:\n");
    for (SkipEntry skip : skips) {
      yaml.append("  - {block: ").append(skip.block());
      appendCharacters(yaml, skip.characters());
      yaml.append(", reason: ").append(skip.reason().name().toLowerCase(Locale.ROOT));
      yaml.append(", detail: ").append(quoted(skip.detail()));
      yaml.append(", text: ").append(quoted(skip.text())).append("}\n");
    }
  }

  /** Quoted, so that no YAML reader takes "3-17" for a date or "3" for a number. */
  private static String range(int first, int last) {
    return '"' + (first == last ? Integer.toString(first) : first + "-" + last) + '"';
  }

  private static String quoted(List<String> values) {
    return values.stream().map(ManifestWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String value) {
    try {
      return YAML_BREAKS
          .matcher(Json.MAPPER.writeValueAsString(value))
          .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not text: " + value, e);
    }
  }
}
