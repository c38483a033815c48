package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PocketSynthesizerTest {
  private static final float TOLERANCE = 1e-4f;
  private static final List<String> TEXTS =
      List.of(
          "Hello there, my friend. The boat will leave before noon.",
          "I was born in the year 1632, in the city of York.",
          "The old sailor read his letter; then he smiled. Was it good news?",
          "Come in.",
          "My father, who was very ancient, had given me a competent share of learning.",
          "No.");

  private static PocketModel model;
  private static PocketVoice voice;

  @BeforeAll
  static void load() {
    model = TinyPocket.V2.model(1, WeightPrecision.FLOAT32);
    voice = model.openVoice(TinyPocket.V2.voiceState());
  }

  @AfterAll
  static void free() {
    voice.close();
    model.close();
    assertEquals(0, TensorScope.liveHandles());
  }

  @Test
  void doesNotDependOnBatchOrderOrWorkers() {
    List<PocketUtterance> utterances = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      utterances.add(utterance(TEXTS.get(i % TEXTS.size()), 1000 + i));
    }
    List<PocketOutcome> alone = speak(settings(1, 1), utterances);

    List<PocketOutcome> batched = speak(settings(4, 2), utterances);
    assertSame(alone, batched);
    assertSame(batched, speak(settings(16, 1), utterances));
    List<PocketUtterance> reversed = new ArrayList<>(utterances);
    Collections.reverse(reversed);
    List<PocketOutcome> outcomes = new ArrayList<>(speak(settings(5, 1), reversed));
    Collections.reverse(outcomes);
    assertSame(batched, outcomes);
  }

  @Test
  void repeatsItselfToTheBit() {
    List<PocketUtterance> utterances =
        List.of(utterance(TEXTS.get(0), 5), utterance(TEXTS.get(1), 6));

    float[] first = spoken(speak(settings(2, 2), utterances).get(1)).samples();
    float[] second = spoken(speak(settings(2, 2), utterances).get(1)).samples();

    assertArrayEquals(first, second, 0f);
  }

  @Test
  void streamsWhatItSpeaks() {
    for (int workers : new int[] {1, 2}) {
      for (String text : List.of(TEXTS.get(0), TEXTS.get(3))) {
        PocketUtterance utterance = utterance(text, 77);
        float[] whole = spoken(speak(settings(1, 1), List.of(utterance)).get(0)).samples();

        assertArrayEquals(
            faded(utterance, whole), faded(utterance, streamed(workers, utterance)), TOLERANCE);
      }
    }
  }

  @Test
  void takesMoreTextWhileItSpeaks() {
    PocketUtterance all = utterance(TEXTS.get(0), 21);
    PocketUtterance first = new PocketUtterance(voice, all.chunks().subList(0, 1), 21);
    int frames = 0;
    try (PocketStream stream = new PocketStream(model, settings(1, 2), first)) {
      while (stream.hasNext()) {
        stream.next();
        frames++;
      }
      stream.push(all.chunks().subList(1, 2));
      while (stream.hasNext()) {
        stream.next();
        frames++;
      }
    }
    assertEquals(spoken(speak(settings(1, 1), List.of(all)).get(0)).frames(), frames);
  }

  @Test
  void cancelsAStream() {
    long before = TensorScope.liveHandles();
    PocketStream stream = new PocketStream(model, settings(1, 2), utterance(TEXTS.get(2), 3));
    assertEquals(1920, stream.next().length);

    stream.close();

    assertFalse(stream.hasNext());
    assertEquals(before, TensorScope.liveHandles());
  }

  @Test
  void reportsSpeechWithoutEnd() {
    PocketSettings deaf = new PocketSettings(2, 1, 0.7, Double.POSITIVE_INFINITY, 2, 0, 0);
    PocketUtterance utterance = utterance("No.", 1);

    PocketOutcome.Defective outcome =
        assertInstanceOf(PocketOutcome.Defective.class, speak(deaf, List.of(utterance)).get(0));

    assertEquals(new PocketOutcome.Defective(SpeechDefect.NO_END, "No.", 2), outcome);
    try (PocketStream stream = new PocketStream(model, deaf, utterance)) {
      int frames = 0;
      while (stream.hasNext()) {
        stream.next();
        frames++;
      }
      assertEquals(utterance.chunks().get(0).maxFrames(), frames);
      assertFalse(stream.hasEnded());
    }
  }

  @Test
  void reportsSpeechThatEndsTooEarly() {
    PocketSettings hasty = new PocketSettings(2, 1, 0.7, -1e9, 2, 0.5, 0);

    assertEquals(
        List.of(new PocketOutcome.Defective(SpeechDefect.ENDED_TOO_EARLY, "Come in.", 2)),
        speak(hasty, List.of(utterance("Come in.", 1))));
  }

  @Test
  void reportsSilence() {
    PocketSettings deafening = new PocketSettings(2, 1, 0.7, -4, 2, 0, 1);

    assertEquals(
        List.of(new PocketOutcome.Defective(SpeechDefect.SILENT, "Come in.", 2)),
        speak(deafening, List.of(utterance("Come in.", 1))));
  }

  @Test
  void triesAgainUnderAnotherSeed() {
    PocketUtterance utterance = utterance("Come in.", 9);
    float[] first = spoken(speak(settings(1, 1), List.of(utterance)).get(0)).samples();
    double level = rootMeanSquare(first);
    // Only louder attempts pass: the first one counts as silence.
    PocketSettings picky = new PocketSettings(1, 1, 0.7, -4, 50, 0, level * 1.0001);

    float[] later = spoken(speak(picky, List.of(utterance)).get(0)).samples();

    assertTrue(rootMeanSquare(later) > level);
  }

  @Test
  void joinsChunksWithoutClicks() {
    PocketUtterance utterance = utterance(TEXTS.get(0), 77);
    float[] samples = spoken(speak(settings(2, 1), List.of(utterance)).get(0)).samples();
    int joint = firstChunkLength(utterance);

    assertEquals(2, utterance.chunks().size());
    assertTrue(Math.abs(samples[joint - 1]) < 0.01, () -> "before: " + samples[joint - 1]);
    assertTrue(Math.abs(samples[joint]) < 0.01, () -> "after: " + samples[joint]);
  }

  private static PocketUtterance utterance(String text, long seed) {
    return new PocketUtterance(voice, TinyPocket.V2.chunks(text, 30), seed);
  }

  /** Random weights end when they like, so nothing counts as too early. */
  private static PocketSettings settings(int slots, int workers) {
    return new PocketSettings(slots, workers, 0.7, -4, 3, 0, 1e-3);
  }

  private static List<PocketOutcome> speak(
      PocketSettings settings, List<PocketUtterance> utterances) {
    try (PocketSynthesizer synthesizer = new PocketSynthesizer(model, settings)) {
      return synthesizer.speak(utterances);
    }
  }

  private static float[] streamed(int workers, PocketUtterance utterance) {
    float[] all = new float[0];
    try (PocketStream stream = new PocketStream(model, settings(1, workers), utterance)) {
      while (stream.hasNext()) {
        float[] frame = stream.next();
        assertEquals(1920, frame.length);
        all = Arrays.copyOf(all, all.length + frame.length);
        System.arraycopy(frame, 0, all, all.length - frame.length, frame.length);
      }
      assertTrue(stream.hasEnded());
    }
    return all;
  }

  /** Without the 5 ms on either side of the first joint. */
  private static float[] faded(PocketUtterance utterance, float[] samples) {
    float[] copy = samples.clone();
    int joint = firstChunkLength(utterance);
    Arrays.fill(copy, joint - 120, Math.min(joint + 120, copy.length), 0);
    return copy;
  }

  private static int firstChunkLength(PocketUtterance utterance) {
    PocketUtterance first =
        new PocketUtterance(voice, utterance.chunks().subList(0, 1), utterance.seed());
    return spoken(speak(settings(1, 1), List.of(first)).get(0)).samples().length;
  }

  private static PocketOutcome.Spoken spoken(PocketOutcome outcome) {
    return assertInstanceOf(PocketOutcome.Spoken.class, outcome);
  }

  private static void assertSame(List<PocketOutcome> expected, List<PocketOutcome> actual) {
    int spoken = 0;
    int identical = 0;
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) instanceof PocketOutcome.Spoken one) {
        PocketOutcome.Spoken other = spoken(actual.get(i));
        assertEquals(one.frames(), other.frames());
        assertArrayEquals(one.samples(), other.samples(), TOLERANCE);
        identical += Arrays.equals(one.samples(), other.samples()) ? 1 : 0;
        for (int s = 0; s < one.samples().length; s++) {
          largest = Math.max(largest, Math.abs(one.samples()[s] - other.samples()[s]));
        }
        spoken++;
      } else {
        assertEquals(expected.get(i), actual.get(i));
      }
    }
    System.out.printf(
        "%d of %d spoken, %d identical, largest difference %.1e%n",
        spoken, expected.size(), identical, largest);
    assertTrue(spoken > expected.size() / 2, "only " + spoken + " were spoken");
  }

  private static double rootMeanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
