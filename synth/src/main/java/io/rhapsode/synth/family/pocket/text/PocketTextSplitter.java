package io.rhapsode.synth.family.pocket.text;

import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts a prepared text into pieces a model can speak in one go: at the ends of sentences, within
 * long sentences at the ends of clauses, then regrouped to the longest that still fit.
 */
final class PocketTextSplitter {
  private static final String SENTENCE_ENDS = ".!...?";
  private static final String CLAUSE_ENDS = ",;:";

  /**
   * A piece beyond this many times the wanted length is cut between words. The reference speaks it
   * whole and loses words; this bound is ours and keeps memory and time in hand for a text without
   * any punctuation.
   */
  private static final int LONGEST_PIECE_FACTOR = 4;

  /** A stretch of text and how many tokens it was when it was cut. */
  record Segment(int tokens, String text) {}

  private final TextTokenizer tokenizer;
  private final Set<Integer> sentenceEnds;
  private final Set<Integer> clauseEnds;

  PocketTextSplitter(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.sentenceEnds = idsWithoutPrefix(SENTENCE_ENDS);
    this.clauseEnds = idsWithoutPrefix(CLAUSE_ENDS);
  }

  /**
   * Cuts as the reference does, then by the two rules of our own.
   *
   * @param prepared a prepared text
   * @param maxTokens tokens a chunk should not exceed; a clause of up to four times as many stays
   *     whole
   */
  List<String> split(String prepared, int maxTokens) {
    List<String> chunks = new ArrayList<>();
    for (String chunk : withoutLoneMarks(cut(prepared, maxTokens))) {
      chunks.addAll(cutBetweenWords(chunk, maxTokens));
    }
    return chunks;
  }

  /** Cuts as the reference does. */
  List<String> cut(String prepared, int maxTokens) {
    List<Segment> segments = new ArrayList<>();
    for (Segment sentence : sentences(prepared)) {
      segments.addAll(sentence.tokens() > maxTokens ? clauses(sentence) : List.of(sentence));
    }
    return regroup(segments, maxTokens);
  }

  /** Ids of the marks at which sentences end. */
  Set<Integer> sentenceEnds() {
    return sentenceEnds;
  }

  /** Ids of the marks at which clauses end. */
  Set<Integer> clauseEnds() {
    return clauseEnds;
  }

  /**
   * Puts a chunk of marks only, such as the closing quote after a long sentence, back to the chunk
   * before it. The reference gives it to the model alone, which then finds no end; this is ours.
   */
  private static List<String> withoutLoneMarks(List<String> chunks) {
    List<String> joined = new ArrayList<>();
    for (String chunk : chunks) {
      boolean marksOnly = chunk.codePoints().noneMatch(Character::isLetterOrDigit);
      if (marksOnly && !joined.isEmpty()) {
        int last = joined.size() - 1;
        joined.set(last, joined.get(last) + chunk);
      } else if (!chunk.isEmpty()) {
        joined.add(chunk);
      }
    }
    return joined;
  }

  List<Segment> sentences(String prepared) {
    return segments(tokenizer.encode(PythonText.strip(prepared)), sentenceEnds);
  }

  private List<Segment> clauses(Segment sentence) {
    int[] ids = tokenizer.encode(PythonText.strip(sentence.text()));
    List<Segment> clauses = segments(ids, clauseEnds);
    return clauses.size() > 1 ? clauses : List.of(sentence);
  }

  /** Cuts after every run of end tokens that something else follows, but not within a decimal. */
  private List<Segment> segments(int[] ids, Set<Integer> ends) {
    List<Segment> segments = new ArrayList<>();
    int begin = 0;
    for (int index = 1; index < ids.length; index++) {
      boolean afterEnd = ends.contains(ids[index - 1]) && !ends.contains(ids[index]);
      if (afterEnd && !isWithinDecimal(ids, index)) {
        segments.add(segment(ids, begin, index));
        begin = index;
      }
    }
    segments.add(segment(ids, begin, ids.length));
    return segments;
  }

  private Segment segment(int[] ids, int begin, int end) {
    return new Segment(end - begin, tokenizer.decode(Arrays.copyOfRange(ids, begin, end)));
  }

  private boolean isWithinDecimal(int[] ids, int index) {
    String before = tokenizer.decode(Arrays.copyOfRange(ids, 0, index));
    String after = tokenizer.decode(Arrays.copyOfRange(ids, index, ids.length));
    if (!before.endsWith(".") || before.length() < 2 || after.isEmpty()) {
      return false;
    }
    return PythonText.isDigit(before.codePointBefore(before.length() - 1))
        && PythonText.isDigit(after.codePointAt(0));
  }

  private static List<String> regroup(List<Segment> segments, int maxTokens) {
    List<String> chunks = new ArrayList<>();
    String chunk = "";
    int tokens = 0;
    for (Segment segment : segments) {
      if (chunk.isEmpty()) {
        chunk = segment.text();
        tokens = segment.tokens();
        continue;
      }
      if (tokens + segment.tokens() > maxTokens) {
        chunks.add(PythonText.strip(chunk));
        chunk = segment.text();
        tokens = segment.tokens();
        continue;
      }
      chunk += " " + segment.text();
      tokens += segment.tokens();
    }
    if (!chunk.isEmpty()) {
      chunks.add(PythonText.strip(chunk));
    }
    return chunks;
  }

  private List<String> cutBetweenWords(String chunk, int maxTokens) {
    if (tokenizer.encode(chunk).length <= LONGEST_PIECE_FACTOR * maxTokens) {
      return List.of(chunk);
    }
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int tokens = 0;
    for (String word : words(chunk, maxTokens)) {
      int wordTokens = tokenizer.encode(word).length;
      if (tokens > 0 && tokens + wordTokens > maxTokens) {
        pieces.add(piece.toString());
        piece.setLength(0);
        tokens = 0;
      }
      piece.append(piece.isEmpty() ? "" : " ").append(word);
      tokens += wordTokens;
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** Words of a chunk; a word of more characters than a chunk may have tokens is cut as well. */
  private static List<String> words(String chunk, int maxTokens) {
    List<String> words = new ArrayList<>();
    for (String word : chunk.split(" +")) {
      int[] points = word.codePoints().toArray();
      for (int begin = 0; begin < points.length; begin += maxTokens) {
        words.add(new String(points, begin, Math.min(maxTokens, points.length - begin)));
      }
    }
    return words;
  }

  /** Ids of a text without the first, which stands for the space the tokenizer puts before it. */
  private Set<Integer> idsWithoutPrefix(String text) {
    return Arrays.stream(tokenizer.encode(text)).skip(1).boxed().collect(Collectors.toSet());
  }
}
