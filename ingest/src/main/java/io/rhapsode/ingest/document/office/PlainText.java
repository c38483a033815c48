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
import org.jsoup.nodes.Element;

/** Plain text as HTML: its paragraphs and the headings that can be told from them. */
final class PlainText {
  private static final int ESCAPE = 0x1B;
  private static final char REPLACEMENT = '\uFFFD';
  private static final int LONG_LINE = 120;

  /** So many right sequences of UTF-8 to a wrong one make a text UTF-8. */
  private static final int MOSTLY = 4;

  private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t\\f]*(?:\\n[ \\t\\f]*)+|\\f");

  /** "CHAPTER IV", "Chapter 4. The Raft", "PART TWO: HOME", "Kapitel 3", "第一章". */
  private static final Pattern CHAPTER =
      Pattern.compile(
          "(?:chapter|book|part|letter|act|canto|kapitel|teil|chapitre|partie|capítulo|parte"
              + "|capitolo|hoofdstuk|глава|часть)\\s+[\\p{L}\\p{N}]{1,12}\\b.{0,80}"
              + "|第[一二三四五六七八九十百千0-9０-９]+[章部回巻].{0,40}",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ALONE =
      Pattern.compile(
          "(?:prologue|epilogue|preface|foreword|introduction|afterword|conclusion|appendix"
              + "|prolog|epilog|vorwort|einleitung|nachwort|préface|épilogue|prólogo|epílogo)\\.?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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

  static Document html(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    Document document = Document.createShell("");
    for (String paragraph : paragraphs(lines)) {
      String content = paragraph.replaceAll("\\s+", " ").strip();
      if (isHeading(content)) {
        document.body().appendElement("h1").text(content);
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

  /** Makes headings of the paragraphs that are titles of chapters by what they say. */
  static void markHeadings(Document document) {
    for (Element paragraph : document.select("p")) {
      boolean running = paragraph.closest("table, li, blockquote, aside, nav") == null;
      String text = paragraph.text().strip();
      if (running && text.length() <= LONG_LINE && isHeading(text)) {
        paragraph.tagName("h1");
      }
    }
  }

  private static boolean isHeading(String paragraph) {
    boolean chapter =
        CHAPTER.matcher(paragraph).matches() && !paragraph.matches(".*[.,;]\\s+\\p{Ll}.*");
    return chapter && !paragraph.endsWith(",") || ALONE.matcher(paragraph).matches();
  }
}
