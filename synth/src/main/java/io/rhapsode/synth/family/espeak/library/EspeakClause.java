package io.rhapsode.synth.family.espeak.library;

/**
 * A clause as the library transcribes it.
 *
 * @param phonemes IPA, with {@code '^'} between the letters of one phoneme
 * @param terminator what ends it (CLAUSE_... of espeak-ng's translate.h): the pause in the lowest
 *     12 bits, in 10 ms; then the intonation, then whether clause or sentence
 */
public record EspeakClause(String phonemes, int terminator) {
  private static final int PAUSE = 0xFFF;
  private static final int INTONATION = 0xF000;
  private static final int COMMA = 0x1000;
  private static final int QUESTION = 0x2000;
  private static final int EXCLAMATION = 0x3000;
  private static final int SENTENCE = 0x80000;
  private static final int LONG_PAUSE = 30;

  public boolean endsSentence() {
    return (terminator & SENTENCE) != 0;
  }

  /** The mark that the terminator stands for, as Piper's phonemiser reads it. */
  public char mark() {
    int intonation = terminator & INTONATION;
    if (endsSentence()) {
      return switch (intonation) {
        case QUESTION -> '?';
        case EXCLAMATION -> '!';
        default -> '.';
      };
    }
    boolean isLong = (terminator & PAUSE) >= LONG_PAUSE;
    if (intonation == COMMA) {
      return isLong ? ';' : ',';
    }
    return isLong ? ':' : ',';
  }
}
