package io.rhapsode.ingest.lexicon.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconsTest {
  private static Lexicon lexicon(LexiconLayer layer, String scope, String language, String words) {
    List<LexiconEntry> entries = new ArrayList<>();
    for (String word : words.split(";")) {
      String[] parts = word.split("=");
      entries.add(LexiconEntry.of(parts[0].strip(), saying(parts[1].strip())));
    }
    return new Lexicon("test", layer, scope, language, entries);
  }

  private static Saying saying(String written) {
    return written.startsWith("/")
        ? new Saying.Phonemes(written.replace("/", ""))
        : new Saying.Alias(written);
  }

  private static Lexicons of(Lexicon... lexicons) {
    return Lexicons.of(List.of(lexicons), WordRoles.UNKNOWN);
  }

  /** The found words as "word>saying", with commas between. */
  private static String found(Lexicons lexicons, String text, String language) {
    return lexicons.find(text, language).stream()
        .map(found -> found.source().of(text) + ">" + said(found))
        .collect(Collectors.joining(", "));
  }

  private static String said(Prescription found) {
    return found.saying() instanceof Saying.Phonemes phonemes
        ? phonemes.ipa()
        : ((Saying.Alias) found.saying()).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en|Ann=/æn/|Ann, Anna and ann; Anne; pre-Ann!|Ann>æn, Ann>æn
          en|live=/laɪv/|Live and LIVE, lively|Live>laɪv, LIVE>laɪv
          en|Reading=/ˈrɛdɪŋ/|Reading in reading READING|Reading>ˈrɛdɪŋ, READING>ˈrɛdɪŋ
          en|polish=/ˈpɒlɪʃ/; Polish=/ˈpəʊlɪʃ/|Polish polish|Polish>ˈpəʊlɪʃ, polish>ˈpɒlɪʃ
          en|New York=a; York=b|New  York, york, York|New  York>a, York>b
          en|Brien=x|O'Brien and Brien|Brien>x
          en|Siobhan=/ʃɪˈvɔːn/|Siobhan’s, Siobhan'll|Siobhan’s>ʃɪˈvɔːnz, Siobhan'll>ʃɪˈvɔːnəl
          en|Jones=/dʒəʊnz/|Joneses, Jones' and Jones's|Joneses>dʒəʊnzɪz, Jones>dʒəʊnz, Jones's>dʒəʊnzɪz
          en|Scott=/skɒt/; tree=x|the Scotts and trees|Scotts>skɒts
          en|Uffa=ooh-fah|Uffas and Uffa's|Uffas>ooh-fahs, Uffa's>ooh-fah's
          en|Pádraig=/ˈpɔːrɪk/|Pa\u0301draig|Pa\u0301draig>ˈpɔːrɪk
          en|R&D=r and d; C++=c plus|R&D, C++ R & D|R&D>r and d, C++>c plus
          en|Mr Wu=x|mr Wu, Mr Wu, Mr. Wu|Mr Wu>x
          fr|Hermione=/ɛʁmjɔn/|l'Hermione, d’Hermione|Hermione>ɛʁmjɔn, Hermione>ɛʁmjɔn
          de|Müller=/ˈmʏlɐ/|Müllers Müllerin|Müllers>ˈmʏlɐs
          de|Weiß=x|WEISS WEIẞ Weiß|WEISS>x, WEIẞ>x, Weiß>x
          ja|東京=/toːkjoː/|私は東京に|東京>toːkjoː
          el|Σίσυφος=x|ΣΊΣΥΦΟΣ Σίσυφος|ΣΊΣΥΦΟΣ>x, Σίσυφος>x
          """)
  void findsWholeWords(String language, String words, String text, String expected) {
    Lexicons lexicons = of(lexicon(LexiconLayer.BOOK, "", "", unescaped(words)));
    assertEquals(unescaped(expected), found(lexicons, unescaped(text), language));
  }

  private static String unescaped(String text) {
    return text.replace("\\u0301", "\u0301");
  }

  @Test
  void theNearestLayerDecidesAndInItTheLaterLexicon() {
    Lexicon product = lexicon(LexiconLayer.PRODUCT, "", "", "Ann=product; Lake Uffa=long");
    Lexicon user = lexicon(LexiconLayer.USER, "", "", "Ann=user; Bo=user");
    Lexicon series = lexicon(LexiconLayer.SERIES, "The Lakes (I)", "", "Bo=series");
    Lexicon book = lexicon(LexiconLayer.BOOK, "", "", "Lake=lake; Cy=book");
    Lexicon later = lexicon(LexiconLayer.BOOK, "", "", "Cy=later");
    Lexicon voice = lexicon(LexiconLayer.VOICE, "en-us", "", "Cy=voice");
    Lexicons all = of(voice, book, later, series, product, user);

    Lexicons inSeries = all.ofSeries(Optional.of("the lakes: I")).ofVoice("en-gb");
    assertEquals(
        "Ann>user, Bo>series, Cy>later, Lake>lake", found(inSeries, "Ann Bo Cy Lake Uffa", "en"));
    Lexicons other = all.ofSeries(Optional.empty()).ofVoice("en-us");
    assertEquals("Bo>user, Cy>voice", found(other, "Bo Cy", "en"));
  }

  @Test
  void lexiconsAreForTheirLanguage() {
    Lexicons both =
        of(
            lexicon(LexiconLayer.BOOK, "", "en", "chat=english"),
            lexicon(LexiconLayer.BOOK, "", "fr-CA", "chat=french"));

    assertEquals("chat>english", found(both, "chat", "en-GB"));
    assertEquals("chat>french", found(both, "chat", "fr"));
    assertEquals("", found(both, "chat", "fr-FR"));
    assertEquals("", found(both, "chat", "enm"));
  }

  @Test
  void entriesWithRolesHoldWhereTheWordHasOne() {
    LexiconEntry past =
        new LexiconEntry(List.of("read"), List.of("VBD"), new Saying.Phonemes("rɛd"));
    Lexicon lexicon = Lexicon.of("test", LexiconLayer.BOOK, "en", List.of(past));
    WordRoles roles =
        (text, language, word) -> word.start() > 5 ? Set.of("VBD", "VBN") : Set.of("VB");

    assertEquals("", found(of(lexicon), "read and read", "en"));
    assertEquals(
        List.of(new Span(9, 13)),
        Lexicons.of(List.of(lexicon), roles).find("read and read", "en").stream()
            .map(Prescription::source)
            .toList());
  }
}
