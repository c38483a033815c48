package io.rhapsode.synth.family.kokoro;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.engine.Phonemizer.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text to Kokoro's symbols, as misaki's espeak front end makes them: marks and the spaces around
 * them stay, what is between goes to the phonemiser piece by piece. Prescribed pronunciations go in
 * as they are. May be used by several threads.
 */
final class KokoroText {
  private static final Pattern MARKS =
      Pattern.compile(
          "\\s*[;:,.!?\u00a1\u00bf\u2014\u2026\"\u00ab\u00bb\u201c\u201d()]"
              + "[\\s;:,.!?\u00a1\u00bf\u2014\u2026\"\u00ab\u00bb\u201c\u201d()]*");

  /**
   * Each of one character, so that positions stay. The danda of Hindi does not survive espeak-ng.
   */
  private static final Map<Character, Character> EQUIVALENTS =
      Map.of('\u2018', '\'', '\u2019', '\'', '\u00ab', '\u201c', '\u00bb', '\u201d', '\u0964', '.');

  private final Phonemizer phonemizer;
  private final KokoroAlphabet alphabet;

  KokoroText(Phonemizer phonemizer, KokoroAlphabet alphabet) {
    this.phonemizer = phonemizer;
    this.alphabet = alphabet;
  }

  /**
   * What is sounded in one go.
   *
   * @param text place in the normalised text
   * @param symbols of Kokoro; what the model lacks is left out
   */
  record Piece(Span text, String symbols) {}

  /**
   * Reads a text.
   *
   * @return pieces in the order of the text
   * @throws FailureException when the phonemiser cannot transcribe it
   */
  List<Piece> read(List<SpokenWord> words, KokoroLanguage language) throws FailureException {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (SpokenWord word : words) {
      int end = start + word.text().length();
      if (word.ipa().isPresent()) {
        String symbols = alphabet.symbolsOfUntied(word.ipa().get(), language);
        pieces.add(new Piece(new Span(start, end), known(symbols)));
      } else {
        addPlain(pieces, word.text(), start, language);
      }
      start = end;
    }
    return pieces;
  }

  private void addPlain(List<Piece> pieces, String plain, int offset, KokoroLanguage language)
      throws FailureException {
    String text = equivalents(plain);
    Matcher marks = MARKS.matcher(text);
    int start = 0;
    while (marks.find()) {
      addSpoken(pieces, text, start, marks.start(), offset, language);
      pieces.add(
          new Piece(
              new Span(offset + marks.start(), offset + marks.end()),
              known(marks.group().replaceAll("\\s", " "))));
      start = marks.end();
    }
    addSpoken(pieces, text, start, text.length(), offset, language);
  }

  private void addSpoken(
      List<Piece> pieces, String text, int start, int end, int offset, KokoroLanguage language)
      throws FailureException {
    if (start == end) {
      return;
    }
    String spoken = text.substring(start, end);
    Span place = new Span(offset + start, offset + end);
    if (spoken.isBlank()) {
      pieces.add(new Piece(place, " "));
      return;
    }
    String phonemes =
        phonemizer.phonemes(spoken, language.tag()).stream()
            .map(Clause::phonemes)
            .map(clause -> clause.replaceAll("\\([^)]*\\)", ""))
            .collect(Collectors.joining(" "));
    String symbols = alphabet.symbols(phonemes.strip(), language);
    // Beside a word with a pronunciation of its own, the space is the text's.
    String before = Character.isWhitespace(spoken.charAt(0)) ? " " : "";
    String after = Character.isWhitespace(spoken.charAt(spoken.length() - 1)) ? " " : "";
    pieces.add(new Piece(place, known(before + symbols + after)));
  }

  private String known(String symbols) {
    return symbols
        .codePoints()
        .filter(codePoint -> alphabet.id(codePoint).isPresent())
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String equivalents(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 0; i < changed.length(); i++) {
      Character equivalent = EQUIVALENTS.get(changed.charAt(i));
      if (equivalent != null) {
        changed.setCharAt(i, equivalent);
      }
    }
    return changed.toString();
  }
}
