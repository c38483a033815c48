package io.rhapsode.synth.family.voxtral.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codec;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stage against the reference's numbers. {@code golden.py} runs the stages with the same
 * layer classes that the product uses.
 */
class VoxtralGoldenTest {
  private static final String FIXTURES =
      "io.rhapsode.synth.family.voxtral.model.VoxtralFixture#all";

  @ParameterizedTest
  @MethodSource(FIXTURES)
  void everyStageAgreesWithTheReference(VoxtralFixture fixture) throws IOException {
    Map<String, TensorData> expected = new TreeMap<>(fixture.golden());
    expected.putAll(fixture.goldenCodes());
    JsonNode tensors = fixture.description().path("tensors");
    Set<String> compared = new LinkedHashSet<>();
    for (var stage : run(fixture).entrySet()) {
      if (expected.containsKey(stage.getKey())) {
        double tolerance = tensors.path(stage.getKey()).path("atol").asDouble(0);
        assertClose(stage.getKey(), expected.get(stage.getKey()), stage.getValue(), tolerance);
        compared.add(stage.getKey());
      }
    }
    Set<String> skipped = new LinkedHashSet<>(expected.keySet());
    skipped.removeAll(compared);
    skipped.removeIf(VoxtralGoldenTest::isInputOrTestedElsewhere);
    assertEquals(Set.of(), skipped, "golden tensors that no stage was compared with");
    System.out.printf("%s: %d stage tensors within their tolerance%n", fixture, compared.size());
  }

  private static boolean isInputOrTestedElsewhere(String name) {
    return name.startsWith("e2e.")
        || name.startsWith("voice.")
        || name.endsWith(".wave")
        || List.of("unit.h", "unit.noise", "unit.alpha", "fsq.x", "frames.noise").contains(name)
        || List.of("codec.raw", "enc.frames", "enc.embeds", "prompt.ids").contains(name);
  }

  private static Map<String, TensorData> run(VoxtralFixture fixture) throws IOException {
    Map<String, TensorData> results = new TreeMap<>();
    JsonNode case0 = fixture.description().path("cases").path(0);
    long[] ids = fixture.integers("prompt.ids");
    long[] after = Arrays.copyOfRange(ids, 2 + case0.path("audio_tokens").asInt(), ids.length);
    long[] codes = Arrays.stream(fixture.integers("codec.raw")).map(code -> code + 2).toArray();
    int width = fixture.parameters().codes().count();
    Map<String, TensorData> inputs = fixture.golden();
    try (TorchModule program =
            TorchModule.load("io.rhapsode.synth.family.voxtral.golden", "Golden", TorchDevice.CPU);
        TensorScope scope = program.scope()) {
      IValue weights = scope.dictionary(fixture.weights());
      IValue golden = scope.dictionary(inputs);
      IValue voice =
          scope.floats(
              fixture.voice(case0.path("voice").asText()).values(),
              inputs.get("voice." + case0.path("voice").asText()).shape());
      IValue acoustic = acoustic(fixture, program, scope, weights);
      IValue backbone = backbone(fixture, program, scope, weights, acoustic);
      collect(scope, scope.call(program, "head", acoustic, backbone, golden), results);
      collect(
          scope,
          scope.call(
              program,
              "language",
              backbone,
              golden,
              scope.longs(Arrays.copyOf(ids, 2), 2),
              voice,
              scope.longs(after, after.length)),
          results);
      collect(
          scope,
          scope.call(
              program,
              "decode",
              codec(fixture, program, scope, weights, false),
              scope.longs(codes, codes.length / width, width),
              scope.integer(inputs.get("codec.latents").shape()[0])),
          results);
      IValue encoder = codec(fixture, program, scope, weights, true);
      collect(scope, scope.call(program, "encode", encoder, golden), results);
    }
    assertEquals(0, TensorScope.liveHandles());
    return results;
  }

  private static IValue acoustic(
      VoxtralFixture fixture, TorchModule program, TensorScope scope, IValue weights)
      throws IOException {
    VoxtralParameters parameters = fixture.parameters();
    return scope.call(
        program,
        "acoustic",
        weights,
        scope.integer(parameters.flow().headWidth()),
        scope.real(parameters.flow().epsilon()),
        scope.integer(parameters.steps()),
        scope.integer(parameters.codes().levels()),
        scope.real(fixture.description().path("cfg_alpha").asDouble()),
        scope.text("float32"));
  }

  private static IValue backbone(
      VoxtralFixture fixture,
      TorchModule program,
      TensorScope scope,
      IValue weights,
      IValue acoustic)
      throws IOException {
    VoxtralParameters parameters = fixture.parameters();
    return scope.call(
        program,
        "backbone",
        weights,
        acoustic,
        scope.integer(parameters.language().headWidth()),
        scope.real(parameters.maxPeriod()),
        scope.real(parameters.language().epsilon()),
        scope.integers(parameters.codes().sizes()),
        scope.text("float32"));
  }

  private static IValue codec(
      VoxtralFixture fixture,
      TorchModule program,
      TensorScope scope,
      IValue weights,
      boolean isEncoder)
      throws IOException {
    Codec codec = fixture.parameters().codec();
    IValue features = scope.integer(codec.transformer().headWidth());
    IValue epsilon = scope.real(codec.transformer().epsilon());
    IValue queryKeyEpsilon = scope.real(codec.queryKeyEpsilon());
    IValue levels = scope.integer(fixture.parameters().codes().levels());
    List<Integer> up = codec.decoder().strides();
    if (isEncoder) {
      return scope.call(
          program,
          "encoder",
          weights,
          scope.integer(codec.patch()),
          features,
          integers(scope, codec.encoderWindows()),
          integers(scope, codec.encoder().strides()),
          epsilon,
          queryKeyEpsilon,
          levels);
    }
    return scope.call(
        program,
        "decoder",
        weights,
        features,
        integers(scope, codec.decoderWindows()),
        integers(scope, up.subList(1, up.size())),
        epsilon,
        queryKeyEpsilon,
        levels);
  }

  private static IValue integers(TensorScope scope, List<Integer> values) {
    return scope.integers(values.stream().mapToLong(Integer::longValue).toArray());
  }

  private static void collect(TensorScope scope, IValue dictionary, Map<String, TensorData> into) {
    dictionary
        .toIValueMap()
        .forEach(
            (name, value) -> {
              try (value) {
                into.put(name, scope.toData(value));
              }
            });
  }

  static void assertClose(String name, TensorData expected, TensorData actual, double tolerance) {
    assertArrayEquals(
        expected.shape(), actual.shape(), () -> name + " is " + Arrays.toString(actual.shape()));
    float[] reference = expected.toFloats();
    float[] values = actual.toFloats();
    double difference = 0;
    for (int i = 0; i < reference.length; i++) {
      assertTrue(Float.isFinite(values[i]), name + " holds " + values[i]);
      difference = Math.max(difference, Math.abs(reference[i] - values[i]));
    }
    double found = difference;
    assertTrue(
        difference <= tolerance, () -> "%s is off by %s of %s".formatted(name, found, tolerance));
  }
}
