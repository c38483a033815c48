package io.rhapsode.mux.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CaptionFormatsTest {
  private static final List<Cue> CUES =
      List.of(
          new Cue(
              1_005,
              2_504,
              List.of(
                  new Cue.Line(
                      List.of(new Cue.Piece("Fish ", 1_005), new Cue.Piece("& {chips} ", 1_400))),
                  new Cue.Line(List.of(new Cue.Piece("<now>", 2_000))))),
          new Cue(
              2_504,
              360_123_456,
              List.of(new Cue.Line(List.of(new Cue.Piece("C:\\N\u0001", 2_504))))));

  @Test
  void subStationEscapesCommandsAndCountsHundredths() {
    List<String> events =
        SubStationText.of(CUES).lines().filter(line -> line.startsWith("Dialogue")).toList();
    assertEquals(
        List.of(
            "Dialogue: 0,0:00:01.01,0:00:02.50,Default,,0,0,0,,Fish & \\{chips\\}\\N<now>",
            "Dialogue: 0,0:00:02.50,100:02:03.46,Default,,0,0,0,,C:\\\u2060N\u0001"),
        events);
  }

  @Test
  void cuesTooShortForAHundredthAreLeftOutOfSubStation() {
    Cue blink = new Cue(10, 12, CUES.get(0).lines());
    assertEquals(
        0, SubStationText.of(List.of(blink)).lines().filter(l -> l.startsWith("D")).count());
  }

  @Test
  void timedTextIsWellFormedAndSaysTheLanguage() throws Exception {
    byte[] xml = TimedText.of(CUES, "en-GB").getBytes(StandardCharsets.UTF_8);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    assertEquals("en-GB", document.getDocumentElement().getAttribute("xml:lang"));
    Element first = (Element) document.getElementsByTagNameNS("*", "p").item(0);
    assertEquals("00:00:01.005", first.getAttribute("begin"));
    assertEquals("00:00:02.504", first.getAttribute("end"));
    assertEquals("Fish & {chips}<now>", first.getTextContent());
    assertEquals(1, first.getElementsByTagNameNS("*", "br").getLength());
    Element second = (Element) document.getElementsByTagNameNS("*", "p").item(1);
    assertEquals("100:02:03.456", second.getAttribute("end"));
    assertEquals("C:\\N ", second.getTextContent());
  }

  @Test
  void jsonHasTheTimeOfEachWord() throws Exception {
    JsonNode document = Json.MAPPER.readTree(CaptionJson.of(CUES, "en"));
    assertEquals("en", document.get("language").asText());
    JsonNode cue = document.get("cues").get(0);
    assertEquals("Fish & {chips}", cue.get("lines").get(0).asText());
    assertEquals(
        Json.MAPPER.readTree(
            """
            [{"text": "Fish", "startMillis": 1005, "endMillis": 1400},
             {"text": "& {chips}", "startMillis": 1400, "endMillis": 2000},
             {"text": "<now>", "startMillis": 2000, "endMillis": 2504}]
            """),
        cue.get("words"));
  }
}
