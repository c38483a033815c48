package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Utterance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What documents in SSML are read as: words, sounds, pauses, voices, paces, and what is remarked.
 */
class SsmlTest {
  private static final Voice ENGLISH = voice("english", "en");
  private static final Voice GERMAN = voice("german", "de");

  @TempDir private Path folder;

  private static Voice voice(String name, String language) {
    return new Voice(
        name,
        "test",
        "1",
        "00",
        language,
        List.of(language),
        Map.of(),
        1_000,
        EnumSet.of(RequestPart.PRONUNCIATION, RequestPart.PACE));
  }

  private BookPlan plan(String body) throws Exception {
    return planOf(
        "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en\">\n%s</speak>"
            .formatted(body));
  }

  private BookPlan planOf(String ssml) throws Exception {
    Path file = Files.writeString(folder.resolve("text.ssml"), ssml);
    ExtractedBook book =
        new DocumentReader(ContainerLimits.DEFAULTS, DocumentRoles.DEFAULT_SKIPPABLE)
            .read(file, file.toString());
    BookSource source =
        new BookSource(
            "book",
            file.toString(),
            ENGLISH.name(),
            Optional.empty(),
            ChapterSelection.ALL,
            Optional.empty());
    BookPlan plan =
        new BookPlanner(
                IngestSettings.DEFAULTS, JobVoices.of(List.of(ENGLISH, GERMAN)), Lexicons.NONE)
            .plan(book, source, Optional.empty());
    assertEquals(plan.extractedCharacters(), accounted(plan), "characters in the ledger");
    return plan;
  }

  private static long accounted(BookPlan plan) {
    long spoken =
        plan.utterances().stream()
            .flatMap(utterance -> utterance.parts().stream())
            .mapToLong(part -> part.span().length())
            .sum();
    return spoken + plan.skips().stream().mapToLong(skip -> skip.text().length()).sum();
  }

  /** Every utterance: its words with sounds between slashes, and the silence behind it. */
  private static String said(BookPlan plan) {
    return plan.utterances().stream()
        .map(utterance -> words(utterance) + " (" + utterance.pauseMillis() + ")")
        .collect(Collectors.joining(" "));
  }

  private static String words(Utterance utterance) {
    return utterance.words().stream()
        .map(word -> word.ipa().map(ipa -> "/" + ipa + "/").orElse(word.text()))
        .collect(Collectors.joining())
        .strip();
  }

  private String firstSaid(String body) throws Exception {
    return words(plan(body).utterances().get(0));
  }

  @Test
  void readsParagraphsAndSentencesAsMarked() throws Exception {
    assertEquals(
        "Once upon a time. (400) There was Doctor Fox and Mister Hen (400) The end (700) Next."
            + " (2000)",
        said(
            plan(
                "<p>Once upon a time. <s>There was Dr. Fox and Mr. Hen</s><s>The end</s></p>"
                    + "<p>Next.</p>")));
    assertEquals("One. Two. (400) Three. (2000)", said(plan("<s>One. Two.</s> Three.")));
  }

  @ParameterizedTest
  @CsvSource({
    "time='1.5s', 1500",
    "time='+250ms', 250",
    "strength='x-strong', 2000",
    "strength='weak', 250",
    "'', 500",
    "strength='none', 0"
  })
  void breaksAreJustSoLong(String attributes, int millis) throws Exception {
    String pause = "<break %s/>".formatted(attributes);
    assertEquals("One. (%d) Two. (2000)".formatted(millis), said(plan("One. " + pause + " Two.")));
    assertEquals(
        "One. (%d) Two. (2000)".formatted(millis),
        said(plan("<p>One.</p>" + pause + "<p>Two.</p>")));
    if (millis > 0) {
      assertEquals("One, (%d) two. (2000)".formatted(millis), said(plan("One, " + pause + "two.")));
    }
  }

  @Test
  void breaksThatFollowEachOtherAddUp() throws Exception {
    String two = "<break time='1s'/> <break time='200ms'/>";
    assertEquals("One. (1200) Two. (2000)", said(plan("One. " + two + " Two.")));
    assertEquals("One. (1200) Two. (2000)", said(plan("<p>One.</p>" + two + "<p>Two.</p>")));
    assertEquals("One. (1200)", said(plan("<p>One." + two + "</p>")));
  }

  @Test
  void pausesAreBounded() throws Exception {
    BookPlan plan = plan("One. <break time='1000000000s'/> Two. <break time='soon'/> Three.");
    assertEquals("One. (60000) Two. (500) Three. (2000)", said(plan));
    assertEquals(
        List.of(
            "SSML: a pause is longer than 60 s; it is made so long (line 2)",
            "SSML: a time is not such as 1.5s or 200ms; it does not count (line 2)"),
        plan.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<phoneme alphabet='ipa'"
            + " ph='t\u0259\u02C8m\u0251\u02D0t\u0259\u028A'>tomato</phoneme>|/t\u0259\u02C8m\u0251\u02D0t\u0259\u028A/",
        "<phoneme alphabet='x-sampa'"
            + " ph='t@\"mA:t@U'>tomato</phoneme>|/t\u0259\u02C8m\u0251\u02D0t\u0259\u028A/",
        "<phoneme ph='n\u026As'>Nice</phoneme>|/n\u026As/",
        "<sub alias='World Wide Web Consortium'>W3C</sub>|World Wide Web Consortium",
        "<say-as interpret-as='characters'>BBC2</say-as>|B B C two",
        "<say-as interpret-as='spell-out'>BBC</say-as>|B B C",
        "<say-as interpret-as='digits'>42</say-as>|four two",
        "<say-as interpret-as='ordinal'>21</say-as>|twenty-first",
        "<say-as interpret-as='ordinal'>XIV</say-as>|fourteenth",
        "<say-as interpret-as='ordinal'>3rd</say-as>|third",
        "<say-as interpret-as='cardinal'>1984</say-as>|one thousand nine hundred and eighty-four",
        "<say-as interpret-as='vxml:number'>1,984</say-as>|one thousand nine hundred and"
            + " eighty-four",
        "<say-as interpret-as='cardinal'>XIV</say-as>|fourteen",
        "<say-as interpret-as='cardinal'>-7</say-as>|minus seven",
        "<say-as interpret-as='date' format='mdy'>3/5/2020</say-as>|March fifth, twenty twenty",
        "<say-as interpret-as='date' format='dmy'>3/5/2020</say-as>|May third, twenty twenty",
        "<say-as interpret-as='date' format='ymd'>20200503</say-as>|May third, twenty twenty",
        "<say-as interpret-as='date'>2020-05-03</say-as>|May third, twenty twenty",
        "<say-as interpret-as='date' format='md'>05-03</say-as>|May third",
        "<say-as interpret-as='date' format='my'>05/1999</say-as>|May nineteen ninety nine",
        "<say-as interpret-as='date' format='y'>1066</say-as>|ten sixty six",
        "<say-as interpret-as='date' format='dmy'>1.5.07</say-as>|May first, two thousand seven",
        "<say-as interpret-as='telephone'>+44 (20) 7946-0958</say-as>|plus four four, two zero,"
            + " seven nine four six, zero nine five eight",
        "<say-as interpret-as='telephone'>112</say-as>|one one two",
        "<say-as interpret-as='currency'>$5.20</say-as>|five dollars twenty cents"
      })
  void textsAreSaidAsMarked(String ssml, String said) throws Exception {
    assertEquals(said, firstSaid(ssml));
    assertEquals("Then " + said + ", then.", firstSaid("Then " + ssml + ", then."));
  }

  @Test
  void textsThatAreNotWhatTheyAreCalledAreReadAsTheyStand() throws Exception {
    BookPlan plan =
        plan(
            "<say-as interpret-as='date' format='dmy'>31/02/2020</say-as> "
                + "<say-as interpret-as='telephone'>none</say-as> "
                + "<say-as interpret-as='expletive'>darn</say-as>");
    assertTrue(words(plan.utterances().get(0)).endsWith("none darn"), said(plan));
    assertEquals(
        List.of(
            "SSML: texts cannot be read as 'expletive'; they are read as they stand (line 2)",
            "1 texts are not of the kind 'date' that they are marked as, such as '31/02/2020'; they"
                + " are read as they stand",
            "1 texts are not of the kind 'telephone' that they are marked as, such as 'none'; they"
                + " are read as they stand"),
        plan.warnings());
  }

  @Test
  void otherLanguagesAreReadByTheirVoicesHoweverShort() throws Exception {
    BookPlan plan = plan("He said <lang xml:lang='de'>Guten Tag</lang>, and left.");
    assertEquals("He said (150) Guten Tag, (150) and left. (2000)", said(plan));
    assertEquals(
        List.of("english", "german", "english"),
        plan.utterances().stream().map(Utterance::voice).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "slow, 75",
    "80%, 80",
    "1.2, 120",
    "-20%, 80",
    "+50%, 150",
    "x-fast, 200",
    "9000%, 400"
  })
  void ratesArePaces(String rate, int percent) throws Exception {
    BookPlan plan = plan("One. <prosody rate='%s'>Two.</prosody> Three.".formatted(rate));
    assertEquals(Map.of(1, percent), plan.script().paces());
    assertEquals("One. (400) Two. (400) Three. (2000)", said(plan));
  }

  @Test
  void anUnsignedRateInsideAnotherIsOfTheVoice() throws Exception {
    BookPlan plan =
        plan(
            "<prosody rate='50%'>One. <prosody rate='80%'>Two.</prosody> <prosody"
                + " rate='+10%'>Three.</prosody> <prosody"
                + " rate='default'>Four.</prosody></prosody>");
    assertEquals(Map.of(0, 50, 1, 80, 2, 55), plan.script().paces());
  }

  @Test
  void ordinalsTakeTheirFormFromTheWordBefore() throws Exception {
    assertEquals(
        "Am dritten Tag.",
        firstSaid("<p xml:lang='de'>Am <say-as interpret-as='ordinal'>3</say-as> Tag.</p>"));
  }

  @Test
  void whatIsNotDoneIsRemarkedOnceAKind() throws Exception {
    BookPlan plan =
        plan(
            """
            <metadata><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">A Title</dc:title></metadata>
            <p>One <emphasis>two</emphasis> <emphasis level="strong">three</emphasis>
            <emphasis level="none">four</emphasis> <mark name="here"/>five
            <audio src="bell.wav"><desc>a bell</desc>ding dong</audio>
            <prosody pitch="high" volume="loud">six</prosody>
            <mstts:express-as xmlns:mstts="http://www.w3.org/2001/mstts" style="sad">seven</mstts:express-as>
            <voice gender="neutral" age="7">eight</voice> <phoneme ph="x"/>
            <phoneme alphabet="x-arpabet" ph="EY1 T">nine</phoneme>.</p>
            """);
    assertEquals("A Title", plan.metadata().title());
    assertEquals(
        "One two three four five ding dong six seven eight nine.",
        plan.utterances().stream().map(SsmlTest::words).collect(Collectors.joining(" ")));
    assertEquals(
        List.of(
            "SSML: no voice can be told to stress words; <emphasis> is read plainly (2 times, first"
                + " line 3)",
            "SSML: nothing listens for a <mark> (line 4)",
            "SSML: no <audio> is played; the text inside it is read (line 5)",
            "SSML: no voice can be told its pitch; <prosody pitch> is not done (line 6)",
            "SSML: no voice can be told its volume; <prosody volume> is not done (line 6)",
            "SSML: <express-as> is not known; the text inside it is read (line 7)",
            "SSML: a <voice> of gender 'neutral' is not to be had (line 8)",
            "SSML: <voice age> is not followed (line 8)",
            "SSML: <phoneme> without a text between its tags says nothing (line 8)",
            "SSML: sounds are not followed, alphabet 'x-arpabet' is not known; use ipa or x-sampa"
                + " (line 9)"),
        plan.warnings());
    assertEquals(
        List.of("A Title metadata", "a bell desc"),
        plan.skips().stream()
            .map((Skip skip) -> skip.text().strip() + " " + skip.detail())
            .toList());
  }

  @Test
  void lexiconsOfTheFolderAreFollowedAndNoOthers() throws Exception {
    Files.writeString(
        folder.resolve("words.pls"),
        """
        <lexicon version="1.0" alphabet="ipa" xml:lang="en" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
        <lexeme><grapheme>Siobhan</grapheme><phoneme>\u0283\u026A\u02C8v\u0254\u02D0n</phoneme></lexeme>
        <lexeme role="c:VVD"><grapheme>read</grapheme><phoneme>\u0279\u025Bd</phoneme></lexeme></lexicon>
        """);
    BookPlan plan =
        plan(
            """
            <lexicon uri="words.pls"/><lexicon uri="../other.pls"/><lexicon uri="http://example.org/x.pls"/>
            <lexicon uri="missing.pls"/>
            Siobhan <w role="claws:VVD">read</w> what others read.
            """);
    assertEquals(
        "/\u0283\u026A\u02C8v\u0254\u02D0n/ /\u0279\u025Bd/ what others read.",
        words(plan.utterances().get(0)));
    assertEquals(3, plan.warnings().size(), plan.warnings().toString());
    assertTrue(
        plan.warnings().get(0).contains("'../other.pls' is left out: only files in the folder"));
    assertTrue(plan.warnings().get(2).contains("'missing.pls' is left out"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE speak [<!ENTITY a 'x'>]><speak>&a;</speak>|line 1: document types and entities"
            + " are refused: take out the DOCTYPE",
        "<speak>&nbsp;</speak>|line 1: it is not well-formed XML",
        "<speak><p>never ends</speak>|line 1: it is not well-formed XML",
        "<ssml>x</ssml>|line 1: the root is <ssml>, not the <speak> of SSML",
        "<speak>  </speak>|the document holds no text to read"
      })
  void documentsThatAreNoneAreRefused(String ssml, String message) {
    FailureException refused = assertThrows(FailureException.class, () -> planOf(ssml));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "<prosody rate='slow'>".repeat(10_000) + "x" + "</prosody>".repeat(10_000);
    FailureException refused =
        assertThrows(FailureException.class, () -> planOf("<speak>" + deep + "</speak>"));
    assertEquals(FailureCode.MALFORMED_DOCUMENT, refused.failure().code());
    assertTrue(refused.getMessage().contains("elements are nested more than 256 deep"));
  }
}
