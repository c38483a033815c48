package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.typography.ChapterTitle;
import io.rhapsode.ingest.document.typography.Hyphens;
import io.rhapsode.ingest.document.typography.VerseLines;
import io.rhapsode.ingest.limit.Interruption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Plain text as HTML: its paragraphs, verse, quotations, notes and lists of chapters, by the
 * conventions that people and libraries write it with. Used once, by one thread.
 */
final class PlainText {
  private static final int LONG_LINE = 120;
  private static final int FEWEST_LISTED = 3;

  /** As many paragraphs may stand before the line that names the author. */
  private static final int TITLE_PARAGRAPHS = 4;

  private static final Pattern BLANK = Pattern.compile("[ \\t\\f]*");
  private static final Pattern SENTENCE_END = Pattern.compile("(?s).*[.!?…:;\"”’»)*_-]\\s*");
  private static final Pattern TURN = Pattern.compile("\\s*[-–—]{1,2}\\s*[\\p{Lu}\"“«¿¡].*");
  private static final Pattern ITEM = Pattern.compile("\\s*(?:\\d{1,3}[.)]|[*•·◦▪])\\s+\\S.*");

  /** Who speaks in a play: "HAMLET. To be", "First Lord: No". */
  private static final Pattern SPEAKER =
      Pattern.compile(
          "\\s*(?:\\p{Lu}[\\p{Lu}.'’ -]{1,28}\\p{Lu}(?:\\.|:| \\()|(?:\\p{Lu}\\p{Ll}+ ?){1,3}:)"
              + " ?\\S.*");

  private static final Pattern QUOTED = Pattern.compile("\\s*>.*");
  private static final Pattern INDENTED = Pattern.compile("(?: {2,}|\\t|\u3000)\\S.*");
  private static final Pattern LISTED =
      Pattern.compile("(?:.*[^\\s.·…_]|[.·…_])[\\s.·…_]{3,}+(?:\\d{1,4}|[ivxlc]{1,7})\\s*");
  private static final Pattern ILLUSTRATION =
      Pattern.compile("(?s)\\[(?:Illustration|Frontispiece|Picture|Image|Bild|Abbildung)\\b.*\\]");
  private static final Pattern REMARK =
      Pattern.compile(
          "(?is)\\[?\\s*(?:transcriber['’]?s?['’]?\\s+notes?|anmerkungen? (?:des|zur)"
              + " transkrip\\w*|note (?:du|sur la) transcript\\w*)\\b.*");
  private static final Pattern NOTE =
      Pattern.compile("(?s)(?:\\[(\\d{1,4}|[*†‡])\\]|\\[?Footnote (\\d{1,4}|[A-Z]):)\\s*\\S.*");
  private static final Pattern BY =
      Pattern.compile("(?i)(?:by|von|par|por|di|door|av|af|przez|автор:?)\\s+(\\S.{2,60})");
  private static final Pattern LINE_NUMBER = Pattern.compile("(\\S.*\\S) {3,}(\\d{1,4})");
  private static final List<Pattern> EMPHASIS =
      List.of(
          Pattern.compile(
              "(?<![\\p{L}\\p{N}_])_(?=[^\\s_])([^_]{1,600}?)(?<=\\S)_(?![\\p{L}\\p{N}_])"),
          Pattern.compile(
              "(?<![\\p{L}\\p{N}*])\\*(?=[^\\s*])([^*]{1,300}?)(?<=[^\\s*])\\*(?![\\p{L}\\p{N}*])"),
          Pattern.compile(
              "(?<![\\p{L}\\p{N}=])=(?=[^\\s=])([^=]{1,300}?)(?<=[^\\s=])=(?![\\p{L}\\p{N}=])"),
          Pattern.compile(
              "(?<!\\S)/(?=\\p{L})([^/]{2,120}?)(?<=[\\p{L}.,!?])/(?=[\\s.,;:!?\"”)]|$)"));

  private final Document document = Document.createShell("");
  private final DocumentFacts facts;
  private final Set<String> words;
  private final Set<String> notes = new HashSet<>();
  private final int width;
  private boolean contents;

  private PlainText(String text, DocumentFacts facts) {
    this.facts = facts;
    this.words = Hyphens.words(text.lines().toList());
    this.width =
        text.lines()
            .mapToInt(String::length)
            .filter(length -> length <= LONG_LINE)
            .max()
            .orElse(LONG_LINE);
  }

  /**
   * The text as HTML.
   *
   * @param facts takes what the text says about itself
   */
  static Document html(String written, DocumentFacts facts) {
    String text = withoutPageBreaks(written.replace("\r\n", "\n").replace('\r', '\n'));
    GutenbergText parts = GutenbergText.of(text);
    parts.tell(facts);
    PlainText plain = new PlainText(parts.text(), facts);
    plain.apart(parts.header(), "licence");
    List<List<String>> paragraphs = plain.paragraphs(parts.text());
    for (List<String> lines : paragraphs) {
      Interruption.check();
      plain.collectNotes(plain.running(lines));
    }
    int place = 0;
    for (List<String> lines : paragraphs) {
      plain.paragraph(lines, place++);
    }
    plain.apart(parts.licence(), "licence");
    return plain.document;
  }

  /** A page break inside a sentence is a line end; elsewhere it ends a paragraph. */
  private static String withoutPageBreaks(String text) {
    StringBuilder joined = new StringBuilder();
    for (String page : text.split("\f")) {
      String next = page.stripLeading();
      boolean inside =
          !joined.isEmpty()
              && !next.isEmpty()
              && Character.isLowerCase(next.codePointAt(0))
              && !SENTENCE_END
                  .matcher(joined.substring(Math.max(0, joined.length() - 80)))
                  .matches();
      if (inside) {
        joined.setLength(joined.toString().stripTrailing().length());
        joined.append('\n').append(next);
      } else {
        joined.append(joined.isEmpty() ? "" : "\n\n").append(page);
      }
    }
    return joined.toString();
  }

  /** Paragraphs end at blank lines; where there are none they begin with an indent or a line. */
  private List<List<String>> paragraphs(String text) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (BLANK.matcher(line).matches()) {
        add(part, parts);
        part = new ArrayList<>();
      } else {
        part.add(line);
      }
    }
    add(part, parts);
    boolean blankLines = parts.size() > 1;
    List<List<String>> paragraphs = new ArrayList<>();
    for (List<String> lines : parts) {
      boolean wrapped = lines.stream().allMatch(line -> line.length() <= LONG_LINE);
      if (blankLines && wrapped) {
        divide(lines, paragraphs);
      } else if (wrapped && (isIndented(lines) || areWrapped(lines))) {
        divide(lines, paragraphs);
      } else {
        lines.forEach(line -> paragraphs.add(List.of(line)));
      }
    }
    return paragraphs;
  }

  private static void add(List<String> part, List<List<String>> parts) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  /** Whether some lines, but not most, are indented, as the first ones of paragraphs are. */
  private static boolean isIndented(List<String> lines) {
    long indented = lines.stream().filter(line -> INDENTED.matcher(line).matches()).count();
    return indented > 0 && indented * 2 <= lines.size();
  }

  /** Whether most lines end inside a sentence, so that lines are no paragraphs. */
  private static boolean areWrapped(List<String> lines) {
    long inside =
        lines.stream()
            .limit(lines.size() - 1L)
            .filter(
                line ->
                    line.matches(".*\\p{L}-\\s*")
                        || !SENTENCE_END.matcher(line).matches() && !isTitle(line))
            .count();
    return lines.size() > 1 && inside * 2 > lines.size() - 1;
  }

  /** Divides lines without a blank one at titles, indents, turns of a dialogue and items. */
  private void divide(List<String> lines, List<List<String>> paragraphs) {
    List<List<String>> speeches = speeches(lines);
    if (speeches.size() > 1) {
      paragraphs.addAll(speeches);
      return;
    }
    if (areListed(lines) || isVerse(lines)) {
      boolean titled =
          !areListed(lines) && lines.size() > 1 && ChapterTitle.of(lines.get(0)).isPresent();
      if (titled) {
        paragraphs.add(List.of(lines.get(0)));
      }
      paragraphs.add(titled ? lines.subList(1, lines.size()) : lines);
      return;
    }
    Interruption.check();
    boolean indents = isIndented(lines);
    boolean items = lines.stream().filter(line -> ITEM.matcher(line).matches()).count() > 1;
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      boolean ended =
          !current.isEmpty() && SENTENCE_END.matcher(current.get(current.size() - 1)).matches();
      boolean begins =
          indents && INDENTED.matcher(line).matches()
              || ended && TURN.matcher(line).matches()
              || items && ITEM.matcher(line).matches()
              || current.size() == 1
                  && isTitle(current.get(0))
                  && Character.isUpperCase(line.strip().codePointAt(0));
      if (begins && !current.isEmpty()) {
        paragraphs.add(current);
        current = new ArrayList<>();
      }
      current.add(line);
    }
    paragraphs.add(current);
  }

  /** The speeches of a play, one for each line that names a speaker; else all lines. */
  private static List<List<String>> speeches(List<String> lines) {
    boolean play =
        SPEAKER.matcher(lines.get(0)).matches()
            && lines.stream().filter(line -> SPEAKER.matcher(line).matches()).count() > 1;
    List<List<String>> speeches = new ArrayList<>();
    for (String line : lines) {
      if (speeches.isEmpty() || play && SPEAKER.matcher(line).matches()) {
        speeches.add(new ArrayList<>());
      }
      speeches.get(speeches.size() - 1).add(line);
    }
    return speeches;
  }

  private static boolean isTitle(String line) {
    return ChapterTitle.of(line).isPresent();
  }

  private static boolean anyTurn(List<String> lines) {
    return lines.stream().anyMatch(line -> TURN.matcher(line).matches());
  }

  /** Whether most lines are titles, or end in the number of a page. */
  private static boolean areListed(List<String> lines) {
    Interruption.check();
    long titles = lines.stream().filter(line -> ChapterTitle.of(line).isPresent()).count();
    long pages = lines.stream().filter(line -> LISTED.matcher(line).matches()).count();
    return titles >= FEWEST_LISTED && titles * 2 > lines.size()
        || pages >= 2 && pages * 3 >= lines.size() * 2 && titles > 0
        || pages >= FEWEST_LISTED && pages == lines.size();
  }

  private void collectNotes(String text) {
    Matcher note = NOTE.matcher(text);
    if (note.matches()) {
      notes.add(note.group(1) == null ? note.group(2) : note.group(1));
    }
  }

  private void paragraph(List<String> lines, int place) {
    Interruption.check();
    String text = running(lines);
    boolean listed =
        areListed(lines)
            || contents && lines.stream().anyMatch(line -> LISTED.matcher(line).matches());
    boolean wasContents = contents;
    contents = ChapterTitle.isContents(text) || wasContents && listed;
    if (listed) {
      Element before = document.body().lastElementChild();
      if (before != null && ChapterTitle.isContents(before.text())) {
        before.attr("epub:type", "toc");
      }
      document.body().appendElement("nav").attr("epub:type", "toc").appendElement("p").text(text);
    } else if (ILLUSTRATION.matcher(text).matches()) {
      document.body().appendElement("p").attr("epub:type", "image-description").text(text);
    } else if (REMARK.matcher(text).matches()) {
      apart(text, "licence");
    } else if (NOTE.matcher(text).matches()) {
      document.body().appendElement("p").attr("epub:type", "footnote").text(text);
    } else if (lines.stream().allMatch(line -> QUOTED.matcher(line).matches())) {
      List<String> quoted =
          lines.stream().map(line -> line.replaceFirst("^\\s*(?:>\\s?)+", "")).toList();
      inline(document.body().appendElement("blockquote"), running(quoted));
    } else if (isVerse(lines)) {
      verse(lines);
    } else {
      inline(document.body().appendElement("p"), text);
      tellAuthor(text, place);
    }
  }

  private boolean isVerse(List<String> lines) {
    return !anyTurn(lines) && !areItems(lines) && VerseLines.are(stripped(lines), width);
  }

  private static boolean areItems(List<String> lines) {
    return lines.stream().allMatch(line -> ITEM.matcher(line).matches());
  }

  private void verse(List<String> lines) {
    Element stanza = document.body().appendElement("p");
    for (String line : lines) {
      Matcher numbered = LINE_NUMBER.matcher(line.strip());
      boolean number = numbered.matches();
      inline(stanza, number ? numbered.group(1) : line.strip());
      if (number) {
        stanza.appendText(" ").appendElement("span").addClass("linenum").text(numbered.group(2));
      }
      if (line != lines.get(lines.size() - 1)) {
        stanza.appendElement("br");
      }
    }
  }

  /** "THE LAMP", "by Ann Writer": the first lines of a book. */
  private void tellAuthor(String text, int place) {
    Matcher by = BY.matcher(text);
    if (place > 0 && place < TITLE_PARAGRAPHS && by.matches() && !text.matches(".*[.!?]$")) {
      facts.author(by.group(1));
      Element before = document.body().lastElementChild().previousElementSibling();
      if (before != null && before.text().length() < LONG_LINE) {
        facts.title(before.text());
      }
    }
  }

  /** Text with the marks of notes, without the marks of emphasis. */
  private void inline(Element target, String text) {
    String plain = text;
    for (Pattern emphasis : EMPHASIS) {
      plain = emphasis.matcher(plain).replaceAll("$1");
    }
    Matcher mark = Pattern.compile("\\[(?:Footnote )?(\\d{1,4}|[A-Z*†‡])\\]").matcher(plain);
    int at = 0;
    while (mark.find()) {
      if (notes.contains(mark.group(1))) {
        target.appendText(plain.substring(at, mark.start()));
        target.appendElement("a").attr("epub:type", "noteref").text(mark.group());
        at = mark.end();
      }
    }
    target.appendText(plain.substring(at));
  }

  /** Text that is no part of the book. */
  private void apart(String text, String role) {
    for (String paragraph : text.split("\n[ \t]*\n")) {
      String content = paragraph.replaceAll("\\s+", " ").strip();
      if (!content.isEmpty()) {
        document.body().appendElement("p").attr("epub:type", role).text(content);
      }
    }
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream()
        .map(line -> line.strip().replaceFirst("(?<! ) {3,}+\\d{1,4}$", ""))
        .toList();
  }

  /** The lines as running text; a hyphen at a line end goes when it divides a word. */
  private String running(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String each : lines) {
      String line = each.strip();
      if (!text.isEmpty() && Hyphens.endsDivided(text, line)) {
        if (!Hyphens.belongs(text, line, words)) {
          text.setLength(text.length() - 1);
        }
      } else if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(line);
    }
    return text.toString().replaceAll("\\s+", " ").strip();
  }
}
