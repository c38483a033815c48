package io.rhapsode.synth.family.voxtral.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids and prompts against the reference's. */
class VoxtralTextTest {
  private static final String FIXTURES =
      "io.rhapsode.synth.family.voxtral.model.VoxtralFixture#all";

  @ParameterizedTest
  @MethodSource(FIXTURES)
  void idsAreThoseOfTheReference(VoxtralFixture fixture) throws IOException {
    compare(fixture.tokenizer(), fixture.json("text-" + fixture.name() + ".json").path("texts"));
  }

  /** The whole published vocabulary, where the system property {@code voxtral.tekken} names it. */
  @Test
  void idsAreThoseOfThePublishedVocabulary() throws IOException {
    Path vocabulary = Path.of(System.getProperty("voxtral.tekken", "tekken.json"));
    assumeTrue(Files.isRegularFile(vocabulary), "no published vocabulary: skipped");
    JsonNode texts =
        new VoxtralFixture(VoxtralFixture.ROOT, "published").json("text-published.json");
    compare(TekkenTokenizer.open(vocabulary), texts.path("texts"));
  }

  private static void compare(TekkenTokenizer tokenizer, JsonNode texts) {
    int compared = 0;
    for (JsonNode text : texts) {
      String written = text.path("text").asText();
      assertArrayEquals(ids(text), tokenizer.encode(written), written);
      assertEquals(written, tokenizer.decode(tokenizer.encode(written)));
      compared++;
    }
    System.out.printf("%d texts have the reference's ids%n", compared);
  }

  @ParameterizedTest
  @MethodSource(FIXTURES)
  void promptsAreThoseOfTheReference(VoxtralFixture fixture) throws IOException {
    TekkenTokenizer tokenizer = fixture.tokenizer();
    VoxtralParameters parameters = fixture.parameters();
    VoxtralText text = new VoxtralText(tokenizer, parameters);
    for (JsonNode prompt : fixture.json("text-" + fixture.name() + ".json").path("prompts")) {
      int rows = tokenizer.voiceLengths().get(prompt.path("voice").asText());
      VoxtralParameters.Tokens tokens = parameters.tokens();
      Chunk chunk = text.chunk(prompt.path("text").asText());
      int[] whole =
          IntStream.concat(
                  IntStream.concat(
                      IntStream.of(tokens.begin(), tokens.beginAudio()),
                      Collections.nCopies(rows, tokens.audio()).stream().mapToInt(id -> id)),
                  IntStream.of(chunk.ids()))
              .toArray();
      assertArrayEquals(ids(prompt), whole);
    }
    assertThrows(IllegalArgumentException.class, () -> text.chunk(" \n"));
  }

  private static int[] ids(JsonNode node) {
    return StreamSupport.stream(node.path("ids").spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }
}
