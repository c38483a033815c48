package io.rhapsode.synth.engine;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureException;
import java.io.IOException;
import java.util.List;

/** Turns text into phonemes. May be called from any thread. */
public interface Phonemizer {
  /** Joins the letters of one phoneme: {@code t\u0361\u0283} is one, {@code t\u0283} are two. */
  char TIE = '\u0361';

  /**
   * Transcribes a text in the International Phonetic Alphabet.
   *
   * @param text normalised text
   * @param language BCP 47 tag; a region chooses the accent where there is one
   * @return the clauses in order; none or empty ones when there is nothing to say
   * @throws FailureException with UNSUPPORTED_LANGUAGE when there are no rules for the language,
   *     and with SYNTHESIS_FAILED when the text cannot be transcribed
   */
  List<Clause> phonemes(String text, String language) throws FailureException;

  /** BCP 47 primary languages that it has rules for. */
  List<String> languages();

  /**
   * What is said in one breath.
   *
   * @param phonemes with stress marks and spaces between words, letters of one phoneme tied by
   *     {@link #TIE}; words that are read by the rules of another language are preceded by that
   *     language's tag in parentheses, and followed by that of the text
   * @param mark the mark that it ends with: one of {@code . , ; : ? !}
   * @param endsSentence whether a sentence ends here
   */
  record Clause(String phonemes, char mark, boolean endsSentence) {
    public Clause {
      requireNonNull(phonemes, "phonemes is null");
    }

    /** The phonemes without what says which letters are one, and without languages. */
    public String letters() {
      return phonemes.replace(String.valueOf(TIE), "").replaceAll("\\([^)]*\\)", "");
    }
  }

  /** Opens a phonemiser when one is needed. */
  @FunctionalInterface
  interface Source {
    /**
     * @throws IOException when what it needs cannot be read
     */
    Phonemizer open() throws IOException;
  }
}
