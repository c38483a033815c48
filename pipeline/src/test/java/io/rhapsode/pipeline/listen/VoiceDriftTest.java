package io.rhapsode.pipeline.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VoiceDriftTest {
  private static final int PARTS = 256;

  @Test
  void aSteadyVoiceIsItself() {
    List<VoicePrint> book = book(60, 1, 3);

    assertTrue(VoiceDrift.find(book).stream().allMatch(Optional::isEmpty));
    VoiceDrift drift = VoiceDrift.of(book).orElseThrow();
    assertEquals(60, drift.takes());
    assertEquals(180, drift.seconds(), 1e-6);
    assertTrue(drift.least() > 0.9 && drift.firstToLast() > 0.9, drift.toString());
  }

  @Test
  void takesOfAnotherAreFound() {
    List<VoicePrint> book = book(60, 1, 3);
    book.set(20, print(2, 20, 3));
    book.set(21, print(2, 21, 3));

    List<Optional<Fault>> faults = VoiceDrift.find(book);

    assertEquals(
        List.of(20, 21),
        IntStream.range(0, 60).filter(take -> faults.get(take).isPresent()).boxed().toList());
    assertEquals(Fault.Kind.OTHER_VOICE, faults.get(20).orElseThrow().kind());
  }

  @Test
  void aLongTakeOfAnotherIsFoundByItself() {
    List<VoicePrint> book = book(60, 1, 3);
    book.set(30, print(2, 30, 4));

    assertTrue(VoiceDrift.find(book).get(30).isPresent());
  }

  @Test
  void aVoiceThatTurnsIntoAnotherDrifts() {
    List<VoicePrint> book = new ArrayList<>();
    for (int take = 0; take < 100; take++) {
      float[] direction = new float[PARTS];
      float[] one = speaker(1);
      float[] other = speaker(2);
      for (int i = 0; i < PARTS; i++) {
        direction[i] = one[i] * (100 - take) + other[i] * take;
      }
      book.add(VoicePrint.of(direction, 5));
    }

    VoiceDrift drift = VoiceDrift.of(book).orElseThrow();

    assertTrue(drift.firstToLast() < 0.4, drift.toString());
    assertTrue(drift.firstToMiddle() > drift.firstToLast(), drift.toString());
  }

  @Test
  void tooLittleSpeechTellsNothing() {
    assertEquals(Optional.empty(), VoiceDrift.of(book(4, 1, 2)));
    assertEquals(List.of(), VoiceDrift.find(List.of()));
  }

  @Test
  void aPrintIsKeptAsItIs() throws IOException {
    Verdict verdict =
        new Verdict("signal/1", List.of(), 0, Measures.NONE).and(Optional.of(print(1, 0, 2)), "v");
    String json = Json.MAPPER.writeValueAsString(verdict);

    assertEquals(verdict, Json.MAPPER.readValue(json, Verdict.class));
    Verdict without = new Verdict("signal/1", List.of(), 0, Measures.NONE);
    assertEquals(-1, Json.MAPPER.writeValueAsString(without).indexOf("voice"));
    assertTrue(json.length() < 600, json);
  }

  private static List<VoicePrint> book(int takes, int speaker, double seconds) {
    return new ArrayList<>(
        IntStream.range(0, takes).mapToObj(take -> print(speaker, take, seconds)).toList());
  }

  /** The speaker's direction with some of the take's own. */
  private static VoicePrint print(int speaker, int take, double seconds) {
    float[] direction = speaker(speaker);
    Random random = new Random(1_000L * speaker + take);
    for (int i = 0; i < PARTS; i++) {
      direction[i] += (float) (0.4 * random.nextGaussian());
    }
    return VoicePrint.of(direction, seconds);
  }

  private static float[] speaker(int speaker) {
    Random random = new Random(speaker);
    float[] direction = new float[PARTS];
    for (int i = 0; i < PARTS; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return direction;
  }
}
