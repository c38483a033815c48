package io.rhapsode.workflows.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationTest {
  private static final List<String> SAID =
      List.of(
          "The warden is not here today.",
          "Hello {name}, come in with us.",
          "We have been waiting for you.",
          "No!");

  @TempDir private Path folder;

  @Test
  void anEndpointIsAskedWithContextBudgetAndTermsAndOnceMoreForWhatIsWrong() throws Exception {
    List<JsonNode> bodies = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody());
          bodies.add(body);
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          ObjectNode answer = Json.MAPPER.createObjectNode();
          answer
              .putArray("choices")
              .addObject()
              .putObject("message")
              .put("content", bodies.size() == 1 ? FIRST : SECOND);
          byte[] bytes = Json.MAPPER.writeValueAsBytes(answer);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:%d/v1/".formatted(server.getAddress().getPort()));
      Path terms = Files.writeString(folder.resolve("terms.csv"), "en,de\nwarden,Wart\n");
      Translation translation =
          new Translation(
              new EndpointTranslator(url, "small", Optional.of("secret")),
              Glossary.read(terms),
              StoreFolder.at(folder.toString()));
      Translation.Result result = translation.translate(plan(), plan().tracks().get(0), "de");
      assertEquals(
          List.of(
              "Der Wart ist heute nicht da.",
              "Hallo {name}, komm herein.",
              "We have been waiting for you.",
              "Nein!"),
          result.lines().stream().map(PlannedLine::text).toList());
      assertEquals(
          List.of("de, line 3: it was left untranslated: 'We have been waiting for you.'"),
          result.warnings());
      assertEquals(List.of("Bearer secret", "Bearer secret"), keys);
      assertEquals("small", bodies.get(0).get("model").asText());
      List<JsonNode> first = asked(bodies.get(0));
      assertEquals(4, first.size());
      assertEquals("Wart", first.get(0).at("/glossary/warden").asText());
      assertEquals(30, first.get(0).get("maximumCharacters").asInt());
      assertEquals(SAID.get(1), first.get(0).at("/after/0").asText());
      List<JsonNode> second = asked(bodies.get(1));
      assertEquals(
          List.of(
              "'warden' is to be translated as 'Wart'",
              "placeholders are to be [{name}]",
              "there was no translation"),
          second.stream().map(line -> line.get("problem").asText()).toList());
      translation.translate(plan(), plan().tracks().get(0), "de");
      assertEquals(2, bodies.size(), "answers are kept");
    } finally {
      server.stop(0);
    }
  }

  private static final String FIRST =
      """
      Here you are:
      {"id": 0, "text": "Der Wächter ist nicht da."}
      {"id": 1, "text": "Hallo, komm herein."}
      {"id": 3, "text": "Nein!"}
      """;

  private static final String SECOND =
      """
      {"id": 0, "text": "Der Wart ist heute nicht da."}
      {"id": 1, "text": "Hallo {name}, komm herein."}
      {"id": 2, "text": "We have been waiting for you."}
      """;

  @Test
  void aCommandReadsAndWritesJsonLines() throws IOException {
    List<String> command = List.of("sed", "s/\"text\":\"No!\"/\"text\":\"Nein!\"/");
    Map<Integer, String> answers =
        new CommandTranslator(command)
            .translate(
                List.of(
                    new TranslationLine(
                        7, "en", "de", "No!", List.of(), List.of(), "", 9, Map.of(), "")));
    assertEquals(Map.of(7, "Nein!"), answers);
    CommandTranslator failing = new CommandTranslator(List.of("sh", "-c", "exit 3"));
    assertThrows(IOException.class, () -> failing.translate(List.of()));
  }

  /** What is said in a film is data, whatever it looks like. */
  @Test
  void noTextIsEverRun() throws IOException {
    Path mark = folder.resolve("run");
    String text = "$(touch %1$s) `touch %1$s`; touch %1$s | touch %1$s '\"".formatted(mark);
    Map<Integer, String> answers =
        new CommandTranslator(List.of("cat"))
            .translate(
                List.of(
                    new TranslationLine(
                        0, "en", "de", text, List.of(text), List.of(), text, 9, Map.of(), "")));
    assertEquals(Map.of(0, text), answers);
    assertFalse(Files.exists(mark));
  }

  @Test
  void whatIsTooLongIsSaid() {
    TranslationLine line =
        new TranslationLine(0, "en", "de", "No!", List.of(), List.of(), "", 5, Map.of(), "");
    assertEquals(
        Optional.of("it has 11 characters, and there is time for 5"),
        AnswerCheck.problem(line, "Aber nicht!"));
    assertEquals(Optional.empty(), AnswerCheck.problem(line, "No!"));
  }

  @Test
  void termBasesAreRead() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("terms.tbx"),
            """
            <tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
            <langSec xml:lang="en"><termSec><term>warden</term></termSec></langSec>
            <langSec xml:lang="de"><termSec><term>Wart</term></termSec></langSec>
            </conceptEntry></body></text></tbx>
            """);
    assertEquals(Map.of("warden", "Wart"), Glossary.read(file).of("A Warden!", "en", "de-AT"));
    assertTrue(Glossary.read(file).of("Wardens", "en", "de").isEmpty());
  }

  private static List<JsonNode> asked(JsonNode body) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : body.at("/messages/1/content").asText().lines().toList()) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }

  private static DubPlan plan() {
    List<Utterance> utterances = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < SAID.size(); i++) {
      String text = SAID.get(i);
      utterances.add(
          new Utterance(
              i,
              1,
              new Locator("film.srt", i + 1, new Span(0, text.length())),
              text,
              text,
              List.of(),
              "en",
              "tone",
              Boundary.SENTENCE,
              0));
      windows.add(
          new Window(
              i,
              "",
              0,
              i * 3_000L,
              i * 3_000L + 2_000,
              List.of(new Window.Anchor(i, 0, i * 3_000L))));
    }
    return new DubPlan(
        new Script("film", "film.srt", utterances),
        "film",
        Optional.empty(),
        List.of(new DubbedTrack("en", "film.srt", windows)),
        SAID.stream().map(String::length).toList(),
        List.of(),
        List.of());
  }
}
