package io.rhapsode.ingest.document.reader;

import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;

/** The formats that can be read. */
enum DocumentFormat {
  EPUB,
  PDF,
  DOCX,
  DOC,
  ODT,
  RTF,
  HTML,
  FB2,
  SSML,
  MARKDOWN,
  PLAIN_TEXT;

  /** As much of a file as shows whether it holds subtitles, in bytes. */
  private static final int OPENING = 200;

  private static final Pattern SUBTITLES =
      Pattern.compile(
          "\\uFEFF?(?:WEBVTT\\b|\\s*1\\s*\\R\\d{1,2}:\\d\\d:\\d\\d[,.]\\d{1,3}\\s*-->|\\[Script"
              + " Info\\])");

  private static final Detector DETECTOR = new DefaultDetector();

  /**
   * Tells the format from the content, and between kinds of text from the name.
   *
   * @throws UnreadableDocumentException for content of any other kind, or none
   */
  static DocumentFormat of(Path file, String fileName)
      throws IOException, UnreadableDocumentException {
    if (Files.isDirectory(file)) {
      return EPUB;
    }
    String name = fileName.toLowerCase(Locale.ROOT);
    if (isSubtitle(file, name)) {
      throw new UnreadableDocumentException(
          FailureCode.UNSUPPORTED_DOCUMENT,
          "it holds subtitles with their times, which are no book; give a document, or the text"
              + " without times");
    }
    if (name.endsWith(".ssml")) {
      return SSML;
    }
    MediaType type = detect(file, fileName);
    return switch (type.toString()) {
      case "application/epub+zip" -> EPUB;
      case "application/pdf" -> PDF;
      case "application/msword" -> DOC;
      case "application/rtf", "text/rtf" -> RTF;
      case "application/x-fictionbook+xml" -> FB2;
      case "application/ssml+xml" -> SSML;
      case "application/xml", "text/xml" -> name.endsWith(".fb2") ? FB2 : HTML;
      case "application/zip" -> {
        if (name.endsWith(".epub")) {
          yield EPUB;
        }
        if (name.endsWith(".fb2.zip") || name.endsWith(".fbz")) {
          yield FB2;
        }
        throw unsupported(type);
      }
      case "application/x-tika-ooxml-protected" ->
          throw new UnreadableDocumentException(
              FailureCode.PROTECTED_DOCUMENT, "the document needs a password; save it without one");
      case "text/html", "application/xhtml+xml" -> isMarkdown(name) ? MARKDOWN : HTML;
      default -> byFamily(type, name);
    };
  }

  private static DocumentFormat byFamily(MediaType type, String name)
      throws UnreadableDocumentException {
    String subtype = type.getSubtype();
    if (subtype.contains("wordprocessingml")
        || subtype.contains("ms-word.document.macro")
        || subtype.contains("ms-word.template.macro")) {
      return DOCX;
    }
    if (subtype.startsWith("vnd.oasis.opendocument.text") || subtype.equals("vnd.sun.xml.writer")) {
      return ODT;
    }
    if (type.getType().equals("text")) {
      return isMarkdown(name) || subtype.contains("markdown") ? MARKDOWN : PLAIN_TEXT;
    }
    throw unsupported(type);
  }

  /** Subtitles by their name, or by how they begin: "WEBVTT", or a number and two times. */
  private static boolean isSubtitle(Path file, String name) throws IOException {
    if (name.matches(".*\\.(?:srt|vtt|ass|ssa|sbv|ttml|dfxp)")) {
      return true;
    }
    if (!name.endsWith(".txt")) {
      return false;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      String start = new String(stream.readNBytes(OPENING), StandardCharsets.UTF_8);
      return SUBTITLES.matcher(start).lookingAt();
    }
  }

  private static boolean isMarkdown(String name) {
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  private static MediaType detect(Path file, String fileName) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
    try (TikaInputStream stream = TikaInputStream.get(file)) {
      return DETECTOR.detect(stream, metadata).getBaseType();
    }
  }

  private static UnreadableDocumentException unsupported(MediaType type) {
    String message =
        "it is of the kind %s; what can be read is EPUB, PDF, DOCX, DOC, ODT, RTF, HTML, FB2,"
            + " SSML, Markdown and plain text";
    return new UnreadableDocumentException(
        FailureCode.UNSUPPORTED_DOCUMENT, message.formatted(type));
  }
}
