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

  private ChapterTitles() {}

  /**
   * Makes headings of the paragraphs that are titles of chapters. A run of titles that come again
   * later is the table of contents.
   */
  static void mark(Document document) {
    List<Element> paragraphs = new ArrayList<>();
    for (Element paragraph : document.select("p")) {
      if (paragraph.closest("table, li, blockquote, aside, nav") == null && paragraph.hasText()) {
        paragraphs.add(paragraph);
      }
    }
    int index = contents(paragraphs);
    for (Element paragraph : paragraphs.subList(index, paragraphs.size())) {
      if (isTitle(paragraph.text().strip())) {
        paragraph.tagName("h1");
      }
    }
  }

  /** Marks the table of contents, and returns how many paragraphs end with it. */
  private static int contents(List<Element> paragraphs) {
    Map<String, Integer> last = new HashMap<>();
    for (int index = 0; index < paragraphs.size(); index++) {
      last.put(letters(paragraphs.get(index)), index);
    }
    int start = 0;
    while (start < paragraphs.size()) {
      int end = start;
      int titles = 0;
      while (end < paragraphs.size() && last.get(letters(paragraphs.get(end))) > end) {
        titles += isTitle(paragraphs.get(end).text().strip()) ? 1 : 0;
        end++;
      }
      if (titles >= FEWEST_LISTED) {
        boolean named = start > 0 && isContents(paragraphs.get(start - 1));
        paragraphs
            .subList(named ? start - 1 : start, end)
            .forEach(line -> line.attr("epub:type", "toc"));
        return end;
      }
      start = end + 1;
    }
    return 0;
  }

  private static boolean isContents(Element paragraph) {
    return CONTENTS.matcher(paragraph.text().strip()).matches();
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

  private static String letters(Element paragraph) {
    return paragraph.text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
