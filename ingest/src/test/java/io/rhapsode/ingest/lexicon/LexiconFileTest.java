package io.rhapsode.ingest.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.lexicon.LexiconFile.Content;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconFileTest {
  private static final Content NAMES =
      new Content(
          "en-GB",
          List.of(
              new LexiconEntry(
                  List.of("Siobhan", "Siobhán"), List.of(), new Saying.Phonemes("ʃɪˈvɔːn")),
              new LexiconEntry(List.of("W3C"), List.of(), new Saying.Alias("World & Web")),
              new LexiconEntry(
                  List.of("read"), List.of("VBD", "VBN"), new Saying.Phonemes("rɛd"))));

  private static Content parse(String name, String text) throws UnreadableLexiconException {
    return LexiconFile.parse(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String name, String text) {
    return assertThrows(UnreadableLexiconException.class, () -> parse(name, text)).getMessage();
  }

  private static String pls(String body) {
    return "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon'\n"
        + "  alphabet='ipa' xml:lang='en'>\n"
        + body
        + "\n</lexicon>";
  }

  @Test
  void tablesHoldSpellingsRolesAndALanguage() throws Exception {
    String table =
        """
        \uFEFF# names of the book
        # language: en-gb

        Siobhan | Siobhán\t/ʃɪ.'vɔ:n/
        W3C\tWorld & Web
        read\t[rɛd]\tVBD|VBN
        """;

    assertEquals(NAMES, parse("names.tsv", table));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    for (String name : List.of("names.tsv", "names.pls")) {
      assertEquals(NAMES, parse(name, LexiconFile.write(name, NAMES)), name);
    }
    Content bare = new Content("", NAMES.entries().subList(0, 1));
    assertEquals(bare, parse("bare.pls", LexiconFile.write("bare.pls", bare)));
  }

  @Test
  void plsHasAlphabetsAliasesRolesAndPreferences() throws Exception {
    Content content =
        parse(
            "w3c.pls",
            pls(
                """
                <meta name="x" content="y"/><metadata><foreign xmlns="urn:x"><deep/></foreign></metadata>
                <lexeme role="claws:VVD claws:VVN" xmlns:claws="urn:claws">
                  <grapheme>read</grapheme><phoneme alphabet="x-sampa">rEd</phoneme></lexeme>
                <lexeme><grapheme>theatre</grapheme><grapheme>theater</grapheme>
                  <phoneme>ˈθɪətər</phoneme><phoneme prefer="true">ˈθiːətə</phoneme>
                  <example>the theatre</example></lexeme>
                <lexeme><grapheme><![CDATA[AT&T]]></grapheme><alias>A T and T</alias></lexeme>
                """));

    assertEquals("en", content.language());
    assertEquals(
        List.of(
            new LexiconEntry(List.of("read"), List.of("VVD", "VVN"), new Saying.Phonemes("rɛd")),
            new LexiconEntry(
                List.of("theatre", "theater"), List.of(), new Saying.Phonemes("ˈθiːətə")),
            new LexiconEntry(List.of("AT&T"), List.of(), new Saying.Alias("A T and T"))),
        content.entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no tab here|t.tsv:2: 'no tab here' is not a word, a tab and how to say it
          Ann{TAB}/æQn/|t.tsv:2: 'Q' (U+0051) in 'æQn' is no letter of the International Phonetic Alphabet
          Ann{TAB}//|t.tsv:2: '' has no sound
          {TAB}/æn/|t.tsv:2: the word before the tab is missing
          # language: englisch!|t.tsv:2: 'englisch!' is not a BCP 47 tag such as en or pt-BR
          """)
  void tablesAreRefusedByLine(String line, String message) {
    assertEquals(message, refusal("t.tsv", "# first\n" + line.replace("{TAB}", "\t")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <lexeme><phoneme>a</phoneme></lexeme>|l.pls:3: a <lexeme> has no <grapheme>
          <lexeme><grapheme>a</grapheme></lexeme>|l.pls:3: <lexeme> 'a' has neither <phoneme> nor <alias>
          <grapheme>a</grapheme>|l.pls:3: <grapheme> stands outside a <lexeme>
          <lexeme><grapheme>a</grapheme><phoneme alphabet="sapi">a</phoneme></lexeme>|l.pls:3: alphabet 'sapi' is not known; use ipa or x-sampa
          <lexeme><grapheme>a<b/></grapheme></lexeme>|l.pls:3: <grapheme> holds more than text, or an entity
          """)
  void plsIsRefusedByLine(String body, String message) {
    assertEquals(message, refusal("l.pls", pls(body)));
  }

  @Test
  void documentTypesAndDepthAreRefused() {
    String bomb =
        "<!DOCTYPE lexicon [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]>\n"
            + pls("<lexeme><grapheme>&b;</grapheme><phoneme>a</phoneme></lexeme>");
    assertTrue(refusal("l.pls", bomb).contains("document types and entities are refused"));

    String outside = "<!DOCTYPE lexicon SYSTEM 'file:///etc/passwd'>\n" + pls("<lexeme></lexeme>");
    assertTrue(refusal("l.pls", outside).contains("document types and entities are refused"));

    String deep = pls("<x>".repeat(100_000));
    assertTrue(refusal("l.pls", deep).contains("elements are nested more than 32 deep"));

    assertTrue(refusal("l.pls", "<speak/>").contains("the root is <speak>"));
    assertTrue(refusal("l.pls", pls("<lexeme>")).startsWith("l.pls:4: not well-formed XML: "));
    assertTrue(refusal("l.doc", "").contains("call it *.pls (PLS 1.0) or *.tsv"));
  }

  @Test
  void otherEncodingsAreRefused() {
    byte[] latin = "Jos\u00e9\t/hoˈse/".getBytes(StandardCharsets.ISO_8859_1);
    String message =
        assertThrows(UnreadableLexiconException.class, () -> LexiconFile.parse("n.tsv", latin))
            .getMessage();
    assertEquals("n.tsv is not in UTF-8; save it as such", message);
  }
}
