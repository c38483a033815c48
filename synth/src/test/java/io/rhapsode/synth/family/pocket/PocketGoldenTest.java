package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every stage against the reference's numbers, on both tiny checkpoints. {@code golden.py} runs the
 * stages with the same layer classes that the product uses.
 */
class PocketGoldenTest {
  /** The fixture's tolerance: a share of the largest magnitude of the reference tensor. */
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @EnumSource
  void everyStageAgreesWithTheReference(TinyPocket tiny) {
    Map<String, TensorData> golden = tiny.golden();
    Map<String, TensorData> actual = run(tiny, golden);
    Set<String> compared = new LinkedHashSet<>();
    for (var stage : actual.entrySet()) {
      TensorData expected = expected(tiny, golden, stage.getKey());
      if (expected != null) {
        assertClose(stage.getKey(), expected, stage.getValue());
        compared.add(stage.getKey());
      }
    }
    Set<String> skipped = new LinkedHashSet<>(golden.keySet());
    skipped.removeAll(compared);
    skipped.removeIf(PocketGoldenTest::isInputOrTestedElsewhere);
    assertEquals(Set.of(), skipped, "golden tensors that no stage was compared with");
    System.out.printf("%s: %d stage tensors within %s of max%n", tiny, compared.size(), TOLERANCE);
  }

  /** Inputs of the stages, the resampler's, and the closed loops of {@code PocketLoopTest}. */
  private static boolean isInputOrTestedElsewhere(String name) {
    return name.startsWith("resample.")
        || name.startsWith("e2e.")
        || name.startsWith("seeded.")
        || name.startsWith("ar.")
        || name.endsWith(".in")
        || name.endsWith(".input_latent")
        || name.endsWith(".flow_x")
        || List.of("enc.wave_raw", "dbg_enc.wave", "dbg_dec.in").contains(name)
        || List.of("flow.c", "flow.s", "flow.t", "flow.x").contains(name);
  }

  private static TensorData expected(TinyPocket tiny, Map<String, TensorData> golden, String name) {
    if (!name.endsWith("offset")) {
      return golden.get(name);
    }
    long[] offset = tiny.goldenIntegers(name);
    return TensorData.ofFloats(new float[] {offset[0]}, 1);
  }

  private static Map<String, TensorData> run(TinyPocket tiny, Map<String, TensorData> golden) {
    PocketConfig config = tiny.config();
    Map<String, TensorData> results = new TreeMap<>();
    try (TorchModule program =
            TorchModule.load("io.rhapsode.synth.family.pocket.golden", "Golden", TorchDevice.CPU);
        TensorScope scope = program.scope()) {
      IValue weights = scope.dictionary(tiny.weights());
      IValue inputs = scope.dictionary(golden);
      IValue encoder = encoder(config, program, scope, weights);
      IValue decoder = decoder(config, program, scope, weights);
      IValue backbone = backbone(config, program, scope, weights, 1);
      long[] ids = tiny.goldenIntegers("text.tokens");
      IValue tokens = scope.longs(ids, ids.length);
      collect(scope, scope.call(program, "units", backbone, inputs), results);
      collect(scope, scope.call(program, "flow", backbone, inputs), results);
      collect(scope, scope.call(program, "encode", encoder, inputs), results);
      if (golden.containsKey("dbg_enc.wave")) {
        collect(scope, scope.call(program, "convolve", encoder, decoder, inputs), results);
      }
      for (int steps : new int[] {4, 1}) {
        IValue stepping = backbone(config, program, scope, weights, steps);
        IValue label = scope.text("ar" + steps);
        collect(scope, scope.call(program, "language", stepping, inputs, tokens, label), results);
      }
      collect(scope, scope.call(program, "decode", decoder, inputs), results);
    }
    assertEquals(0, TensorScope.liveHandles());
    return results;
  }

  private static IValue backbone(
      PocketConfig config, TorchModule program, TensorScope scope, IValue weights, int steps) {
    PocketConfig.Transformer transformer = config.flowLanguageModel().transformer();
    return scope.call(
        program,
        "backbone",
        weights,
        scope.integer(transformer.heads()),
        scope.real(transformer.maxPeriod()),
        scope.integer(steps),
        scope.text("float32"));
  }

  private static IValue encoder(
      PocketConfig config, TorchModule program, TensorScope scope, IValue weights) {
    return scope.call(
        program,
        "encoder",
        weights,
        scope.integers(4, 5, 6),
        scope.integer(16),
        scope.integer(config.codec().transformer().heads()),
        scope.integer(config.codec().context()),
        scope.real(config.codec().transformer().maxPeriod()));
  }

  private static IValue decoder(
      PocketConfig config, TorchModule program, TensorScope scope, IValue weights) {
    return scope.call(
        program,
        "decoder",
        weights,
        scope.integers(6, 5, 4),
        scope.integer(config.codec().transformer().heads()),
        scope.integer(config.codec().context()),
        scope.real(config.codec().transformer().maxPeriod()),
        scope.text("float32"));
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

  private static void assertClose(String name, TensorData expected, TensorData actual) {
    assertArrayEquals(
        expected.shape(), actual.shape(), () -> name + " is " + Arrays.toString(actual.shape()));
    float[] reference = expected.toFloats();
    float[] values = actual.toFloats();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < reference.length; i++) {
      largest = Math.max(largest, Math.abs(reference[i]));
      difference = Math.max(difference, Math.abs(reference[i] - values[i]));
      assertTrue(Float.isFinite(values[i]), name + " holds " + values[i]);
    }
    double share = difference / largest;
    assertTrue(difference <= TOLERANCE * largest, () -> name + " is off by max x " + share);
  }
}
