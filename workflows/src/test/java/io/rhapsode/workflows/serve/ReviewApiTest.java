package io.rhapsode.workflows.serve;

import static io.rhapsode.workflows.serve.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The review page's side of the API over a book that was narrated. */
class ReviewApiTest {
  @TempDir static Path folder;
  private static RunningServer running;
  private static String work;

  @BeforeAll
  static void narrate() throws Exception {
    NarratedBook.narrate(folder);
    running = new RunningServer(Limits.DEFAULTS, NarrateSettings.DEFAULTS, folder);
    work = "/v1/library/" + json(running.get("/v1/library")).at("/data/0/id").asText();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aSentenceIsHeardEditedHeardAnewKeptMadeAndTakenBack() throws Exception {
    OpenApiTest.fits(running, "/v1/library", running.get("/v1/library"));
    HttpResponse<byte[]> whole = running.get(work);
    OpenApiTest.fits(running, "/v1/library/{work}", whole);
    assertEquals("complete", json(whole).get("status").asText());
    assertEquals(3, json(whole).at("/parts/0/sentences").asInt());
    HttpResponse<byte[]> part = running.get(work + "/parts/1");
    OpenApiTest.fits(running, "/v1/library/{work}/parts/{part}", part);
    JsonNode sentence = json(part).at("/sentences/2");
    assertEquals("The boat leaves at 10:30, and not before.", sentence.get("text").asText());
    assertEquals(
        "The boat leaves at ten thirty, and not before.", sentence.get("spoken").asText().strip());
    assertEquals("made", sentence.get("state").asText());
    String own = work + "/parts/1/sentences/2";
    byte[] old = running.get(own + "/audio").body();
    assertEquals("fLaC", new String(old, 0, 4, StandardCharsets.ISO_8859_1));

    String edit = "{\"edit\":\"say\",\"voice\":\"en-us\",\"pause_ms\":900";
    HttpResponse<byte[]> heard = send("POST", own + "/audition", edit + "}");
    OpenApiTest.fits(
        running, "/v1/library/{work}/parts/{part}/sentences/{sentence}/audition", "post", heard);
    JsonNode audition = json(heard).at("/data/0");
    assertEquals("en-us", audition.get("voice").asText());
    byte[] anew = running.get(work + "/auditions/" + audition.get("audition").asText()).body();
    assertFalse(java.util.Arrays.equals(old, anew));
    assertEquals(json(part), json(running.get(work + "/parts/1")), "nothing is kept yet");

    String revision = ",\"revision\":\"" + json(part).get("revision").asText() + "\"}";
    HttpResponse<byte[]> kept = send("PUT", own, edit + revision);
    OpenApiTest.fits(running, "/v1/library/{work}/parts/{part}/sentences/{sentence}", "put", kept);
    assertEquals("edited", json(kept).at("/sentences/2/state").asText());
    assertEquals(900, json(kept).at("/sentences/2/pause_ms").asInt());
    assertEquals(409, send("PUT", own, edit + revision).statusCode());
    assertArrayEquals(old, running.get(own + "/audio?of=before").body());
    assertEquals(404, running.get(own + "/audio").statusCode());
    assertTrue(json(running.get("/v1/library")).at("/data/0/edited").asBoolean());

    JsonNode report = run().get("report");
    assertEquals(1, report.get("made").asInt());
    assertEquals(4, report.get("reused").asInt());
    assertArrayEquals(anew, running.get(own + "/audio").body(), "what was heard is what is made");
    assertFalse(json(running.get("/v1/library")).at("/data/0/edited").asBoolean());

    String now = json(running.get(work)).get("revision").asText();
    HttpResponse<byte[]> restored = send("DELETE", own + "?revision=" + now, "");
    assertEquals("en-gb", json(restored).at("/sentences/2/voice").asText());
    assertEquals(0, run().at("/report/made").asInt());
    assertArrayEquals(old, running.get(own + "/audio").body());
  }

  @Test
  void aWordIsPronouncedHereOrEverywhere() throws Exception {
    String own = work + "/parts/1/sentences/1";
    String here = "{\"edit\":\"pronounce\",\"word\":\"Come\",\"saying\":\"Comb\"";
    HttpResponse<byte[]> heard = send("POST", own + "/audition", here + "}");
    assertEquals(200, heard.statusCode(), () -> new String(heard.body(), StandardCharsets.UTF_8));
    assertEquals("Comb in.", json(heard).at("/data/0/spoken").asText().strip());
    String revision = json(running.get(work)).get("revision").asText();
    JsonNode kept = json(send("PUT", own, here + ",\"revision\":\"" + revision + "\"}"));
    assertEquals("Comb", kept.at("/sentences/1/own_words/Come").asText());
    assertEquals("edited", kept.at("/sentences/1/state").asText());
    assertEquals("made", kept.at("/sentences/2/state").asText());
    JsonNode back = json(send("DELETE", own + "?revision=" + kept.get("revision").asText(), ""));
    assertEquals("made", back.at("/sentences/1/state").asText());

    String all =
        "{\"edit\":\"pronounce\",\"word\":\"boat\",\"saying\":\"ship\",\"everywhere\":true";
    JsonNode whole =
        json(send("PUT", own, all + ",\"revision\":\"" + back.get("revision").asText() + "\"}"));
    assertEquals(
        "The ship leaves at ten thirty, and not before.",
        whole.at("/sentences/2/spoken").asText().strip());
    assertTrue(
        Files.readString(folder.resolve("out/boat/manifest.yaml")).contains("\"boat\": \"ship\""));
    assertEquals(
        409,
        send(
                "POST",
                own + "/audition",
                "{\"edit\":\"pronounce\",\"word\":\"in\",\"saying\":\"/?/\"}")
            .statusCode());
    send(
        "PUT",
        own,
        "{\"edit\":\"pronounce\",\"word\":\"boat\",\"everywhere\":true,\"revision\":\""
            + whole.get("revision").asText()
            + "\"}");
  }

  private static JsonNode run() throws Exception {
    String id = work.substring(work.lastIndexOf('/') + 1);
    HttpResponse<byte[]> started = send("POST", "/v1/jobs", "{\"work\":\"" + id + "\"}");
    assertEquals(202, started.statusCode());
    String job = "/v1/jobs/" + json(started).get("id").asText();
    String events = new String(running.get(job + "/events").body(), StandardCharsets.UTF_8);
    assertTrue(events.contains("event: job\ndata: "), events);
    HttpResponse<byte[]> over = running.get(job);
    OpenApiTest.fits(running, "/v1/jobs/{job}", over);
    OpenApiTest.fits(running, "/v1/jobs", running.get("/v1/jobs"));
    assertEquals("done", json(over).get("state").asText(), over::toString);
    return json(over);
  }

  @Test
  void aJobThatIsOverIsNotCancelled() throws Exception {
    String over = "/v1/jobs/" + run().get("id").asText();
    HttpResponse<byte[]> late = send("POST", over + "/cancel", "");
    OpenApiTest.fits(running, "/v1/jobs/{job}/cancel", "post", late);
    assertEquals(409, late.statusCode());
    assertEquals("job_over", json(late).at("/error/code").asText());
    assertEquals(404, send("POST", "/v1/jobs/none/cancel", "").statusCode());
  }

  @Test
  void sentencesAreFoundAsWrittenAndAsSpoken() throws IOException {
    for (String wanted : List.of("10:30", "Ten%20Thirty")) {
      JsonNode found = json(running.get(work + "/search?q=" + wanted)).get("data");
      assertEquals(1, found.size(), wanted);
      assertEquals(2, found.at("/0/number").asInt());
    }
    assertEquals(0, json(running.get(work + "/search?q=")).get("data").size());
  }

  @Test
  void whatIsNotThereOrCannotBeIsRefused() throws IOException {
    for (String path :
        List.of(
            "/v1/library/none",
            "/v1/library/..%2f..%2fetc",
            work + "/parts/9",
            work + "/parts/x",
            work + "/parts/1/sentences/99/audio",
            work + "/auditions/0123",
            "/v1/jobs/none")) {
      HttpResponse<byte[]> reply = running.get(path);
      assertTrue(reply.statusCode() == 404 || reply.statusCode() == 400, path);
    }
    String own = work + "/parts/1/sentences/2";
    assertEquals(
        409, send("POST", own + "/audition", "{\"edit\":\"split\",\"at\":0}").statusCode());
    assertEquals(400, send("POST", own + "/audition", "{\"edit\":\"sing\"}").statusCode());
    HttpResponse<byte[]> nobody =
        send("POST", own + "/audition", "{\"edit\":\"say\",\"voice\":\"nobody\"}");
    assertEquals(409, nobody.statusCode());
    assertTrue(json(nobody).at("/error/message").asText().contains("no voice 'nobody'"));
    assertEquals(404, send("POST", "/v1/jobs", "{\"work\":\"none\"}").statusCode());
  }

  private static HttpResponse<byte[]> send(String method, String path, String body)
      throws IOException {
    return running.send(
        running.request(path).method(method, BodyPublishers.ofString(body)).build());
  }
}
