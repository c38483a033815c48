package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.model.PocketVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.FrameStream;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.SpeechDefect;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PocketSpeechTest {
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
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      utterances.add(utterance(TEXTS.get(i % TEXTS.size()), 1000 + i));
    }
    List<Outcome> alone = speak(settings(1, 1), utterances);

    List<Outcome> batched = speak(settings(4, 2), utterances);
    assertSame(alone, batched);
    assertIdentical(batched, speak(settings(16, 1), utterances));
    List<Utterance> reversed = new ArrayList<>(utterances);
    Collections.reverse(reversed);
    List<Outcome> outcomes = new ArrayList<>(speak(settings(5, 1), reversed));
    Collections.reverse(outcomes);
    assertIdentical(batched, outcomes);
  }

  /** Every head and shape, with grouped heads and a narrow condition too. */
  @ParameterizedTest
  @MethodSource
  void everyKindOfModelSpeaksTheSameInAnyCompany(PocketFixture fixture) {
    try (PocketModel other = fixture.model(1, WeightPrecision.FLOAT32);
        PocketVoice prompt = other.openVoice(fixture.voiceState())) {
      List<Utterance> utterances = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        utterances.add(new Utterance(prompt, fixture.chunks(TEXTS.get(i), 30), i));
      }
      List<Outcome> few = speak(other, unjudged(2), utterances);
      List<Outcome> many = speak(other, unjudged(17), utterances);
      for (int i = 0; i < few.size(); i++) {
        if (few.get(i) instanceof Outcome.Spoken one) {
          assertArrayEquals(one.samples(), spoken(many.get(i)).samples(), 0f);
        } else {
          assertEquals(few.get(i), many.get(i));
        }
      }
      assertTrue(few.stream().anyMatch(Outcome.Spoken.class::isInstance));
    }
  }

  static List<PocketFixture> everyKindOfModelSpeaksTheSameInAnyCompany() {
    return PocketFixture.ofRelease4();
  }

  private static GenerationSettings unjudged(int slots) {
    return new GenerationSettings(slots, 1, 0.3, -4, 6, 1, 0, 0);
  }

  @Test
  void repeatsItselfToTheBit() {
    List<Utterance> utterances = List.of(utterance(TEXTS.get(0), 5), utterance(TEXTS.get(1), 6));

    float[] first = spoken(speak(settings(2, 2), utterances).get(1)).samples();
    float[] second = spoken(speak(settings(2, 2), utterances).get(1)).samples();

    assertArrayEquals(first, second, 0f);
  }

  @Test
  void streamsWhatItSpeaks() {
    for (int workers : new int[] {1, 2}) {
      for (String text : List.of(TEXTS.get(0), TEXTS.get(3))) {
        Utterance utterance = utterance(text, 77);
        float[] whole = spoken(speak(settings(1, 1), List.of(utterance)).get(0)).samples();

        assertArrayEquals(whole, streamed(workers, utterance), TOLERANCE);
      }
    }
  }

  @Test
  void takesMoreTextWhileItSpeaks() {
    Utterance all = utterance(TEXTS.get(0), 21);
    int frames = 0;
    try (Scheduler scheduler = new Scheduler(model, settings(1, 2));
        FrameStream stream = scheduler.stream(voice, 21)) {
      stream.push(all.chunks().subList(0, 1));
      frames += rest(stream).size();
      stream.push(all.chunks().subList(1, 2));
      frames += rest(stream).size();
    }
    assertEquals(spoken(speak(settings(1, 1), List.of(all)).get(0)).frames(), frames);
  }

  @Test
  void cancelsAStream() {
    long before = TensorScope.liveHandles();
    try (Scheduler scheduler = new Scheduler(model, settings(1, 2))) {
      FrameStream stream = scheduler.stream(voice, 3);
      stream.push(utterance(TEXTS.get(2), 3).chunks());
      assertEquals(1920, stream.next().orElseThrow().length);

      stream.close();

      assertEquals(Optional.empty(), stream.next());
      assertEquals(before, TensorScope.liveHandles());
    }
  }

  @Test
  void reportsSpeechWithoutEnd() {
    GenerationSettings deaf =
        new GenerationSettings(2, 1, 0.7, Double.POSITIVE_INFINITY, 6, 2, 0, 0);
    Utterance utterance = utterance("No.", 1);

    Outcome.Defective outcome =
        assertInstanceOf(Outcome.Defective.class, speak(deaf, List.of(utterance)).get(0));

    assertEquals(new Outcome.Defective(SpeechDefect.NO_END, "No.", 2), outcome);
    try (Scheduler scheduler = new Scheduler(model, deaf);
        FrameStream stream = scheduler.stream(voice, 1)) {
      stream.push(utterance.chunks());
      assertEquals(utterance.chunks().get(0).maxFrames(), rest(stream).size());
      assertTrue(stream.wasCut());
    }
  }

  @Test
  void reportsSpeechThatEndsTooEarly() {
    GenerationSettings hasty = new GenerationSettings(2, 1, 0.7, -1e9, 0, 2, 0.5, 0);

    assertEquals(
        List.of(new Outcome.Defective(SpeechDefect.ENDED_TOO_EARLY, "Come in.", 2)),
        speak(hasty, List.of(utterance("Come in.", 1))));
  }

  @Test
  void reportsSilence() {
    GenerationSettings deafening = new GenerationSettings(2, 1, 0.7, -4, 6, 2, 0, 1);

    assertEquals(
        List.of(new Outcome.Defective(SpeechDefect.SILENT, "Come in.", 2)),
        speak(deafening, List.of(utterance("Come in.", 1))));
  }

  @Test
  void triesAgainUnderAnotherSeed() {
    Utterance utterance = utterance("Come in.", 9);
    float[] first = spoken(speak(settings(1, 1), List.of(utterance)).get(0)).samples();
    double level = rootMeanSquare(first);
    // Only louder attempts pass: the first one counts as silence.
    GenerationSettings picky = new GenerationSettings(1, 1, 0.7, -4, 6, 50, 0, level * 1.0001);

    float[] later = spoken(speak(picky, List.of(utterance)).get(0)).samples();

    assertTrue(rootMeanSquare(later) > level);
  }

  @Test
  void everyChunkFadesInAndNothingElseHappensAtJoints() {
    Utterance utterance = utterance(TEXTS.get(0), 77);
    Utterance first = new Utterance(voice, utterance.chunks().subList(0, 1), utterance.seed());
    float[] samples = spoken(speak(settings(1, 1), List.of(utterance)).get(0)).samples();
    float[] before = spoken(speak(settings(1, 1), List.of(first)).get(0)).samples();

    assertEquals(2, utterance.chunks().size());
    assertArrayEquals(before, Arrays.copyOf(samples, before.length), 0f);
    assertEquals(0, samples[0]);
    assertEquals(0, samples[before.length]);
    assertTrue(samples[before.length + 60] != 0);
  }

  private static Utterance utterance(String text, long seed) {
    return new Utterance(voice, TinyPocket.V2.chunks(text, 30), seed);
  }

  /** Random weights end when they like, so nothing counts as too early. */
  private static GenerationSettings settings(int slots, int workers) {
    return new GenerationSettings(slots, workers, 0.7, -4, 6, 3, 0, 1e-3);
  }

  private static List<Outcome> speak(GenerationSettings settings, List<Utterance> utterances) {
    return speak(model, settings, utterances);
  }

  private static List<Outcome> speak(
      PocketModel model, GenerationSettings settings, List<Utterance> utterances) {
    try (Scheduler scheduler = new Scheduler(model, settings)) {
      return scheduler.speak(utterances);
    }
  }

  private static float[] streamed(int workers, Utterance utterance) {
    try (Scheduler scheduler = new Scheduler(model, settings(1, workers));
        FrameStream stream = scheduler.stream(utterance.voice(), utterance.seed())) {
      stream.push(utterance.chunks());
      List<float[]> frames = rest(stream);
      assertFalse(stream.wasCut());
      float[] all = new float[frames.size() * 1920];
      for (int i = 0; i < frames.size(); i++) {
        assertEquals(1920, frames.get(i).length);
        System.arraycopy(frames.get(i), 0, all, i * 1920, 1920);
      }
      return all;
    }
  }

  /** The frames that a stream still has. */
  private static List<float[]> rest(FrameStream stream) {
    List<float[]> frames = new ArrayList<>();
    for (Optional<float[]> next = stream.next(); next.isPresent(); next = stream.next()) {
      frames.add(next.get());
    }
    return frames;
  }

  private static Outcome.Spoken spoken(Outcome outcome) {
    return assertInstanceOf(Outcome.Spoken.class, outcome);
  }

  /** To the bit, whatever the number of slots from 2 on, of workers, and the order. */
  private static void assertIdentical(List<Outcome> expected, List<Outcome> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(spoken(expected.get(i)).samples(), spoken(actual.get(i)).samples(), 0f);
    }
  }

  private static void assertSame(List<Outcome> expected, List<Outcome> actual) {
    int spoken = 0;
    int identical = 0;
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) instanceof Outcome.Spoken one) {
        Outcome.Spoken other = spoken(actual.get(i));
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
