package io.rhapsode.synth.family.kokoro;

import io.rhapsode.synth.family.kokoro.KokoroText.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model makes in one run: at most {@value #MAXIMUM_SYMBOLS} symbols.
 *
 * @param symbols in order, each with the piece of text that it comes from
 */
record KokoroChunk(List<Symbol> symbols) {
  /** One more fails inside the graph. */
  static final int MAXIMUM_SYMBOLS = 510;

  private static final String SENTENCE_ENDS = ".!?\u2026";
  private static final String CLAUSE_ENDS = ",;:\u2014)\u201d\"";

  KokoroChunk {
    symbols = List.copyOf(symbols);
    if (symbols.isEmpty() || symbols.size() > MAXIMUM_SYMBOLS) {
      throw new IllegalArgumentException(symbols.size() + " symbols");
    }
  }

  /**
   * A symbol.
   *
   * @param piece number of its piece of text, from 0
   */
  record Symbol(int codePoint, int piece) {}

  /**
   * Cuts pieces where they are too long for one run: behind the last end of a sentence that fits,
   * else of a clause, else at a space, else anywhere.
   *
   * @return none when there is nothing to say
   */
  static List<KokoroChunk> of(List<Piece> pieces) {
    List<Symbol> all = new ArrayList<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      int number = piece;
      pieces.get(piece).symbols().codePoints().forEach(c -> all.add(new Symbol(c, number)));
    }
    List<KokoroChunk> chunks = new ArrayList<>();
    List<Symbol> rest = stripped(all);
    while (!rest.isEmpty()) {
      int end = rest.size() <= MAXIMUM_SYMBOLS ? rest.size() : cut(rest);
      List<Symbol> chunk = stripped(rest.subList(0, end));
      if (!chunk.isEmpty()) {
        chunks.add(new KokoroChunk(chunk));
      }
      rest = stripped(rest.subList(end, rest.size()));
    }
    return chunks;
  }

  private static int cut(List<Symbol> symbols) {
    for (String marks : List.of(SENTENCE_ENDS, CLAUSE_ENDS, " ")) {
      for (int end = MAXIMUM_SYMBOLS; end > 0; end--) {
        if (marks.indexOf(symbols.get(end - 1).codePoint()) >= 0) {
          return end;
        }
      }
    }
    return MAXIMUM_SYMBOLS;
  }

  private static List<Symbol> stripped(List<Symbol> symbols) {
    int start = 0;
    int end = symbols.size();
    while (start < end && symbols.get(start).codePoint() == ' ') {
      start++;
    }
    while (end > start && symbols.get(end - 1).codePoint() == ' ') {
      end--;
    }
    return symbols.subList(start, end);
  }
}
