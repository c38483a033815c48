package io.rhapsode.synth.speaker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.family.onnx.RealWeights;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden values are librosa's (log mel frames) and those of the published package's own
 * function with ONNX Runtime in Python (vectors).
 */
class SpeakerEncoderTest {
  private static final int RATE = LogMelSpectrum.SAMPLE_RATE_HZ;

  @TempDir private Path folder;

  @Test
  void logMelFramesAreThoseOfTheReference() throws IOException {
    JsonNode golden = golden().get("logMel");

    float[] spectrum =
        LogMelSpectrum.of(
            HarmonicTone.of(golden.get("pitchHz").asDouble(), golden.get("seconds").asDouble()));

    assertEquals(golden.get("frames").asInt(), spectrum.length / LogMelSpectrum.BANDS);
    assertArrayEquals(floats(golden.get("values")), spectrum, 1e-4f);
  }

  @Test
  void publishedWeightsGiveTheVectorsOfTheReference() throws IOException {
    Path graph = RealWeights.folder("speaker").resolve("speaker.onnx");
    try (DVectorEncoder encoder = DVectorEncoder.open(graph, "d-vector")) {
      for (JsonNode vector : golden().get("vectors")) {
        float[] tone =
            HarmonicTone.of(vector.get("pitchHz").asDouble(), vector.get("seconds").asDouble());

        float[] ours = encoder.embedSpeech(tone).orElseThrow().direction();

        assertArrayEquals(floats(vector.get("values")), ours, 2e-3f);
      }
    }
  }

  @Test
  void aVoiceIsNearerToItselfThanToAnother() throws IOException {
    try (DVectorEncoder encoder = tiny()) {
      SpeakerEmbedding low = embed(encoder, HarmonicTone.of(110, 3));
      SpeakerEmbedding lowAgain = embed(encoder, HarmonicTone.of(112, 5));
      SpeakerEmbedding high = embed(encoder, HarmonicTone.of(260, 3));

      assertTrue(low.similarity(lowAgain) > low.similarity(high));
      assertEquals(1, low.similarity(low), 1e-6);
    }
  }

  @Test
  void pausesAndSampleRateDoNotMatter() throws IOException {
    try (DVectorEncoder encoder = tiny()) {
      float[] tone = HarmonicTone.of(140, 4);
      float[] paused = new float[tone.length + 2 * RATE];
      System.arraycopy(tone, 0, paused, 0, tone.length / 2);
      System.arraycopy(
          tone, tone.length / 2, paused, tone.length / 2 + 2 * RATE, tone.length - tone.length / 2);
      SpeakerEmbedding plain = embed(encoder, tone);
      SpeakerEmbedding withPause = embed(encoder, paused);
      SpeakerEmbedding faster =
          encoder
              .embed(new PcmClip(24_000, new KaiserResampler(RATE, 24_000).resample(tone)))
              .orElseThrow();

      assertEquals(plain.speechSeconds(), withPause.speechSeconds(), 0.1);
      assertTrue(plain.similarity(withPause) > 0.999);
      assertTrue(plain.similarity(faster) > 0.99, () -> "" + plain.similarity(faster));
    }
  }

  @Test
  void aClipOfManyWindowsIsTheMeanOfItsParts() throws IOException {
    try (DVectorEncoder encoder = tiny()) {
      float[] tone = HarmonicTone.of(140, 60);

      SpeakerEmbedding whole = embed(encoder, tone);

      assertEquals(60, whole.speechSeconds(), 0.1);
      assertEquals(whole, embed(encoder, tone));
      assertTrue(whole.similarity(embed(encoder, HarmonicTone.of(140, 5))) > 0.99);
    }
  }

  @Test
  void tooLittleSpeechGivesNothing() throws IOException {
    try (DVectorEncoder encoder = tiny()) {
      assertEquals(Optional.empty(), encoder.embed(new PcmClip(RATE, new float[0])));
      assertEquals(Optional.empty(), encoder.embed(new PcmClip(RATE, new float[5 * RATE])));
      assertEquals(Optional.empty(), encoder.embed(new PcmClip(RATE, HarmonicTone.of(140, 0.5))));
    }
  }

  @Test
  void aMeanIsWeightedBySeconds() {
    SpeakerEmbedding right = new SpeakerEmbedding(new float[] {1, 0}, 9);
    SpeakerEmbedding up = new SpeakerEmbedding(new float[] {0, 1}, 1);

    SpeakerEmbedding mean = SpeakerEmbedding.mean(List.of(right, up));

    assertEquals(10, mean.speechSeconds());
    assertEquals(9 / Math.sqrt(82), mean.similarity(right), 1e-6);
    SpeakerEmbedding other = new SpeakerEmbedding(new float[] {1, 0, 0}, 1);
    assertThrows(IllegalArgumentException.class, () -> right.similarity(other));
    assertThrows(IllegalArgumentException.class, () -> new SpeakerEmbedding(new float[] {1, 1}, 1));
  }

  @Test
  void aGraphOfAnotherKindIsRefusedWithItsName() throws IOException {
    Path voice = folder.resolve("speaker.onnx");
    try (var stream = getClass().getResourceAsStream("../family/piper/tiny.onnx")) {
      Files.write(voice, stream.readAllBytes());
    }
    IOException refusal = assertThrows(IOException.class, () -> new DVectorModels().check(folder));
    assertTrue(refusal.getMessage().startsWith(voice.toString()), refusal.getMessage());

    Files.write(voice, new byte[] {8, 8, 1, 2, 3});
    assertThrows(IOException.class, () -> new DVectorModels().check(folder));

    Files.delete(voice);
    assertThrows(IOException.class, () -> new DVectorModels().check(folder));
  }

  private DVectorEncoder tiny() throws IOException {
    Path graph = folder.resolve("tiny.onnx");
    try (var stream = getClass().getResourceAsStream("tiny.onnx")) {
      Files.write(graph, stream.readAllBytes());
    }
    return DVectorEncoder.open(graph, "tiny");
  }

  private static SpeakerEmbedding embed(SpeakerEncoder encoder, float[] samples)
      throws IOException {
    return encoder.embed(new PcmClip(RATE, samples)).orElseThrow();
  }

  private JsonNode golden() throws IOException {
    try (var stream = getClass().getResourceAsStream("golden.json")) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static float[] floats(JsonNode values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.get(i).asDouble();
    }
    return floats;
  }
}
