package io.rhapsode.synth.family.espeak;

/**
 * A text as the library may see it: control characters, which it would take for embedded commands,
 * and unpaired surrogates, which UTF-8 cannot hold, are spaces. Code points keep their positions.
 */
final class SpokenText {
  private final String cleaned;
  private final int[] offsets;

  SpokenText(String text) {
    int[] codePoints = text.codePoints().map(SpokenText::cleaned).toArray();
    this.cleaned = new String(codePoints, 0, codePoints.length);
    this.offsets = new int[codePoints.length + 1];
    for (int i = 0; i < codePoints.length; i++) {
      offsets[i + 1] = offsets[i] + Character.charCount(codePoints[i]);
    }
  }

  /** As long as the original in UTF-16 units, and in code points. */
  String cleaned() {
    return cleaned;
  }

  /** The UTF-16 offset of a code point; the text's length for anything past the end. */
  int offset(int codePoint) {
    return offsets[Math.min(codePoint, offsets.length - 1)];
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
