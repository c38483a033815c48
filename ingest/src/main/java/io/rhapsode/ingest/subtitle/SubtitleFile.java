package io.rhapsode.ingest.subtitle;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.document.office.TextDecoder;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.text.DecodedText;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/** A subtitle file in memory. Not for several threads. */
public final class SubtitleFile {
  /** So much is looked at to tell UTF-16 that has no byte order mark, in bytes. */
  private static final int SAMPLE = 1 << 12;

  /** Far more than fits on a screen, in characters. */
  private static final int LONGEST_CUE = 50_000;

  /** Share of characters below U+0100 by which such a text is known: digits and line ends. */
  private static final double LEAST_SHARE = 0.25;

  private final Path path;
  private final byte[] content;
  private final String language;
  private String text;

  private SubtitleFile(Path path, byte[] content, String language) {
    this.path = path;
    this.content = content;
    this.language = language;
  }

  /**
   * A file that was read.
   *
   * @param path where it is, for messages
   * @param content its bytes, which nobody may change
   * @param language BCP 47 tag of the track that is wanted
   */
  public static SubtitleFile of(Path path, byte[] content, String language) {
    return new SubtitleFile(path, content, language);
  }

  /** BCP 47 tag of the track that is wanted, where a file has several. */
  public String language() {
    return language;
  }

  public Path path() {
    return path;
  }

  /** The bytes, which nobody may change. */
  public byte[] content() {
    return content;
  }

  /**
   * The text, without a byte order mark: in the encoding that the mark names, in UTF-8, or in what
   * makes most sense of the bytes.
   */
  public String text() {
    if (text == null) {
      text =
          marked()
              .or(this::wide)
              .map(charset -> Markup.withoutMark(new String(content, charset)))
              .orElseGet(() -> TextDecoder.decode(content));
    }
    return text;
  }

  /** The text of a file of XML, in the encoding that its declaration names. */
  public String xmlText() {
    Optional<Charset> declared = DecodedText.declaredCharset(content);
    return declared.isEmpty() || declared.get().equals(UTF_8) || marked().isPresent()
        ? text()
        : new String(content, declared.get());
  }

  /** What a byte order mark names. */
  private Optional<Charset> marked() {
    int first = content.length < 2 ? 0 : content[0] & 0xFF;
    return first == 0xEF || first == 0xFE || first == 0xFF
        ? DecodedText.declaredCharset(content)
        : Optional.empty();
  }

  /** UTF-16 without a mark, in which every other byte of digits and line ends is zero. */
  private Optional<Charset> wide() {
    int pairs = Math.min(content.length, SAMPLE) / 2;
    int even = 0;
    int odd = 0;
    for (int at = 0; at < pairs; at++) {
      even += content[2 * at] == 0 ? 1 : 0;
      odd += content[2 * at + 1] == 0 ? 1 : 0;
    }
    if (Math.max(even, odd) <= LEAST_SHARE * pairs || Math.min(even, odd) > 0) {
      return Optional.empty();
    }
    return Optional.of(even > odd ? UTF_16BE : UTF_16LE);
  }

  /**
   * Sees to it that a cue is not as long as a book.
   *
   * @param line where the cue stands, from 1
   * @param characters length of its text with its markup
   * @throws UnreadableSubtitleException MALFORMED_DOCUMENT when it is
   */
  public void requireCueLength(int line, long characters) throws UnreadableSubtitleException {
    if (characters > LONGEST_CUE) {
      throw unreadable(
          FailureCode.MALFORMED_DOCUMENT,
          line,
          "more than %,d characters without a time; these are no subtitles".formatted(LONGEST_CUE));
    }
  }

  /** The verdict on this file. */
  public UnreadableSubtitleException unreadable(FailureCode code, int line, String problem) {
    return new UnreadableSubtitleException(code, path, line, problem);
  }
}
