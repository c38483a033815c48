package io.rhapsode.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.plan.BookPlanner;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text of any kind takes time in proportion to its length: four times the text takes four times the
 * CPU time of its thread, where a quadratic part would take sixteen times. Short times say nothing
 * and pass.
 */
class LinearTimeTest {
  private static final int LENGTH = 10_000;
  private static final int GROWTH = 4;

  /** Between linear and quadratic growth. */
  private static final double MOST_GROWTH = 9;

  /** Below this time the start of the virtual machine is what is measured, in nanoseconds. */
  private static final long SHORT = 100_000_000;

  private static final int ATTEMPTS = 3;
  private static final int LONGEST_UTTERANCE = 400;
  private static final DocumentReader READER =
      new DocumentReader(ContainerLimits.DEFAULTS, DocumentRoles.DEFAULT_SKIPPABLE);

  @TempDir static Path folder;

  private static final List<String> UNITS =
      List.of(
          "\"",
          "“",
          "(",
          "[",
          "Mr. Dr. St. ",
          "1",
          "1.",
          ".",
          ". ",
          "。",
          "-",
          "IV ",
          "a",
          " ",
          "\n",
          "e\u0301",
          "\u200f",
          "[1] a\n\n",
          "a\n\n",
          "\"Yes.\" ",
          "中",
          "a-\n");

  /** What HTML and Markdown have besides. */
  private static final List<String> MARKUP =
      List.of(
          "<p>a",
          "<b>",
          "<sup>1</sup>",
          "<a href='#a'>1</a> ",
          "<p id='a'><a href='#a'>1</a>",
          "<span lang='de'>a </span>",
          "<h2>a</h2><aside epub:type='footnote'>b</aside>",
          "<div>",
          "<br>a",
          "<style>@a",
          "<!DOCTYPE [",
          "<p><a href='#b'>a</a></p>",
          "<p><a href='#b'>||||</a><a href='#b'>b</a>");

  private static final List<String> MARKDOWN =
      List.of("[", "![", "[a](b)", "[a]: b\n", "*", "`", "<", "> a\n", "| a |\n", "a\n");

  /** Marks make less of a text than its length. */
  private static final int MARKED_LENGTH = 3;

  private static final List<String> SSML =
      List.of(
          "<phoneme ph='test'>test</phoneme>. ",
          "One. <break time='1s'/>",
          "<break time='1s'/>",
          "<voice name='b'>One.</voice> Two. ",
          "<p>One <say-as interpret-as='ordinal'>3</say-as>, <prosody"
              + " rate='slow'>two</prosody>.</p>",
          "<s>One <prosody rate='slow'>two</prosody></s>",
          "<lang xml:lang='de'>eins</lang> one, ",
          "<desc>a</desc> b. ",
          "<x>a</x>");

  private static final List<String> SHORTHAND =
      List.of(
          "{pause 1s} One. ",
          "{voice b}One.{/voice} Two. ",
          "{ipa a|b} c. ",
          "{rate slow}",
          "{rate slow}a ",
          "{/rate}a",
          "{",
          "{a");

  private static final BookPlanner PLANNER =
      new BookPlanner(
          IngestSettings.DEFAULTS,
          JobVoices.of(List.of(voice("v", "en"), voice("b", "en"), voice("d", "de"))),
          Lexicons.NONE);

  private static Voice voice(String name, String language) {
    return new Voice(
        name,
        "test",
        "1",
        "00",
        language,
        List.of(language),
        Map.of(),
        LONGEST_UTTERANCE,
        EnumSet.of(RequestPart.PRONUNCIATION, RequestPart.PACE));
  }

  @TestFactory
  Stream<DynamicTest> plainText() {
    return UNITS.stream().map(unit -> reading("txt", "Begin ", unit, " end.\n"));
  }

  @TestFactory
  Stream<DynamicTest> markdown() {
    return MARKDOWN.stream().map(unit -> reading("md", "Begin ", unit, " end.\n"));
  }

  @TestFactory
  Stream<DynamicTest> html() {
    return MARKUP.stream()
        .map(unit -> reading("html", "<html><body><p>", unit, "</p></body></html>"));
  }

  @TestFactory
  Stream<DynamicTest> xhtml() {
    return Stream.of("b", "div", "sup", "span id='a'")
        .map(
            tag ->
                DynamicTest.dynamicTest(
                    "<" + tag + ">",
                    () ->
                        assertLinear(
                            length -> {
                              int depth = length / 10;
                              String name = tag.split(" ")[0];
                              return read(
                                  "html",
                                  "<html xmlns='http://www.w3.org/1999/xhtml'><body>"
                                      + ("<" + tag + ">a ").repeat(depth)
                                      + ("</" + name + ">").repeat(depth)
                                      + "</body></html>");
                            })));
  }

  /** What texts say of their reading, up to the plan. */
  @TestFactory
  Stream<DynamicTest> markedTexts() {
    return Stream.concat(
        SSML.stream().map(unit -> planning("ssml", "<speak>Begin ", unit, " end.</speak>")),
        SHORTHAND.stream()
            .map(unit -> planning("md", "---\nshorthand: true\n---\n\nBegin ", unit, " end.\n")));
  }

  private static DynamicTest planning(String extension, String before, String unit, String after) {
    return DynamicTest.dynamicTest(
        name(unit),
        () ->
            assertLinear(
                length -> plan(extension, text(before, unit, after, MARKED_LENGTH * length))));
  }

  private static long plan(String extension, String document) {
    try {
      Path file = Files.writeString(folder.resolve("a." + extension), document);
      BookSource source =
          new BookSource(
              "a", file.toString(), "v", Optional.of("en"), ChapterSelection.ALL, Optional.empty());
      long start = cpuNanos();
      PLANNER.plan(READER.read(file, file.toString()), source, Optional.empty());
      return cpuNanos() - start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FailureException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Sentences and clauses of one paragraph; figures and such are written out in short pieces. */
  @TestFactory
  Stream<DynamicTest> sentences() {
    return UNITS.stream()
        .map(
            unit ->
                DynamicTest.dynamicTest(
                    name(unit), () -> assertLinear(length -> split(text("", unit, "", length)))));
  }

  private static DynamicTest reading(String extension, String before, String unit, String after) {
    return DynamicTest.dynamicTest(
        name(unit),
        () -> assertLinear(length -> read(extension, text(before, unit, after, length))));
  }

  private static String text(String before, String unit, String after, int length) {
    return before + unit.repeat(Math.max(1, length / unit.length())) + after;
  }

  /** Something to do with so much text; gives the CPU time it took, in nanoseconds. */
  private interface Work {
    long nanos(int length);
  }

  private static void assertLinear(Work work) {
    double growth = Double.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && growth > MOST_GROWTH; attempt++) {
      long little = work.nanos(LENGTH);
      long much = work.nanos(LENGTH * GROWTH);
      growth = much < SHORT ? 0 : (double) much / little;
    }
    assertTrue(
        growth <= MOST_GROWTH,
        "%d times the text takes %.1f times as long".formatted(GROWTH, growth));
  }

  private static long read(String extension, String document) {
    try {
      Path file = Files.writeString(folder.resolve("a." + extension), document);
      long start = cpuNanos();
      try {
        READER.read(file, file.toString());
      } catch (FailureException refused) {
        // It was read to its end all the same.
      }
      return cpuNanos() - start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long split(String paragraph) {
    long[] normalized = {0};
    UtteranceSplitter splitter =
        new UtteranceSplitter(
            (text, language, prescriptions) -> {
              normalized[0] += text.length();
              return new NormalizedText(text, List.of(), Optional.empty());
            });
    long start = cpuNanos();
    List<SpeechPiece> pieces = splitter.split(paragraph, "en", LONGEST_UTTERANCE);
    long nanos = cpuNanos() - start;
    assertTrue(!pieces.isEmpty());
    assertTrue(normalized[0] <= 3L * paragraph.length(), normalized[0] + " are normalised");
    return nanos;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String name(String unit) {
    StringBuilder name = new StringBuilder();
    unit.chars()
        .forEach(
            character ->
                name.append(
                    character > ' ' && character < 127
                        ? Character.toString(character)
                        : "U+%04X ".formatted(character)));
    return name.toString();
  }
}
