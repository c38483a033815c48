package io.rhapsode.ingest.subtitle.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.xml.XliffWriter;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files called example are those of go-astisub (MIT licence), which reads them the same way.
 */
final class SubtitleFormatsTest {
  @TempDir Path folder;

  private SubtitleTrack read(String name, String text) throws Exception {
    return read(name, text, "en");
  }

  private SubtitleTrack read(String name, String text, String language) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    return new SubtitleReader(SubtitleLimits.DEFAULTS).read(file, language);
  }

  private static String shown(SubtitleTrack track) {
    return track.cues().stream()
        .map(
            cue ->
                "%d-%d|%s|%s"
                    .formatted(
                        cue.startMillis(),
                        cue.endMillis(),
                        cue.speaker().orElse(""),
                        cue.text().replace("\n", "/")))
        .collect(Collectors.joining("\n"));
  }

  private static SubtitleTrack example(String name) throws Exception {
    return new SubtitleReader(SubtitleLimits.DEFAULTS)
        .read(Path.of(SubtitleFormatsTest.class.getResource(name).toURI()), "en");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "astisub_example-in.ssa",
        "astisub_example-in.stl",
        "astisub_example-in.ttml",
        "astisub_example-in-non-utf8.srt"
      })
  void readsTheSameFromEveryFormat(String name) throws Exception {
    SubtitleTrack expected = example("astisub_example-out.srt");
    SubtitleTrack track = example(name);
    assertEquals(
        expected.cues().stream().map(Cue::text).toList(),
        track.cues().stream().map(Cue::text).toList());
    // A frame of 25 a second lasts 40 ms.
    for (int at = 0; at < expected.cues().size(); at++) {
      assertEquals(
          expected.cues().get(at).startMillis(), track.cues().get(at).startMillis(), 40, name);
      assertEquals(expected.cues().get(at).endMillis(), track.cues().get(at).endMillis(), 40, name);
    }
  }

  @Test
  void takesNamesAndStylesFromSubStation() throws Exception {
    Cue cue = example("astisub_example-in.ssa").cues().get(0);
    assertEquals("Cher", cue.speaker().orElseThrow());
    assertEquals("{effect=test, place=pos(400,570), style=1}", cue.settings().toString());
  }

  @Test
  void leavesDrawingsAndKaraokeOutOfSubStation() throws Exception {
    SubtitleTrack track =
        read(
            "film.ass",
            "[Script Info]\n"
                + "ScriptType: v4.00+\n\n"
                + "[Events]\n"
                + "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect,"
                + " Text\n"
                + "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown\n"
                + "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Anna,0,0,0,,{\\k20}Oh,"
                + " {\\k30\\i1}well{\\i0}{a note},\\Nyes\\hor no\n"
                + "Dialogue: 0,0:00:03.00,0:00:04.00,Sign,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}\n"
                + "Dialogue: 0,0:00:03.00,0:00:04.00,Sign,,0,0,0,,{\\an7\\p1}m 0 0{\\p0}EXIT"
                + " {open\n"
                + "Dialogue: 0,never,0:00:04.00,Sign,,0,0,0,,lost\n"
                + "nonsense\n");
    assertEquals("1000-2500|Anna|Oh, well,/yes\u00A0or no\n3000-4000||EXIT {open", shown(track));
    assertEquals("i", track.cues().get(0).marks().get(0).value());
    assertEquals(2, track.warnings().size());
    assertTrue(track.warnings().get(0).startsWith("line 10: a line without times"));
  }

  @Test
  void takesAgentsAndNestedTimesFromTtml() throws Exception {
    SubtitleTrack track =
        read(
            "film.ttml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
                xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling"
                ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001" ttp:tickRate="10000000" xml:lang="en">
              <head><metadata>
                <ttm:agent xml:id="a" type="character"><ttm:name type="full">Anna</ttm:name></ttm:agent>
                <ttm:agent xml:id="b" type="character"><ttm:name>Ben</ttm:name></ttm:agent>
              </metadata></head>
              <body begin="10s"><div begin="1s" end="20s">
                <p begin="00:00:01" dur="500ms" ttm:agent="a">Yes,<br/>
                    <span tts:fontStyle="italic">no</span> &amp; <span ttm:agent="b">maybe</span>.</p>
                <p begin="24f" end="20000000t">Frames</p>
                <p begin="3s"><span begin="0s" end="1s">One</span> <span begin="1s" end="2s">two</span></p>
                <p begin="30s" end="8s">Late</p>
              </div>
              <div timeContainer="seq" begin="50s"><p dur="1s">A</p><p dur="2s">B</p></div></body>
            </tt>
            """);
    assertEquals(
        "12000-12500|Anna|Yes,/no & maybe.\n12001-13000||Frames\n14000-15000||One\n"
            + "15000-16000||two\n41000-42000||Late\n60000-61000||A\n61000-63000||B",
        shown(track));
    assertEquals("Ben", track.cues().get(0).speakerAt(10).orElseThrow());
  }

  @Test
  void readsTimeCodesOfNtscInTtml() throws Exception {
    SubtitleTrack track =
        read(
            "film.ttml",
            """
            <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
             ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:dropMode="dropNTSC">
            <body><div><p begin="01:00:00:00" end="01:00:01:00">Hour</p></div></body></tt>
            """);
    // 107892 frames at 30000/1001 a second.
    assertEquals("3599996-3600997||Hour", shown(track));
  }

  @Test
  void choosesTheLanguageInTtml() throws Exception {
    String text =
        """
        <tt xmlns="http://www.w3.org/ns/ttml"><body>
        <div xml:lang="de"><p begin="1s" end="2s">Ja</p></div>
        <div xml:lang="fr"><p begin="1s" end="2s">Oui</p></div></body></tt>
        """;
    assertEquals("1000-2000||Oui", shown(read("film.ttml", text, "fr-CA")));
  }

  @Test
  void readsBrokenLinesOfTtml() throws Exception {
    SubtitleTrack track = example("astisub_example-in-breaklines.ttml");
    assertEquals(
        "0-1000||First line/Second line\n1000-2000||Third line/Fourth line\n"
            + "2000-3000||Fifth line/Sixth middle line\n3000-4000||Seventh line/Eighth middle line",
        shown(track));
  }

  @Test
  void expandsNoEntities() throws Exception {
    String bomb =
        """
        <!DOCTYPE tt [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
        <tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">x&b;&f;&nbsp;y</p></div></body></tt>
        """;
    assertEquals("1000-2000||x&b;&f;\u00A0y", shown(read("film.ttml", bomb)));
    UnreadableSubtitleException deep =
        assertThrows(
            UnreadableSubtitleException.class,
            () -> read("film.ttml", "<tt>" + "<span>".repeat(100_000)));
    assertEquals(FailureCode.MALFORMED_DOCUMENT, deep.code());
    UnreadableSubtitleException cut =
        assertThrows(
            UnreadableSubtitleException.class, () -> read("film.ttml", "<tt>\n<body>\n<p>a</q>"));
    assertEquals(3, cut.line());
  }

  @Test
  void readsSbv() throws Exception {
    SubtitleTrack track =
        read(
            "film.sbv", "0:00:01.000,0:00:02.500\nHello[br]there\n\n0:00:03.000,0:00:04.000\n42\n");
    assertEquals("1000-2500||Hello/there\n3000-4000||42", shown(track));
  }

  @Test
  void readsTables() throws Exception {
    assertEquals(
        "1000-2500|Anna|Hello, \"you\"/there\n3000-4000|Ben|Bye",
        shown(
            read(
                "film.csv",
                "Start,End,Character,Text\n0:00:01.0,0:00:02.5,Anna,\"Hello, \"\"you\"\"\nthere\"\n"
                    + "3.0,4.0,Ben,Bye\n,,Ben,lost\n")));
    assertEquals(
        "1000-2500||Hallo\n3480-4000||Tschüss",
        shown(
            read(
                "film.tsv",
                "1\t00:00:01,000\t00:00:02,500\tHallo\n2\t00:00:03:12\t00:00:04:00\tTschüss\n")));
  }

  private static final String XLIFF_1 =
      """
      <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
      <file source-language="en" target-language="de" original="film.srt" datatype="plaintext"><body>
      <trans-unit id="1" resname="00:00:01,000 --> 00:00:02,000"><source>Hello<x id="1" ctype="lb"/>you</source>
      <target>Hallo <g id="2">du</g></target><alt-trans><target>Servus</target></alt-trans></trans-unit>
      <trans-unit id="2"><source>Bye</source><note>Speaker: Anna</note><note>00:00:03.5-00:00:04.0</note></trans-unit>
      <trans-unit id="3"><source>Nothing</source><target>Nichts</target></trans-unit>
      </body></file></xliff>
      """;

  private static final String XLIFF_2 =
      """
      <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de">
      <file id="f"><unit id="u1" name="0:01.0/0:02.0"><notes><note>Character: Ben</note></notes>
      <segment><source>One. </source><target>Eins. </target></segment>
      <segment><source>Two.</source><target>Zwei.</target></segment></unit></file></xliff>
      """;

  @Test
  void readsXliff() throws Exception {
    SubtitleTrack german = read("film.xlf", XLIFF_1, "de");
    assertEquals("1000-2000||Hallo du", shown(german));
    assertEquals("Hello\nyou", german.cues().get(0).source().orElseThrow());
    assertEquals(2, german.warnings().size());
    assertEquals(
        "1000-2000||Hello/you\n3500-4000|Anna|Bye", shown(read("film.xlf", XLIFF_1, "en")));
    assertEquals("1000-2000|Ben|Eins. Zwei.", shown(read("film.xlf", XLIFF_2, "de")));
  }

  @Test
  void writesXliffBack() throws Exception {
    Path original = Files.writeString(folder.resolve("film.xlf"), XLIFF_1);
    Path copy = folder.resolve("copy.xlf");
    Set<String> missing =
        XliffWriter.write(
            original, "de", Map.of("1", "Hallo du", "2", "Tschüss <&", "9", "x"), copy);
    assertEquals(Set.of("9"), missing);
    String written = Files.readString(copy, StandardCharsets.UTF_8);
    assertTrue(written.contains("<target>Hallo <g id=\"2\">du</g></target>"), written);
    assertTrue(written.contains("<target>Servus</target>"), written);
    SubtitleTrack track = new SubtitleReader(SubtitleLimits.DEFAULTS).read(copy, "de");
    assertEquals("1000-2000||Hallo du\n3500-4000|Anna|Tschüss <&", shown(track));
  }

  @Test
  void readsTablesInEveryUnit() throws Exception {
    String whisper = "start\tend\ttext\n0\t2500\tOne\n2500\t4000\tTwo\n4000\t6100\tThree\n";
    SubtitleTrack millis = read("film.tsv", whisper);
    assertEquals("0-2500||One\n2500-4000||Two\n4000-6100||Three", shown(millis));
    assertTrue(millis.warnings().get(0).contains("read as milliseconds"));
    assertEquals(
        "500-900||One",
        shown(read("film.csv", "\uFEFFsep=;\r\nStart (ms);End (ms);Text\r\n500;900;One\r\n")));
    assertEquals(
        "1000-2500|Anna|Hallo",
        shown(
            read(
                "film.csv",
                "Nr;Anfang;Ausstieg;Sprecherin;Wortlaut\n"
                    + "1;00:00:01,000;00:00:02,500;Anna;Hallo\n")));
    assertThrows(
        UnreadableSubtitleException.class, () -> read("film.csv", "one,two\nthree,four\n"));
    assertEquals("0-30000||Slow", shown(read("film.csv", "start,end,text\n0,30,Slow\n")));
    assertEquals(
        "1500-3250||First\n4000-5000||Second",
        shown(read("labels.txt", "1.500000\t3.250000\tFirst\n4.000000\t5.000000\tSecond\n")));
  }

  @Test
  void readsTimesOfCarelessTtml() throws Exception {
    SubtitleTrack track =
        read(
            "film.ttml",
            """
            <tt xmlns="http://www.w3.org/ns/ttml"><body><div>
            <p begin="0:00:01,5" end="0:00:02.25">One</p><p begin="3" end="4.5">Two</p>
            <p begin="5s">Three</p></div></body></tt>
            """);
    assertEquals("1500-2250||One\n3000-4500||Two\n5000-6000||Three", shown(track));
    assertEquals(
        List.of("line 3: the cue has no end; its end is set to 00:00:06.000"), track.warnings());
  }

  @Test
  void takesEscapesOfSubStationInSubRip() throws Exception {
    assertEquals(
        "1000-2000||One/two\u00A0three",
        shown(read("film.srt", "1\r00:00:01,000 --> 00:00:02,000\rOne\\Ntwo\\hthree\r")));
  }

  @Test
  void readsXliffOfOtherTools() throws Exception {
    SubtitleTrack track =
        read(
            "film.xlf",
            """
            <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de"
                xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">
            <file id="f"><unit id="1"><mda:metadata><mda:metaGroup><mda:meta type="in">00:00:01:12</mda:meta>
            <mda:meta type="out">00:00:02:00</mda:meta></mda:metaGroup></mda:metadata>
            <segment><source>One.</source><target>Eins.</target></segment><ignorable><source> </source></ignorable>
            <segment><source>Two.</source><target>Zwei.</target></segment>
            <segment><source>Three.</source></segment></unit>
            <unit id="2" translate="no"><notes><note category="start">00:00:03.000</note>
            <note category="end">00:00:04.000</note></notes><segment><source>OK</source></segment></unit></file>
            <file id="g"><unit id="1" name="0:05.0/0:06.0"><segment><source>Bye</source><target>Ade</target></segment>
            </unit></file></xliff>
            """,
            "de");
    assertEquals("1480-2000||Eins. Zwei.\n3000-4000||OK\n5000-6000||Ade", shown(track));
    assertEquals(List.of("1", "2", "1#2"), track.cues().stream().map(Cue::id).toList());
    assertTrue(track.warnings().stream().anyMatch(each -> each.contains("1 of its segments")));
  }

  @Test
  void choosesTheLanguageInXliffAndWritesUnitsOfOneIdBack() throws Exception {
    String text =
        """
        <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
        <file source-language="en" target-language="de" original="a" datatype="plaintext"><body>
        <trans-unit id="1" resname="00:01-00:02"><source>Yes</source><target>Ja</target></trans-unit></body></file>
        <file source-language="en" target-language="fr" original="a" datatype="plaintext"><body>
        <trans-unit id="1" resname="00:01-00:02"><source>Yes</source><target>Oui</target></trans-unit></body></file>
        </xliff>
        """;
    assertEquals("1000-2000||Oui", shown(read("film.xlf", text, "fr")));
    Path copy = folder.resolve("copy.xlf");
    XliffWriter.write(folder.resolve("film.xlf"), "fr", Map.of("1#2", "Si"), copy);
    String written = Files.readString(copy);
    assertTrue(written.contains("<target>Ja</target>"), written);
    assertTrue(written.contains("<target>Si</target>"), written);
  }
}
