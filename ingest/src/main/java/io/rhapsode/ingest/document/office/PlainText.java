package io.rhapsode.ingest.document.office;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import io.rhapsode.ingest.document.html.Markup;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** Plain text as HTML paragraphs. */
final class PlainText {
  private static final int ESCAPE = 0x1B;
  private static final char REPLACEMENT = '\uFFFD';
  private static final int LONG_LINE = 120;

  /** So many right sequences of UTF-8 to a wrong one make a text UTF-8. */
  private static final int MOSTLY = 4;

  private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t\\f]*+\\n[ \\t\\f\\n]*+|\\f");

  private PlainText() {}

  /** Text by its byte order mark, as UTF-8, or in the encoding its bytes look most like. */
  static String decode(byte[] content) {
    boolean escapes = false;
    for (byte each : content) {
      escapes |= each == ESCAPE || each == 0;
    }
    if (!escapes && Markup.isUtf8(content)) {
      return Markup.withoutMark(new String(content, StandardCharsets.UTF_8));
    }
    if (!escapes && isMostlyUtf8(content)) {
      return Markup.withoutMark(repaired(content));
    }
    for (CharsetMatch match : new CharsetDetector().setText(content).detectAll()) {
      if (Charset.isSupported(match.getName())) {
        String text = new String(content, Charset.forName(match.getName()));
        if (text.indexOf(REPLACEMENT) < 0) {
          return Markup.withoutMark(text);
        }
      }
    }
    return Markup.decode(content);
  }

  /** Whether far more sequences of several bytes are right UTF-8 than wrong. */
  private static boolean isMostlyUtf8(byte[] content) {
    String decoded = new String(content, StandardCharsets.UTF_8);
    long wrong = decoded.chars().filter(unit -> unit == REPLACEMENT).count();
    long right = decoded.codePoints().filter(point -> point > 0x7F && point != REPLACEMENT).count();
    return right > MOSTLY * wrong;
  }

  /** UTF-8 in which bytes that are none are taken for Windows-1252. */
  private static String repaired(byte[] content) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer text = CharBuffer.allocate(content.length);
    CoderResult result = decoder.decode(bytes, text, true);
    while (result.isError()) {
      byte[] wrong = new byte[result.length()];
      bytes.get(wrong);
      text.put(new String(wrong, Charset.forName("windows-1252")));
      result = decoder.decode(bytes, text, true);
    }
    return text.flip().toString();
  }

  /** The paragraphs, and the lists of chapters whose lines stand close together. */
  static Document html(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    Document document = Document.createShell("");
    for (String paragraph : paragraphs(lines)) {
      String content = paragraph.replaceAll("\\s+", " ").strip();
      if (ChapterTitles.areListed(paragraph)) {
        document
            .body()
            .appendElement("nav")
            .attr("epub:type", "toc")
            .appendElement("p")
            .text(content);
      } else if (!content.isEmpty()) {
        document.body().appendElement("p").text(content);
      }
    }
    return document;
  }

  /** Paragraphs end at blank lines; where there are none or lines are long, every line is one. */
  private static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    boolean blankLines = BLANK_LINES.matcher(text.strip()).find();
    for (String part : BLANK_LINES.split(text)) {
      boolean wrapped = part.lines().allMatch(line -> line.length() <= LONG_LINE);
      if (blankLines && wrapped) {
        paragraphs.add(part);
      } else {
        part.lines().forEach(paragraphs::add);
      }
    }
    return paragraphs;
  }
}
