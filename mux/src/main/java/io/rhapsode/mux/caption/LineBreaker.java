package io.rhapsode.mux.caption;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Divides a text into cues and lines. Breaks where Unicode line breaking (UAX #14) allows it, which
 * the JDK's iterator follows only in part: it breaks behind a curly apostrophe. Never breaks inside
 * a word that fits a line, hyphens or not; wide characters of East Asian scripts count as two.
 * Prefers to end a cue at punctuation, and lines of equal length.
 */
final class LineBreaker {
  private static final String PUNCTUATION = ".,;:!?…—–、。，；：！？)]»”’\"";

  private final int lineColumns;
  private final int mostLines;

  /**
   * @param lineColumns longest line
   * @param mostLines most lines of a cue
   */
  LineBreaker(int lineColumns, int mostLines) {
    this.lineColumns = lineColumns;
    this.mostLines = mostLines;
  }

  /** A stretch of the text that stays together, from a character to a character. */
  record Chunk(int start, int end) {}

  /** Cues of lines of chunks, in order; together they cover the text. */
  List<List<List<Chunk>>> divide(String text, Locale locale) {
    List<Chunk> chunks = chunks(text, locale);
    List<List<List<Chunk>>> cues = new ArrayList<>();
    int next = 0;
    while (next < chunks.size()) {
      List<Chunk> rest = chunks.subList(next, chunks.size());
      int fitting = fitting(text, rest);
      int taken = fitting == rest.size() ? fitting : endOfClause(text, rest, fitting);
      cues.add(balanced(text, rest.subList(0, taken)));
      next += taken;
    }
    return cues;
  }

  private List<Chunk> chunks(String text, Locale locale) {
    BreakIterator breaks = BreakIterator.getLineInstance(locale);
    breaks.setText(text);
    List<Chunk> chunks = new ArrayList<>();
    int start = breaks.first();
    int last = start;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      boolean joins = last > start && isInsideWord(text, last) && fitsLine(text, start, end);
      if (last > start && !joins) {
        addPieces(text, start, last, chunks);
        start = last;
      }
      last = end;
    }
    addPieces(text, start, last, chunks);
    return chunks;
  }

  /** Behind the hyphen of a compound or the stroke of an address, say; not between ideographs. */
  private static boolean isInsideWord(String text, int at) {
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at);
    boolean dash = before == '—' || before == '–' || after == '—' || after == '–';
    return !Character.isWhitespace(before) && !dash && isSpaced(before) && isSpaced(after);
  }

  /** Whether words of the script of a character stand apart by spaces. */
  private static boolean isSpaced(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case THAI, LAO, KHMER, MYANMAR, TIBETAN -> false;
      default -> widthOf(codePoint) == 1;
    };
  }

  private boolean fitsLine(String text, int start, int end) {
    return columns(text, new Chunk(start, end), new Chunk(start, end)) <= lineColumns;
  }

  /** A word that is longer than a line is cut wherever the line ends. */
  private void addPieces(String text, int start, int end, List<Chunk> chunks) {
    int from = start;
    int columns = 0;
    int trimmed = start + text.substring(start, end).stripTrailing().length();
    for (int i = start; i < trimmed; i += Character.charCount(text.codePointAt(i))) {
      int width = widthOf(text.codePointAt(i));
      if (columns + width > lineColumns) {
        chunks.add(new Chunk(from, i));
        from = i;
        columns = 0;
      }
      columns += width;
    }
    chunks.add(new Chunk(from, end));
  }

  /** How many of the chunks fit into one cue. */
  private int fitting(String text, List<Chunk> chunks) {
    int lines = 1;
    int lineStart = 0;
    for (int i = 0; i < chunks.size(); i++) {
      if (columns(text, chunks.get(lineStart), chunks.get(i)) > lineColumns) {
        lines++;
        lineStart = i;
        if (lines > mostLines) {
          return i;
        }
      }
    }
    return chunks.size();
  }

  /** The last end of a clause in the second half, or all that fits. */
  private static int endOfClause(String text, List<Chunk> chunks, int fitting) {
    for (int count = fitting; count > fitting / 2; count--) {
      if (endsClause(text, chunks.get(count - 1))) {
        return count;
      }
    }
    return fitting;
  }

  private List<List<Chunk>> balanced(String text, List<Chunk> cue) {
    List<List<Chunk>> lines = greedy(text, cue);
    if (lines.size() != 2) {
      return lines;
    }
    int best = lines.get(0).size();
    int smallest = Integer.MAX_VALUE;
    for (int count = 1; count < cue.size(); count++) {
      int first = columns(text, cue.get(0), cue.get(count - 1));
      int second = columns(text, cue.get(count), cue.get(cue.size() - 1));
      int difference = Math.abs(first - second);
      if (Math.max(first, second) <= lineColumns && difference < smallest) {
        smallest = difference;
        best = count;
      }
    }
    return List.of(cue.subList(0, best), cue.subList(best, cue.size()));
  }

  private List<List<Chunk>> greedy(String text, List<Chunk> cue) {
    List<List<Chunk>> lines = new ArrayList<>();
    int lineStart = 0;
    for (int i = 1; i <= cue.size(); i++) {
      if (i == cue.size() || columns(text, cue.get(lineStart), cue.get(i)) > lineColumns) {
        lines.add(cue.subList(lineStart, i));
        lineStart = i;
      }
    }
    return lines;
  }

  private static boolean endsClause(String text, Chunk chunk) {
    String stripped = text.substring(chunk.start(), chunk.end()).stripTrailing();
    return !stripped.isEmpty() && PUNCTUATION.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
  }

  private static int columns(String text, Chunk first, Chunk last) {
    String stripped = text.substring(first.start(), last.end()).stripTrailing();
    return stripped.codePoints().map(LineBreaker::widthOf).sum();
  }

  private static int widthOf(int codePoint) {
    Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
    boolean wide =
        switch (script) {
          case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
          default ->
              codePoint >= 0x3000 && codePoint <= 0x303F
                  || codePoint >= 0xFF01 && codePoint <= 0xFF60;
        };
    return wide ? 2 : 1;
  }
}
