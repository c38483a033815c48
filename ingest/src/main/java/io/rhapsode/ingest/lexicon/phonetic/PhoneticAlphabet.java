package io.rhapsode.ingest.lexicon.phonetic;

import java.util.Locale;

/** The alphabets that documents and lexicons name. */
public final class PhoneticAlphabet {
  private PhoneticAlphabet() {}

  /**
   * A transcription in the International Phonetic Alphabet, as {@link Ipa#canonical} has it.
   *
   * @param alphabet {@code ipa} or {@code x-sampa}, as PLS and SSML name them
   * @throws IllegalArgumentException naming what is wrong with the alphabet or the transcription
   */
  public static String toIpa(String alphabet, String written) {
    return switch (alphabet.strip().toLowerCase(Locale.ROOT)) {
      case "ipa", "" -> Ipa.canonical(written);
      case "x-sampa", "xsampa" -> XSampa.toIpa(written);
      default ->
          throw new IllegalArgumentException(
              "alphabet '%s' is not known; use ipa or x-sampa".formatted(alphabet));
    };
  }
}
