package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Directions in braces in Markdown and plain text. */
class ShorthandTest {
  private static final JobVoices VOICES =
      JobVoices.of(List.of(voice("narrator", "en"), voice("anna", "en"), voice("german", "de")));

  private static final String ON = "---\nshorthand: true\ntitle: A Title\n---\n";

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

  private BookPlan plan(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    ExtractedBook book =
        new DocumentReader(ContainerLimits.DEFAULTS, DocumentRoles.DEFAULT_SKIPPABLE)
            .read(file, file.toString());
    BookSource source =
        new BookSource(
            "book",
            file.toString(),
            "narrator",
            Optional.of("en"),
            ChapterSelection.ALL,
            Optional.empty());
    return new BookPlanner(IngestSettings.DEFAULTS, VOICES, Lexicons.NONE)
        .plan(book, source, Optional.empty());
  }

  /** Every utterance: its voice, its words with sounds between slashes, the silence behind it. */
  private static String said(BookPlan plan) {
    return plan.utterances().stream()
        .map(
            utterance ->
                "%s: %s (%d)"
                    .formatted(utterance.voice(), words(utterance), utterance.pauseMillis()))
        .collect(Collectors.joining(" "));
  }

  private static String words(Utterance utterance) {
    return utterance.words().stream()
        .map(word -> word.ipa().map(ipa -> "/" + ipa + "/").orElse(word.text()))
        .collect(Collectors.joining())
        .strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.md", "text.txt"})
  void everyDirectionIsFollowed(String name) throws Exception {
    BookPlan plan =
        plan(
            name,
            ON
                + """

                One.{pause 1.5s} Two {ipa t\u0259\u02C8m\u0251\u02D0t\u0259\u028A|tomato} of the {sub British Broadcasting Corporation|BBC}.

                {pause 3s}

                Call {say telephone|555 0100} by {say date dmy|3/5/2020}. {voice anna}Hello there.

                I am Anna.{/voice} {rate slow}Slowly now.{/rate} He said {lang de}Guten Tag{/lang}, and left.
                """);
    assertEquals("A Title", plan.metadata().title());
    assertEquals(
        "narrator: One. (1500) narrator: Two /t\u0259\u02C8m\u0251\u02D0t\u0259\u028A/ of the"
            + " British Broadcasting Corporation. (3000) narrator: Call five five five, zero one"
            + " zero zero by May third, twenty twenty. (400) anna: Hello there. (700) anna: I am"
            + " Anna. (400) narrator: Slowly now. (400) narrator: He said (150) german: Guten Tag,"
            + " (150) narrator: and left. (2000)",
        said(plan));
    assertEquals(Map.of(5, 75), plan.script().paces());
    assertEquals(
        List.of("anna", "anna"),
        plan.utterances().stream().flatMap(said -> said.speaker().stream()).toList());
    assertEquals(
        List.of("voice 'narrator' does not speak 'de'; 'german' reads such text"), plan.warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.md", "text.txt"})
  void textsThatDoNotSaySoAreReadAsTheyStand(String name) throws Exception {
    BookPlan plan = plan(name, "One {pause 1s} two {voice anna}three{/voice}.\n");
    assertEquals("One {pause 1s} two {voice anna}three{/voice}.", plan.utterances().get(0).text());
    assertEquals(List.of("narrator"), plan.voices());
    assertEquals(List.of(), plan.warnings());
  }

  @Test
  void whatIsNoDirectionIsRemarkedAndRead() throws Exception {
    BookPlan plan =
        plan(
            "text.md",
            ON
                + "A {set of braces} and {pause} and {voice anna}never ends and {/rate} and {ipa"
                + " H|sounds} and {rate quick}so{/rate} and {pause 1s and `{pause 1s}`.\n");
    assertEquals(
        "A {set of braces} and {pause} and {voice anna}never ends and {/rate} and sounds and"
            + " {rate quick}so{/rate} and {pause 1s and {pause 1s}.",
        plan.utterances().stream().map(Utterance::text).collect(Collectors.joining()));
    assertEquals(
        List.of(
            "shorthand: braces hold no direction that is known; they are read as they stand ('{set"
                + " of braces}')",
            "shorthand: a direction is not written as it should be ({pause 1s}); it is read as it"
                + " stands (2 times, first '{pause}')",
            "shorthand: a stretch ends that has not begun; it is read as it stands ('{/rate}')",
            "shorthand: a rate is not such as slow, 80% or +10%; it does not count ('{rate"
                + " quick}')",
            "shorthand: a stretch has no end; its begin is read as it stands ('{voice anna}')",
            "shorthand: sounds are not followed, 'H' (U+0048) in 'H' is no letter of the"
                + " International Phonetic Alphabet ('{ipa H|sounds}')"),
        plan.warnings());
  }

  @Test
  void aNameThatIsNoVoiceIsASpeakerWhomTheNarratorReads() throws Exception {
    BookPlan plan = plan("text.md", ON + "{voice Bob}Hello.{/voice} {voice Bob}Again.{/voice}\n");
    assertEquals("narrator: Hello. (400) narrator: Again. (2000)", said(plan));
    assertEquals(Optional.empty(), plan.manifest().cast().get("Bob").voice());
    assertEquals(2, plan.manifest().lines().size());
    assertEquals(1, plan.warnings().size(), plan.warnings().toString());
  }
}
