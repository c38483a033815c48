package io.rhapsode.synth.family.espeak;

import io.rhapsode.pipeline.text.SpokenWord;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text as the library may see it: control characters, which it would take for embedded commands,
 * and unpaired surrogates, which UTF-8 cannot hold, are spaces. Prescribed pronunciations stand in
 * it in the library's own alphabet.
 */
final class SpokenText {
  private final StringBuilder cleaned = new StringBuilder();
  private final StringBuilder sent = new StringBuilder();
  private final boolean phonemes;

  /** For each code point that is sent, the UTF-16 offset of what it stands for, and the end. */
  private int[] offsets = new int[0];

  private int count;

  SpokenText(String text) {
    this(List.of(SpokenWord.plain(text)), ipa -> "");
  }

  /**
   * @param bracketed pronunciations in the library's alphabet, empty for what it cannot say
   */
  SpokenText(List<SpokenWord> words, UnaryOperator<String> bracketed) {
    this.phonemes = words.stream().anyMatch(word -> word.ipa().isPresent());
    for (SpokenWord word : words) {
      String said = word.ipa().map(bracketed).orElse("");
      if (said.isEmpty()) {
        addPlain(word.text());
      } else {
        addPhonemes(word.text(), said);
      }
    }
    append(1, cleaned.length());
  }

  private void addPlain(String text) {
    int[] codePoints = text.codePoints().map(SpokenText::cleaned).toArray();
    int offset = cleaned.length();
    for (int codePoint : codePoints) {
      // Among phonemes in brackets, brackets of the text would open more of them.
      sent.appendCodePoint(phonemes && codePoint == '[' ? ' ' : codePoint);
      append(1, offset);
      offset += Character.charCount(codePoint);
    }
    cleaned.append(new String(codePoints, 0, codePoints.length));
  }

  private void addPhonemes(String text, String said) {
    sent.append(said);
    append(said.codePointCount(0, said.length()), cleaned.length());
    text.codePoints().map(SpokenText::cleaned).forEach(cleaned::appendCodePoint);
  }

  /** Notes what code points that are sent stand for: all for one place. */
  private void append(int codePoints, int offset) {
    if (count + codePoints > offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.max(count + codePoints, 2 * count));
    }
    Arrays.fill(offsets, count, count + codePoints, offset);
    count += codePoints;
  }

  /** As long as the original in UTF-16 units, and in code points. */
  String cleaned() {
    return cleaned.toString();
  }

  /** What the library gets. */
  String sent() {
    return sent.toString();
  }

  /** Whether phonemes stand in what the library gets. */
  boolean hasPhonemes() {
    return phonemes;
  }

  /**
   * The UTF-16 offset in the text of a code point that was sent; its length for any past the end.
   */
  int offset(int codePoint) {
    return offsets[Math.min(codePoint, count - 1)];
  }

  private static int cleaned(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          ' ';
      default -> codePoint;
    };
  }
}
