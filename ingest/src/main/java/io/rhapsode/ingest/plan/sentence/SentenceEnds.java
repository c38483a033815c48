package io.rhapsode.ingest.plan.sentence;

import io.rhapsode.ingest.text.sentence.SentenceSplitter;
import io.rhapsode.pipeline.text.Span;
import java.util.BitSet;
import java.util.List;

/**
 * Where the sentences of a block end, whoever says them: {@code "Come in," said Ada.} is one
 * sentence of two speakers.
 */
public final class SentenceEnds {
  /** Every place between the last letter of a sentence and the first of the next. */
  private final BitSet places = new BitSet();

  private SentenceEnds() {}

  /**
   * @param holes what is not read, in order
   * @param told whole sentences, whatever they look like
   */
  public static SentenceEnds of(
      String text, List<Span> holes, List<Span> told, SentenceSplitter splitter, String language) {
    SentenceEnds ends = new SentenceEnds();
    BitSet unread = new BitSet(text.length());
    holes.forEach(hole -> unread.set(hole.start(), hole.end()));
    for (int at = 0; at < text.length(); at++) {
      if (Character.isWhitespace(text.charAt(at))) {
        unread.set(at);
      }
    }
    ReadableText readable = new ReadableText(text, holes);
    for (Span sentence : splitter.split(readable.text(), language)) {
      List<Span> parts = readable.parts(sentence);
      int end = parts.get(parts.size() - 1).end();
      ends.places.set(unread.previousClearBit(end - 1) + 1, unread.nextClearBit(end) + 1);
    }
    for (Span sentence : told) {
      int last = unread.previousClearBit(sentence.end() - 1) + 1;
      if (last > sentence.start()) {
        ends.places.clear(sentence.start() + 1, last);
        ends.places.set(last, unread.nextClearBit(sentence.end()) + 1);
      }
    }
    return ends;
  }

  public boolean isAt(int place) {
    return places.get(place);
  }
}
