package io.rhapsode.ingest.subtitle.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.CueMark;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubtitleReaderTest {
  private static final String GOOD =
      "1\n00:00:01,000 --> 00:00:02,500\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nBye\nnow.\n";

  @TempDir Path folder;

  private SubtitleTrack read(String name, byte[] content) throws Exception {
    return new SubtitleReader(SubtitleLimits.DEFAULTS)
        .read(Files.write(folder.resolve(name), content), "en");
  }

  private SubtitleTrack srt(String text) throws Exception {
    return read("film.srt", text.getBytes(StandardCharsets.UTF_8));
  }

  private SubtitleTrack vtt(String text) throws Exception {
    return read("film.vtt", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(SubtitleTrack track) {
    return track.cues().stream()
        .map(
            cue ->
                "%s|%d-%d|%s"
                    .formatted(
                        cue.id(),
                        cue.startMillis(),
                        cue.endMillis(),
                        cue.text().replace("\n", "/")))
        .collect(Collectors.joining("\n"));
  }

  private static final String GOOD_CUES = "1|1000-2500|Hello.\n2|3000-4000|Bye/now.";

  @Test
  void readsGoodFilesWithoutAWarning() throws Exception {
    SubtitleTrack track = srt(GOOD);
    assertEquals(GOOD_CUES, shown(track));
    assertEquals(List.of(), track.warnings());
    assertEquals("en", track.language());
    assertEquals(List.of(2, 6), track.cues().stream().map(Cue::line).toList());
  }

  @ParameterizedTest
  @CsvSource({"'\r\n'", "'\r'"})
  void takesEveryLineEnd(String end) throws Exception {
    assertEquals(GOOD_CUES, shown(srt(GOOD.replace("\n", end))));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, \uFEFF",
    "UTF-16LE, \uFEFF",
    "UTF-16BE, \uFEFF",
    "UTF-16LE, ''",
    "UTF-16BE, ''"
  })
  void takesEveryUnicodeEncoding(String charset, String mark) throws Exception {
    SubtitleTrack track = read("film.srt", (mark + GOOD).getBytes(Charset.forName(charset)));
    assertEquals(GOOD_CUES, shown(track));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1250|Příliš žluťoučký kůň úpěl ďábelské ódy a vrátil se domů.",
        "windows-1252|Où est-elle allée après le dîner? Je ne l’ai pas vue à la fenêtre.",
        "windows-1251|Я не знаю, где он сейчас, но мы его найдём.",
        "windows-1251|Я не знаю, где он сейчас.",
        "windows-1251|Я не знаю",
        "KOI8-R|Я не знаю, где он.",
        "windows-1255|אני לא יודע איפה הוא עכשיו",
        "windows-1253|Δεν ξέρω πού είναι τώρα",
        "Shift_JIS|明日の朝、駅で待っています。忘れないでください。",
        "GB18030|我们明天早上在车站见面，请不要忘记带护照。"
      })
  void tellsEncodingsApart(String charset, String spoken) throws Exception {
    String content = "1\n00:00:01,000 --> 00:00:04,500\n" + spoken + "\n";
    assertEquals(
        "1|1000-4500|" + spoken,
        shown(read("film.srt", content.getBytes(Charset.forName(charset)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00:00:01.000 --> 00:00:02.500|1000-2500",
        "00:01 --> 00:02|1000-2000",
        "00:01,04 --> 00:02,5|1040-2500",
        "1:02:03,4 --> 1:02:05|3723400-3725000",
        "00:00:01:500 --> 00:00:02:500|1500-2500",
        "00: 00: 01, 000 -- > 00: 00: 02, 500|1000-2500",
        "00:00:01,000 -> 00:00:02,500|1000-2500",
        "00:00:01,000 – > 00:00:02,500|1000-2500",
        "-00:00:01,000 --> 00:00:02,500|0-2500",
        "99999:00:00,000 --> 99999:00:01,000|359996400000-359996401000"
      })
  void readsTimesAsTheyAreMeant(String times, String millis) throws Exception {
    SubtitleTrack track = srt("1\n" + times + "\nHello.\n");
    assertEquals("1|" + millis + "|Hello.", shown(track));
  }

  @Test
  void keepsWhatFollowsTheTimes() throws Exception {
    Cue cue = srt("1\n00:00:01,000 --> 00:00:02,000 X1:40 Y1:20\n{\\an8}Hi\n").cues().get(0);
    assertEquals("{X1=40, Y1=20, an=8}", cue.settings().toString());
    assertEquals("Hi", cue.text());
  }

  @Test
  void repairsWhatIsNotSeparated() throws Exception {
    SubtitleTrack track =
        srt(
            "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n"
                + "00:00:05,000 --> 00:00:06,000\nThree\n\nand a half\n\n\n"
                + "4\n\n00:00:07,000 --> 00:00:08,000\n42\n");
    assertEquals(
        "1|1000-2000|One\n2|3000-4000|Two\n|5000-6000|Three/and a half\n4|7000-8000|42",
        shown(track));
    assertEquals(
        List.of(
            "line 4: no blank line before cue 2",
            "line 7: the cue has no number",
            "line 9: a blank line in the text of the cue; it goes on",
            "line 15: a blank line between the number and the times of the cue"),
        track.warnings());
  }

  @Test
  void repairsTimesAndOrder() throws Exception {
    SubtitleTrack track =
        srt(
            "1\n"
                + "00:00:05,000 --> 00:00:04,000\n"
                + "Last\n\n"
                + "2\n"
                + "00:00:01,000 --> 00:00:03,000\n"
                + "First\n\n"
                + "3\n"
                + "00:00:02,000 --> 00:00:02,500\n"
                + "Second\n\n"
                + "4\n"
                + "00:00:06,000 --> 00:00:07,000\n\n");
    assertEquals("2|1000-3000|First\n3|2000-2500|Second\n1|5000-6000|Last", shown(track));
    assertEquals(
        List.of(
            "line 2: the cue ends at 00:00:04.000, not after its start at 00:00:05.000; its end is"
                + " set to 00:00:06.000",
            "line 6: the cue starts at 00:00:01.000, before the one above it; it is moved to its"
                + " time",
            "line 10: the cue starts at 00:00:02.000, before that of line 6 ends at 00:00:03.000;"
                + " both keep their times",
            "line 14: a cue without text is left out"),
        track.warnings());
  }

  @Test
  void takesMarkupFromSubRip() throws Exception {
    SubtitleTrack track =
        srt(
            "1\n00:00:01,000 --> 00:00:02,000\n"
                + "<font color=\"#ff0000\"><i>Tom</i> &amp; Jerry</font>, 1 < 2 & x<sigh>\n\n"
                + "2\n00:00:03,000 --> 00:00:04,000\n<i>open <script>alert(1)</script>\n");
    assertEquals(
        "1|1000-2000|Tom & Jerry, 1 < 2 & x<sigh>\n2|3000-4000|open alert(1)", shown(track));
    assertEquals(
        "[STYLE i 0-3, STYLE font 0-11]",
        track.cues().get(0).marks().stream().map(SubtitleReaderTest::shown).toList().toString());
    assertEquals(List.of("line 6: <i> is not closed; it ends with the cue"), track.warnings());
  }

  private static String shown(CueMark mark) {
    return mark.kind() + " " + mark.value() + " " + mark.span().start() + "-" + mark.span().end();
  }

  @Test
  void takesSpeakersFromWebVtt() throws Exception {
    SubtitleTrack track =
        vtt(
            "WEBVTT - a film\n\nNOTE nothing\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:r\n\n"
                + "intro\n00:01.000 --> 00:02.000 region:r align:left\n"
                + "<v Anna>Yes.</v>\n<v.loud Ben>No &lt;3&nbsp;&eacute;\n\n"
                + "00:03.000 --> 00:04.000\n<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby><00:03.500>!\n");
    Cue first = track.cues().get(0);
    assertEquals("intro|1000-2000|Yes./No <3\u00A0é", shown(track).lines().findFirst().get());
    assertEquals("{align=left, region=r}", first.settings().toString());
    assertEquals("Anna", first.speakerAt(0).orElseThrow());
    assertEquals("Ben", first.speakerAt(5).orElseThrow());
    assertTrue(first.speakerAt(4).isEmpty());
    Cue second = track.cues().get(1);
    assertEquals("漢かん字じ!", second.text());
    assertEquals(
        "[READING  1-3, READING  4-5, TIMESTAMP 3500 5-5]",
        second.marks().stream().map(SubtitleReaderTest::shown).toList().toString());
    assertEquals(List.of(), track.warnings());
  }

  @Test
  void readsCuesThatTheStandardRefusesWithAWarning() throws Exception {
    SubtitleTrack track =
        vtt(
            "WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03.000 --> 00:00:04.000\nTwo"
                + "\n3\n00:00:05.000 --> 00:00:06.000\nThree\n\nnobody\n\nx --> y\nnever\n");
    assertEquals("1|1000-2000|One/2\n|3000-4000|Two/3\n|5000-6000|Three", shown(track));
  }

  @Test
  void tellsWhatIsNoSubtitleFile() {
    for (String name : List.of("film.srt", "film.vtt", "film.txt")) {
      UnreadableSubtitleException thrown =
          assertThrows(
              UnreadableSubtitleException.class,
              () -> read(name, "Once upon a time.\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals(1, thrown.line());
      assertTrue(thrown.getMessage().contains(name + ", line 1: "), thrown.getMessage());
    }
    UnreadableSubtitleException empty =
        assertThrows(UnreadableSubtitleException.class, () -> read("film.srt", new byte[0]));
    assertEquals(FailureCode.UNSUPPORTED_DOCUMENT, empty.code());
    UnreadableSubtitleException missing =
        assertThrows(
            UnreadableSubtitleException.class,
            () ->
                new SubtitleReader(SubtitleLimits.DEFAULTS).read(folder.resolve("none.srt"), "en"));
    assertEquals(FailureCode.STORAGE_FAILED, missing.code());
  }

  @Test
  void givesUpBeyondTheLimits() throws IOException {
    Path file = Files.writeString(folder.resolve("film.srt"), GOOD);
    UnreadableSubtitleException thrown =
        assertThrows(
            UnreadableSubtitleException.class,
            () -> new SubtitleReader(new SubtitleLimits(1, 1)).read(file, "en"));
    assertEquals(FailureCode.TOO_LARGE, thrown.code());
    Path book =
        Files.writeString(folder.resolve("book.srt"), GOOD + "\n" + "word\n".repeat(20_000));
    UnreadableSubtitleException endless =
        assertThrows(
            UnreadableSubtitleException.class,
            () -> new SubtitleReader(SubtitleLimits.DEFAULTS).read(book, "en"));
    assertEquals(FailureCode.MALFORMED_DOCUMENT, endless.code());
  }

  @Test
  void boundsWhatIsNestedWithoutEnd() throws Exception {
    SubtitleTrack track = vtt("WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<b>x".repeat(10_000) + "\n");
    assertEquals("x".repeat(10_000), track.cues().get(0).text());
    assertEquals(1000, track.cues().get(0).marks().size());
    assertEquals(1001, track.warnings().size());
  }
}
