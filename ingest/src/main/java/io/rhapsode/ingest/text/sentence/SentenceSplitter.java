package io.rhapsode.ingest.text.sentence;

import static java.util.Objects.requireNonNull;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a paragraph into sentences: the boundaries of Unicode UAX #29 as ICU finds them, those that
 * dirty text needs besides, and from both only what the rules of {@link SentenceRules} let stand.
 *
 * <p>Holds break iterators and so belongs to one thread.
 */
public final class SentenceSplitter {
  private final Map<String, BreakIterator> iterators = new HashMap<>();

  /**
   * Sentences of a paragraph; white space belongs to the sentence before it.
   *
   * @param language BCP 47 tag
   * @return spans that follow each other and cover the text exactly; none for empty text
   */
  public List<Span> split(String text, String language) {
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    List<Span> sentences = new ArrayList<>();
    if (text.isEmpty()) {
      return sentences;
    }
    String primary = ULocale.forLanguageTag(language).getLanguage();
    BreakIterator iterator =
        iterators.computeIfAbsent(
            primary, name -> BreakIterator.getSentenceInstance(new ULocale(name)));
    BitSet candidates = ExtraSentenceEnds.find(text, primary);
    mark(iterator, text, candidates);
    SentenceRules rules = new SentenceRules(text, primary);
    int start = 0;
    for (int at = candidates.nextSetBit(1); at >= 0; at = candidates.nextSetBit(at + 1)) {
      Interruption.check();
      if (at < text.length() && rules.separate(start, at)) {
        sentences.add(new Span(start, at));
        start = at;
      }
    }
    addLast(sentences, new Span(start, text.length()), text);
    return sentences;
  }

  /** Marks behind the last sentence belong to it. */
  private static void addLast(List<Span> sentences, Span last, String text) {
    boolean word = last.of(text).codePoints().anyMatch(Character::isLetterOrDigit);
    if (word || sentences.isEmpty()) {
      sentences.add(last);
      return;
    }
    Span before = sentences.remove(sentences.size() - 1);
    sentences.add(new Span(before.start(), last.end()));
  }

  private static void mark(BreakIterator iterator, String text, BitSet boundaries) {
    iterator.setText(text);
    for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
      boundaries.set(at);
    }
  }
}
