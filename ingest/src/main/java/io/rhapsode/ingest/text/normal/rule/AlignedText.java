package io.rhapsode.ingest.text.normal.rule;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text under rewriting that knows where each of its characters came from. Immutable.
 *
 * <p>Whatever replaces a stretch of text stands for the whole of that stretch.
 */
public final class AlignedText {
  private final String text;

  /** For each character, the first source character it stands for, and one past the last. */
  private final int[] starts;

  private final int[] ends;

  private AlignedText(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** The source itself. */
  public static AlignedText of(String source) {
    int[] starts = new int[source.length()];
    int[] ends = new int[source.length()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i;
      ends[i] = i + 1;
    }
    return new AlignedText(source, starts, ends);
  }

  public String text() {
    return text;
  }

  /**
   * Replaces every match.
   *
   * @param replacement the text for a match, or null to leave it as it is
   */
  public AlignedText replace(Pattern pattern, Function<MatchResult, String> replacement) {
    Matcher matcher = pattern.matcher(text);
    Builder builder = null;
    int copied = 0;
    while (matcher.find()) {
      String spoken = replacement.apply(matcher);
      if (spoken == null
          || spoken.contentEquals(text.subSequence(matcher.start(), matcher.end()))) {
        continue;
      }
      builder = builder == null ? new Builder() : builder;
      builder.copy(copied, matcher.start());
      builder.write(spoken, matcher.start(), matcher.end());
      copied = matcher.end();
    }
    if (builder == null) {
      return this;
    }
    builder.copy(copied, text.length());
    return builder.build();
  }

  /**
   * Where a stretch of the source is in the text now.
   *
   * @return empty when nothing stands for it, or what does stands for its neighbours too
   */
  public Optional<Span> spanOf(Span source) {
    int from = -1;
    int to = -1;
    for (int i = 0; i < starts.length; i++) {
      boolean touches = starts[i] < source.end() && ends[i] > source.start();
      if (touches && (starts[i] < source.start() || ends[i] > source.end())) {
        return Optional.empty();
      }
      if (touches) {
        from = from < 0 ? i : from;
        to = i + 1;
      }
    }
    return from < 0 ? Optional.empty() : Optional.of(new Span(from, to));
  }

  /**
   * Replaces stretches of the text.
   *
   * @param stretches in order, without overlap, none empty
   * @param texts one for each stretch
   */
  public AlignedText replace(List<Span> stretches, List<String> texts) {
    Builder builder = new Builder();
    int copied = 0;
    for (int i = 0; i < stretches.size(); i++) {
      Span stretch = stretches.get(i);
      builder.copy(copied, stretch.start());
      builder.write(texts.get(i), stretch.start(), stretch.end());
      copied = stretch.end();
    }
    builder.copy(copied, text.length());
    return builder.build();
  }

  /** The words of the text, each with its span in the source. */
  public List<SpokenToken> tokens(String language) {
    List<SpokenToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean unspaced = false;
      boolean word = false;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        int point = text.codePointAt(end);
        word |= Character.isLetterOrDigit(point);
        unspaced |= isWrittenWithoutSpaces(point);
        end += Character.charCount(point);
      }
      if (word && unspaced) {
        addWords(tokens, at, end, language);
      } else if (word) {
        tokens.add(token(at, end));
      }
      at = end + 1;
    }
    return tokens;
  }

  private void addWords(List<SpokenToken> tokens, int start, int end, String language) {
    BreakIterator words = BreakIterator.getWordInstance(ULocale.forLanguageTag(language));
    words.setText(text.substring(start, end));
    int from = words.first();
    for (int to = words.next(); to != BreakIterator.DONE; from = to, to = words.next()) {
      if (words.getRuleStatus() != BreakIterator.WORD_NONE) {
        tokens.add(token(start + from, start + to));
      }
    }
  }

  private SpokenToken token(int start, int end) {
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (int i = start; i < end; i++) {
      first = Math.min(first, starts[i]);
      last = Math.max(last, ends[i]);
    }
    return new SpokenToken(new Span(start, end), new Span(first, last));
  }

  private static boolean isWrittenWithoutSpaces(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }

  /** Writes a new text out of pieces of this one. */
  private final class Builder {
    private final StringBuilder result = new StringBuilder(text.length() + 16);
    private int[] newStarts = new int[text.length() + 16];
    private int[] newEnds = new int[text.length() + 16];

    void copy(int from, int to) {
      reserve(to - from);
      System.arraycopy(starts, from, newStarts, result.length(), to - from);
      System.arraycopy(ends, from, newEnds, result.length(), to - from);
      result.append(text, from, to);
    }

    void write(String piece, int from, int to) {
      reserve(piece.length());
      int at = result.length();
      boolean insertion = from == to;
      int first = insertion ? neighbour(from) : starts[from];
      int last = insertion ? first : ends[to - 1];
      Arrays.fill(newStarts, at, at + piece.length(), first);
      Arrays.fill(newEnds, at, at + piece.length(), Math.max(first, last));
      result.append(piece);
    }

    private int neighbour(int position) {
      return position > 0 ? ends[position - 1] : 0;
    }

    private void reserve(int more) {
      int needed = result.length() + more;
      if (needed > newStarts.length) {
        newStarts = Arrays.copyOf(newStarts, Math.max(needed, 2 * newStarts.length));
        newEnds = Arrays.copyOf(newEnds, newStarts.length);
      }
    }

    AlignedText build() {
      int length = result.length();
      return new AlignedText(
          result.toString(), Arrays.copyOf(newStarts, length), Arrays.copyOf(newEnds, length));
    }
  }
}
