package io.rhapsode.ingest.document.office;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Tells titles of chapters by what they say, for documents that mark no headings. */
final class ChapterTitles {
  private static final int LONGEST = 120;
  private static final int MOST_WORDS = 6;
  private static final int FEWEST_LISTED = 3;

  /** "CHAPTER IV", "Chapter 4. The Raft", "PART TWO: HOME", "Kapitel 3", "第一章". */
  private static final Pattern CHAPTER =
      Pattern.compile(
          "(?:chapter|book|part|letter|act|canto|kapitel|teil|chapitre|partie|capítulo|parte"
              + "|capitolo|hoofdstuk|глава|часть)\\s+[\\p{L}\\p{N}]{1,12}\\b.{0,80}"
              + "|第[一二三四五六七八九十百千0-9０-９]+[章部回巻].{0,40}",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /** With a number: figures, Roman figures, or a word that is none of running text. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "\\S+\\s+(?:\\p{N}+|(?i:[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten"
              + "|eleven|twelve|thir\\p{L}+|fourteen|fif\\p{L}+|sixteen|seventeen|eighteen|nineteen"
              + "|twenty))\\b.*|第.*",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ALONE =
      Pattern.compile(
          "(?:prologue|epilogue|preface|foreword|introduction|afterword|conclusion|appendix"
              + "|prolog|epilog|vorwort|einleitung|nachwort|préface|épilogue|prólogo|epílogo)\\.?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern CONTENTS =
      Pattern.compile("(?:table of )?contents[.:]?", Pattern.CASE_INSENSITIVE);

  /** A paragraph and what it says. */
  private record Line(Element element, String text) {
    /** What two lines that say the same have in common; long ones are no titles. */
    String letters() {
      return text.length() > LONGEST
          ? ""
          : text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
  }

  private ChapterTitles() {}

  /**
   * Makes headings of the paragraphs that are titles of chapters. A run of titles that come again
   * later is the table of contents.
   */
  static void mark(Document document) {
    List<Line> lines = new ArrayList<>();
    for (Element paragraph : document.select("p")) {
      if (paragraph.closest("table, li, blockquote, aside, nav") == null && paragraph.hasText()) {
        lines.add(new Line(paragraph, paragraph.text().strip()));
      }
    }
    for (Line line : lines.subList(contents(lines), lines.size())) {
      if (isTitle(line.text())) {
        line.element().tagName("h1");
      }
    }
  }

  /** Marks the table of contents, and returns how many paragraphs end with it. */
  private static int contents(List<Line> lines) {
    Map<String, Integer> last = new HashMap<>();
    for (int index = 0; index < lines.size(); index++) {
      last.put(lines.get(index).letters(), index);
    }
    int start = 0;
    while (start < lines.size()) {
      int end = start;
      int titles = 0;
      while (end < lines.size()
          && comesAgain(lines.get(end), last.get(lines.get(end).letters()), end)) {
        titles += isTitle(lines.get(end).text()) ? 1 : 0;
        end++;
      }
      if (titles >= FEWEST_LISTED) {
        boolean named = start > 0 && CONTENTS.matcher(lines.get(start - 1).text()).matches();
        lines
            .subList(named ? start - 1 : start, end)
            .forEach(line -> line.element().attr("epub:type", "toc"));
        return end;
      }
      start = end + 1;
    }
    return 0;
  }

  private static boolean comesAgain(Line line, int last, int at) {
    return line.text().length() <= LONGEST && last > at;
  }

  /** Whether most lines of a paragraph are titles. */
  static boolean areListed(String paragraph) {
    List<String> lines =
        paragraph.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    long titles = lines.stream().filter(ChapterTitles::isTitle).count();
    return titles >= FEWEST_LISTED && titles * 2 > lines.size();
  }

  static boolean isTitle(String paragraph) {
    if (ALONE.matcher(paragraph).matches()) {
      return true;
    }
    boolean like =
        paragraph.length() <= LONGEST
            && CHAPTER.matcher(paragraph).matches()
            && !paragraph.endsWith(",")
            && !paragraph.matches(".*[.,;]\\s+\\p{Ll}.*");
    return like && (NUMBERED.matcher(paragraph).matches() || isNamed(paragraph));
  }

  /** "Book the First", but not "Part of it was lost." */
  private static boolean isNamed(String paragraph) {
    String[] words = paragraph.split("\\s+");
    return words.length <= MOST_WORDS
        && paragraph.matches(".*[^.!?\"”’]")
        && Character.isUpperCase(words[words.length - 1].codePointAt(0));
  }
}
