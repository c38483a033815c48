package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.failure.FailureException;
import java.util.List;

/** Turns text into phonemes. May be called from any thread. */
public interface Phonemizer {
  /**
   * Transcribes a text in the International Phonetic Alphabet.
   *
   * @param text normalised text
   * @param language BCP 47 tag; a region chooses the accent where there is one
   * @return one transcription for each clause, in order, with stress marks and spaces between
   *     words; words that are read by the rules of another language are preceded by that language's
   *     tag in parentheses, and followed by that of the text
   * @throws FailureException with UNSUPPORTED_LANGUAGE when there are no rules for the language,
   *     and with SYNTHESIS_FAILED when the text cannot be transcribed
   */
  List<String> phonemes(String text, String language) throws FailureException;

  /** BCP 47 primary languages that it has rules for. */
  List<String> languages();
}
