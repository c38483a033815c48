package io.rhapsode.ingest.lexicon.phonetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneticAlphabetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "SI"vO:n|ˈʃɪˈvɔːn
          t_SIps|t͡ʃɪps
          "m{n@_dZ@`|ˈmænə̪ʒɚ
          nO~t R@|nɔ̃t ʁə
          p_h6:|pʰɐː
          b9~|bœ̃
          r\\`e@_^|ɻeə̯
          %{k@"dEmi|ˌækəˈdɛmi
          """)
  void xSampaIsIpa(String written, String ipa) {
    assertEquals(ipa, PhoneticAlphabet.toIpa("x-sampa", written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'tʃə:g.|ˈtʃəːɡ
          ˈdɛt   mɔːɡ|ˈdɛt mɔːɡ
          ɔ̃ɡ(ə)|ɔ̃ɡə
          ʧa|tʃa
          /haʊs/|haʊs
          """)
  void ipaHasOneForm(String written, String ipa) {
    assertEquals(ipa, PhoneticAlphabet.toIpa("IPA", written));
  }

  @ParameterizedTest
  @CsvSource({"ipa,hello World", "x-sampa,k~ä", "ipa,ˈˌ", "ipa,12", "arpabet,HH AH0"})
  void otherAlphabetsAreRefused(String alphabet, String written) {
    assertThrows(IllegalArgumentException.class, () -> PhoneticAlphabet.toIpa(alphabet, written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en|ʃɪˈvɔːn|Shivawn
          en|ˈniːʃə|Neeshuh
          de|ʃɪˈvɔːn|Schiwohn
          fr|ˈdʒɔɪs|Djoïss
          it|ˈkjara|Ciara
          es|ˈxorxe|Jorje
          """)
  void soundsAreSpelledInLetters(String language, String ipa, String letters) {
    assertEquals(letters, Respelling.of(language).orElseThrow().spelled(ipa, true));
  }
}
