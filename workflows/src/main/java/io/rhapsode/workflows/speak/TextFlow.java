package io.rhapsode.workflows.speak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.StandardNormalizer;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.ingest.text.sentence.SentenceSplitter;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that is still being written, cut into clauses as soon as each can be spoken. A clause ends
 * at a mark, or where it grows too long, once the word behind it is complete: until then a number,
 * a date or an abbreviation may go on. It is read as its whole sentence so far is. Used by one
 * thread at a time.
 */
public final class TextFlow {
  private static final String CLAUSE_MARKS = ",;:—–…，、；：";
  private static final String CLOSERS = "\"'”’»)]）」』";

  /** Shorter clauses sound chopped; the first may be shorter, so that it is heard soon. */
  private static final int SHORTEST = 30;

  private static final int SHORTEST_FIRST = 10;

  /** A listener waits no longer for a mark; all lengths are in UTF-16 units. */
  private static final int LONGEST = 220;

  private final String language;
  private final SentenceSplitter sentences = new SentenceSplitter();
  private final TextNormalizer normalizer = new StandardNormalizer();

  /** From the beginning of the first sentence of which something is still to be said. */
  private final StringBuilder text = new StringBuilder();

  private int given;
  private boolean isBegun;

  /**
   * Something to say.
   *
   * @param source as it was written; all clauses together are the text
   * @param spoken as it is said; blank where there is nothing to say
   */
  public record Clause(String source, String spoken) {
    public Clause {
      requireNonNull(source, "source is null");
      requireNonNull(spoken, "spoken is null");
    }
  }

  /**
   * @param language BCP 47 tag
   */
  public TextFlow(String language) {
    this.language = requireNonNull(language, "language is null");
  }

  /** Adds a piece, which may end within a word; the clauses that can be spoken now. */
  public List<Clause> push(String piece) {
    text.append(piece);
    List<Clause> clauses = new ArrayList<>();
    for (int cut = nextCut(startOfLastWholeWord());
        cut > given;
        cut = nextCut(startOfLastWholeWord())) {
      clauses.add(give(cut));
    }
    return clauses;
  }

  /** Whether something was written that was not given out. */
  public boolean isWaiting() {
    return given < text.length();
  }

  /** Waits for no more: the words behind which there is white space. */
  public List<Clause> whole() {
    int rest = 0;
    while (rest < text.length() && !Character.isWhitespace(text.charAt(text.length() - 1 - rest))) {
      rest++;
    }
    return giveAllBut(rest);
  }

  /** Everything that was written so far; what comes then begins a new sentence. */
  public List<Clause> flush() {
    List<Clause> clauses = giveAllBut(0);
    text.setLength(0);
    given = 0;
    return clauses;
  }

  /** Sentence by sentence, up to so many units before the end. */
  private List<Clause> giveAllBut(int rest) {
    List<Clause> clauses = new ArrayList<>();
    while (given < text.length() - rest) {
      clauses.add(give(Math.min(sentenceOf(given).end(), text.length() - rest)));
    }
    return clauses;
  }

  private int startOfLastWholeWord() {
    int at = text.length();
    while (at > given && !Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    while (at > given && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    while (at > given && !Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Where the next clause ends, not behind {@code most}; {@code given} if nowhere yet. */
  private int nextCut(int most) {
    for (Span sentence : sentences.split(text.toString(), language)) {
      if (sentence.end() > given && sentence.end() <= most) {
        return clauseEnd(sentence.end());
      }
    }
    return clauseEnd(most);
  }

  /** The first clause up to {@code end}, if it is long enough. */
  private int clauseEnd(int end) {
    int shortest = isBegun ? SHORTEST : SHORTEST_FIRST;
    for (int at = given + shortest; at <= end; at++) {
      if (isAfterMark(at) && isApart(at)) {
        return at;
      }
      if (at - given > LONGEST && startsWord(at) && isApart(at)) {
        return at;
      }
    }
    boolean isSentence =
        sentences.split(text.toString(), language).stream().anyMatch(s -> s.end() == end);
    return isSentence && end > given ? end : given;
  }

  private boolean startsWord(int at) {
    return at < text.length()
        && Character.isWhitespace(text.charAt(at - 1))
        && !Character.isWhitespace(text.charAt(at));
  }

  private boolean isAfterMark(int at) {
    if (!startsWord(at)) {
      return false;
    }
    int last = at - 1;
    while (last > given && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    while (last > given && CLOSERS.indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    return CLAUSE_MARKS.indexOf(text.charAt(last)) >= 0;
  }

  /** Whether nothing that is read as one, such as a date, goes across. */
  private boolean isApart(int at) {
    Span sentence = sentenceOf(given);
    NormalizedText read = normalizer.normalize(sentence.of(text.toString()), language);
    int cut = at - sentence.start();
    boolean isBehind = false;
    for (SpokenToken token : read.tokens()) {
      if (token.source().start() < cut && (token.source().end() > cut || isBehind)) {
        return false;
      }
      isBehind |= token.source().start() >= cut;
    }
    return true;
  }

  private Span sentenceOf(int place) {
    for (Span sentence : sentences.split(text.toString(), language)) {
      if (place < sentence.end()) {
        return sentence;
      }
    }
    return new Span(0, text.length());
  }

  private Clause give(int end) {
    Span sentence = sentenceOf(given);
    String source = text.substring(given, end);
    NormalizedText read = normalizer.normalize(sentence.of(text.toString()), language);
    String spoken = spokenBetween(read, given - sentence.start(), end - sentence.start());
    given = end;
    isBegun |= !spoken.isBlank();
    if (end >= sentence.end()) {
      text.delete(0, end);
      given = 0;
    }
    return new Clause(source, spoken);
  }

  /** The spoken form of a part of the source, with the marks around it. */
  private static String spokenBetween(NormalizedText read, int start, int end) {
    String spoken = read.spoken();
    int from = start == 0 ? 0 : spoken.length();
    int to = spoken.length();
    for (SpokenToken token : read.tokens()) {
      int at = startOfWord(spoken, token.spoken().start());
      if (token.source().start() >= end) {
        to = at;
        break;
      }
      if (token.source().start() >= start) {
        from = Math.min(from, at);
      }
    }
    return spoken.substring(Math.min(from, to), to).strip();
  }

  /** Opening marks belong to the word behind them. */
  private static int startOfWord(String spoken, int at) {
    int start = at;
    while (start > 0 && !Character.isWhitespace(spoken.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
