package io.rhapsode.synth.family.piper;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.engine.Phonemizer.Clause;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to the symbols of a Piper voice: espeak-ng's phonemes clause by clause, each clause with the
 * mark that ends it, decomposed (Unicode NFD), one symbol a code point; one run of the graph for
 * each sentence. May be used by several threads.
 */
final class PiperText {
  private static final String MARKS = ".,;:?!\u2026";
  private static final String SENTENCE_MARKS = ".?!\u2026";
  private static final String PAD = "_";
  private static final String START = "^";
  private static final String END = "$";

  private final Phonemizer phonemizer;
  private final PiperSettings settings;

  PiperText(Phonemizer phonemizer, PiperSettings settings) {
    this.phonemizer = phonemizer;
    this.settings = settings;
  }

  /**
   * The sentences of a text, in symbols.
   *
   * @throws FailureException when the phonemiser cannot transcribe it
   */
  List<String> sentences(List<SpokenWord> words) throws FailureException {
    List<String> sentences = new ArrayList<>();
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      SpokenWord word = words.get(i);
      if (word.ipa().isPresent()) {
        sentence.append(word.ipa().get());
      } else {
        addPlain(word.text(), i + 1 == words.size(), sentence, sentences);
      }
    }
    finish(sentence, sentences);
    return sentences;
  }

  /** The text between prescribed pronunciations; without a mark its end ends nothing. */
  private void addPlain(String text, boolean last, StringBuilder sentence, List<String> sentences)
      throws FailureException {
    String spoken = text.strip();
    if (spoken.isEmpty()) {
      sentence.append(' ');
      return;
    }
    if (Character.isWhitespace(text.charAt(0)) && !sentence.isEmpty()) {
      sentence.append(' ');
    }
    spoken = addLeadingMarks(spoken, sentence, sentences);
    if (spoken.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return;
    }
    boolean open = !last && MARKS.indexOf(spoken.charAt(spoken.length() - 1)) < 0;
    List<Clause> clauses = phonemizer.phonemes(spoken, settings.phonemizerVoice());
    for (int i = 0; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      sentence.append(clause.letters());
      if (open && i + 1 == clauses.size()) {
        break;
      }
      sentence.append(clause.mark());
      if (clause.endsSentence()) {
        finish(sentence, sentences);
      } else {
        sentence.append(' ');
      }
    }
    if (open && Character.isWhitespace(text.charAt(text.length() - 1))) {
      sentence.append(' ');
    }
  }

  /** Marks right behind a prescribed pronunciation, which espeak-ng would read out or drop. */
  private static String addLeadingMarks(
      String text, StringBuilder sentence, List<String> sentences) {
    int start = 0;
    while (start < text.length() && MARKS.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (start > 0 && !sentence.isEmpty()) {
      char mark = text.charAt(0);
      sentence.append(mark);
      if (SENTENCE_MARKS.indexOf(mark) >= 0) {
        finish(sentence, sentences);
      } else {
        sentence.append(' ');
      }
    }
    return text.substring(start).strip();
  }

  private static void finish(StringBuilder sentence, List<String> sentences) {
    String symbols = Normalizer.normalize(sentence.toString().strip(), Normalizer.Form.NFD);
    if (symbols.codePoints().anyMatch(Character::isLetter)) {
      sentences.add(symbols);
    }
    sentence.setLength(0);
  }

  /**
   * The symbols that the voice has.
   *
   * @param sentence one of {@link #sentences}
   */
  List<String> known(String sentence) {
    return sentence
        .codePoints()
        .mapToObj(Character::toString)
        .filter(symbol -> settings.symbols().containsKey(symbol))
        .toList();
  }

  /** Numbers of symbols as the graph wants them: start, each symbol and a pad, end. */
  long[] ids(List<String> symbols) {
    List<Long> ids = new ArrayList<>();
    add(ids, START);
    add(ids, PAD);
    for (String symbol : symbols) {
      add(ids, symbol);
      add(ids, PAD);
    }
    add(ids, END);
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  /** How many numbers of {@link #ids} a symbol and its pad take. */
  int width(String symbol) {
    return settings.symbols().get(symbol).length + settings.symbols().get(PAD).length;
  }

  /** How many numbers stand before the first symbol. */
  int lead() {
    return settings.symbols().get(START).length + settings.symbols().get(PAD).length;
  }

  private void add(List<Long> ids, String symbol) {
    for (long id : settings.symbols().get(symbol)) {
      ids.add(id);
    }
  }
}
