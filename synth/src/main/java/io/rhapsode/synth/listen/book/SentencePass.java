package io.rhapsode.synth.listen.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A stretch of what is heard in which one sentence is said.
 *
 * @param sentence -1 where what is heard is of no sentence
 * @param firstWord of the words heard
 * @param endWord after the last
 * @param sounds of the sentence that are heard in it
 */
record SentencePass(int sentence, int firstWord, int endWord, int sounds) {
  /**
   * Divides what is heard.
   *
   * @param sentenceOf for each word heard, -1 where it is of none
   * @param soundsOf how many sounds of it are of the sentence
   */
  static List<SentencePass> of(int[] sentenceOf, int[] soundsOf) {
    List<SentencePass> passes = new ArrayList<>();
    int first = 0;
    while (first < sentenceOf.length) {
      int sentence = sentenceOf[first];
      int end = first;
      int last = first;
      int sounds = 0;
      while (end < sentenceOf.length && (sentenceOf[end] == sentence || sentenceOf[end] < 0)) {
        last = sentenceOf[end] == sentence ? end : last;
        sounds += sentenceOf[end] == sentence ? soundsOf[end] : 0;
        end++;
      }
      passes.add(new SentencePass(sentence, first, last + 1, sounds));
      first = last + 1;
    }
    return passes;
  }

  /**
   * The passes that follow the book's order, of all ways to choose them those of which most is
   * heard.
   */
  static List<SentencePass> inOrder(List<SentencePass> passes, int sentences) {
    // Fenwick tree over sentences: the pass that best ends a chain up to a sentence.
    int[] tree = new int[sentences + 1];
    Arrays.fill(tree, -1);
    long[] worth = new long[passes.size()];
    int[] before = new int[passes.size()];
    int best = -1;
    for (int i = 0; i < passes.size(); i++) {
      SentencePass pass = passes.get(i);
      int chain = -1;
      for (int at = pass.sentence(); at > 0; at -= at & -at) {
        chain = tree[at] >= 0 && (chain < 0 || worth[tree[at]] > worth[chain]) ? tree[at] : chain;
      }
      before[i] = chain;
      worth[i] = pass.sounds() + (chain < 0 ? 0 : worth[chain]);
      for (int at = pass.sentence() + 1; at <= sentences; at += at & -at) {
        tree[at] = tree[at] < 0 || worth[i] > worth[tree[at]] ? i : tree[at];
      }
      best = best < 0 || worth[i] > worth[best] ? i : best;
    }
    List<SentencePass> chosen = new ArrayList<>();
    for (int i = best; i >= 0; i = before[i]) {
      chosen.add(passes.get(i));
    }
    Collections.reverse(chosen);
    return chosen;
  }
}
