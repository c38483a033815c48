package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What EPUBs say about their reading: SSML attributes, lexicons of the package, CSS Speech. */
class SpokenEpubTest {
  private static final Voice VOICE =
      new Voice(
          "sounds",
          "test",
          "1",
          "00",
          "en",
          List.of("en"),
          Map.of(),
          1_000,
          EnumSet.of(RequestPart.PRONUNCIATION));

  @TempDir private Path folder;

  private static BookPlan plan(Path file) throws Exception {
    ExtractedBook book =
        new DocumentReader(ContainerLimits.DEFAULTS, DocumentRoles.DEFAULT_SKIPPABLE)
            .read(file, file.toString());
    BookSource source =
        new BookSource(
            "book",
            file.toString(),
            VOICE.name(),
            Optional.of("en"),
            ChapterSelection.ALL,
            Optional.empty());
    return new BookPlanner(IngestSettings.DEFAULTS, JobVoices.of(List.of(VOICE)), Lexicons.NONE)
        .plan(book, source, Optional.empty());
  }

  private Path epub(String body) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("mimetype", "application/epub+zip");
    files.put(
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>");
    files.put(
        "p.opf",
        """
        <package><metadata><title>Book</title><language>en</language></metadata>
        <manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>
        <item id="l" href="en.pls" media-type="application/pls+xml"/>
        <item id="b" href="bad.pls" media-type="application/pls+xml"/>
        <item id="s" href="s.css" media-type="text/css"/></manifest>
        <spine><itemref idref="c"/></spine></package>
        """);
    files.put(
        "en.pls",
        """
        <lexicon version="1.0" alphabet="x-sampa" xml:lang="en"
            xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
          <lexeme><grapheme>Siobhan</grapheme><phoneme>SI"vO:n</phoneme></lexeme>
        </lexicon>
        """);
    files.put("bad.pls", "<lexicon><lexeme><grapheme>x</grapheme></lexeme></lexicon>");
    files.put(
        "s.css",
        """
        .silent { speak: never } .spelled { -epub-speak-as: spell-out }
        .figures { speak-as: digits } .slow { pause-after: 3s; voice-rate: slow }
        .heard { display: none; speak: always } .signal { cue: url(pop.au); pause-before: strong }
        """);
    files.put(
        "c.xhtml",
        """
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2001/10/synthesis"
          s:alphabet="x-sampa"><head><link rel="stylesheet" href="s.css"/></head><body>%s</body></html>
        """
            .formatted(body));
    Path file = folder.resolve("book.epub");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /** The words of all utterances, sounds between slashes. */
  private static String said(BookPlan plan) {
    return plan.utterances().stream()
        .map(
            said ->
                said.words().stream()
                    .map(word -> word.ipa().map("/%s/"::formatted).orElse(word.text()))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining(" # "));
  }

  @Test
  void attributesAndLexiconsAreFollowed() throws Exception {
    BookPlan plan =
        plan(
            epub(
                """
                <p>Siobhan <b s:ph='"lEd'>led <i s:ph="x">it</i></b>, <b s:alphabet="ipa"
                s:ph="ˈlɛd">lead</b> and <b s:ph="k~ä">bad</b>; <b s:ph="">none</b>.</p>
                """));

    assertEquals("/ʃɪˈvɔːn/ /ˈlɛd/, /ˈlɛd/ and bad; none.", said(plan));
    assertEquals(
        List.of(
            "c.xhtml: ssml:ph is not followed: 'ä' in 'k~ä' is no symbol of X-SAMPA",
            "a lexicon of the book is left out: bad.pls:1: <lexeme> 'x' has neither <phoneme> nor"
                + " <alias>"),
        plan.warnings());
  }

  @Test
  void cssSpeechIsFollowedAndWhatIsNotIsSaid() throws Exception {
    BookPlan plan =
        plan(
            epub(
                """
                <p>One <i class="silent">not this</i> two.</p>
                <p>The <i class="spelled">NASA</i> of <i class="figures">1969</i>.</p>
                <p class="slow">Three.</p><p>Four.</p>
                <p class="heard">Five.</p><p class="signal">Six.</p>
                <p>Seven, <i style="pause: 200ms 900ms">eight</i>, nine.</p>
                """));

    assertEquals(
        "One two. # The N A S A of one nine six nine. # Three. # Four. # Five. # Six."
            + " # Seven, # eight # , nine.",
        said(plan).replaceAll(" +", " "));
    assertEquals(
        List.of(700, 700, 3_000, 700, 1_000, 700, 200, 900, 2_000),
        plan.utterances().stream().map(Utterance::pauseMillis).toList());
    assertTrue(
        plan.warnings()
            .contains(
                "c.xhtml: CSS Speech: 'voice-rate' is not followed; the voice, its sounds and"
                    + " signals are the narration's"));
    assertTrue(plan.warnings().stream().anyMatch(warning -> warning.contains("'cue'")));
  }

  @Test
  void georgiaIsReadAsItsPublisherWantsIt() throws Exception {
    Path file = Path.of("../../shared/data/epub/idpf_georgia_pls_ssml.epub");
    assumeTrue(Files.exists(file), "needs the shared test data");

    BookPlan plan = plan(file);

    List<SpokenWord> words =
        plan.utterances().stream()
            .flatMap(said -> said.words().stream())
            .filter(word -> word.ipa().isPresent())
            .toList();
    Map<String, Long> count =
        words.stream()
            .collect(Collectors.groupingBy(word -> word.ipa().get(), Collectors.counting()));
    assertEquals(290, words.size());
    assertEquals(List.of(), plan.warnings());
    assertEquals(17, count.get("ɹɪˈpʌblɪkən"));
    assertEquals(16, count.get("ˌdɛməˈkɹætɪk"));
    assertEquals(2, count.get("ˈeɪtiˈfaɪv dɪˈɡɹiz"));
  }
}
