package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.config.PocketConfig.FlowHead;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stage against the reference's numbers, on all tiny checkpoints. {@code golden.py} runs the
 * stages with the same layer classes that the product uses.
 */
class PocketGoldenTest {
  /** The fixtures' tolerance: a share of the largest magnitude of the reference tensor. */
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @MethodSource
  void everyStageAgreesWithRelease4(PocketFixture fixture) {
    float[] clip = PauseEnding.of(PocketFixture.clip(), fixture.config().codec().sampleRateHz());
    compare(fixture, clip, false);
  }

  static List<PocketFixture> everyStageAgreesWithRelease4() {
    return PocketFixture.ofRelease4();
  }

  /**
   * Every layer of the codec and the states of its streams, which the later fixtures leave out.
   * Release 2.1 computed with the exact GELU, release 4 with its approximation for these weights
   * too; so the closed loops of 2.1 apply no more, nor do they for its rule of the end.
   */
  @ParameterizedTest
  @EnumSource
  void everyStageAgreesWithRelease2ButForTheGelu(TinyPocket tiny) {
    PocketFixture fixture = tiny.fixture();
    compare(fixture, fixture.golden().get("enc.wave_raw").toFloats(), true);
  }

  @ParameterizedTest
  @MethodSource
  void clipsEndOnAPause(String name, TensorData in, TensorData out) {
    float[] ended = PauseEnding.of(in.toFloats(), 24_000);
    assertClose(name, out, TensorData.ofFloats(ended, ended.length));
  }

  static Stream<Arguments> clipsEndOnAPause() {
    Map<String, TensorData> all = new TreeMap<>();
    PocketFixture.ofRelease4().forEach(fixture -> all.putAll(fixture.golden()));
    float[] clip = PocketFixture.clip();
    Stream<Arguments> whole =
        Stream.of(
            Arguments.of(
                "enc.wave_raw",
                TensorData.ofFloats(clip, clip.length),
                flat(all.get("enc.wave_raw"))));
    return Stream.concat(
        whole,
        all.keySet().stream()
            .filter(name -> name.startsWith("pause.") && name.endsWith(".in"))
            .map(name -> name.substring(0, name.length() - 3))
            .map(name -> Arguments.of(name, all.get(name + ".in"), all.get(name + ".out"))));
  }

  private static TensorData flat(TensorData data) {
    float[] values = data.toFloats();
    return TensorData.ofFloats(values, values.length);
  }

  private static void compare(PocketFixture fixture, float[] clip, boolean exactGelu) {
    Map<String, TensorData> golden = fixture.golden();
    Map<String, TensorData> actual = run(fixture, golden, clip, exactGelu);
    Set<String> compared = new LinkedHashSet<>();
    for (var stage : actual.entrySet()) {
      TensorData expected = expected(fixture, golden, stage.getKey());
      if (expected != null) {
        assertClose(stage.getKey(), expected, stage.getValue());
        compared.add(stage.getKey());
      }
    }
    Set<String> skipped = new LinkedHashSet<>(golden.keySet());
    skipped.removeAll(compared);
    skipped.removeIf(PocketGoldenTest::isInputOrTestedElsewhere);
    assertEquals(Set.of(), skipped, "golden tensors that no stage was compared with");
    System.out.printf(
        "%s: %d stage tensors within %s of max%n", fixture, compared.size(), TOLERANCE);
  }

  /** Inputs of the stages, the resampler's, and the closed loops of {@code PocketLoopTest}. */
  private static boolean isInputOrTestedElsewhere(String name) {
    return name.startsWith("resample.")
        || name.startsWith("pause.")
        || name.startsWith("e2e.")
        || name.startsWith("seeded.")
        || name.startsWith("ar.")
        || name.endsWith(".in")
        || name.endsWith(".input_latent")
        || List.of("enc.wave_raw", "dbg_enc.wave", "dbg_dec.in").contains(name)
        || List.of("flow.c", "flow.s", "flow.t", "flow.x").contains(name);
  }

  private static TensorData expected(
      PocketFixture fixture, Map<String, TensorData> golden, String name) {
    if (!name.endsWith("offset") || !fixture.hasGolden(name)) {
      return golden.get(name);
    }
    return TensorData.ofFloats(new float[] {fixture.goldenIntegers(name)[0]}, 1);
  }

  private static Map<String, TensorData> run(
      PocketFixture fixture, Map<String, TensorData> golden, float[] clip, boolean exactGelu) {
    PocketConfig config = fixture.config();
    Map<String, TensorData> results = new TreeMap<>();
    try (TorchModule program =
            TorchModule.load("io.rhapsode.synth.family.pocket.golden", "Golden", TorchDevice.CPU);
        TensorScope scope = program.scope()) {
      IValue weights = scope.dictionary(fixture.weights());
      IValue inputs = scope.dictionary(golden);
      IValue encoder = encoder(config, program, scope, weights);
      IValue decoder = decoder(config, program, scope, weights);
      IValue backbone = backbone(config, program, scope, weights, 1);
      if (exactGelu) {
        scope.call(program, "use_exact_gelu_everywhere", backbone, encoder, decoder);
      }
      long[] ids = fixture.goldenIntegers("text.tokens");
      IValue tokens = scope.longs(ids, ids.length);
      collect(scope, scope.call(program, "units", backbone, inputs), results);
      collect(scope, scope.call(program, "flow", backbone, inputs), results);
      float[] padded = Arrays.copyOf(clip, wholeFrames(clip.length, config));
      IValue samples = scope.floats(padded, padded.length);
      collect(scope, scope.call(program, "encode", encoder, samples), results);
      if (golden.containsKey("dbg_enc.wave")) {
        collect(scope, scope.call(program, "convolve", encoder, decoder, inputs), results);
      }
      for (int steps : new int[] {4, 1}) {
        if (golden.containsKey("ar" + steps + ".input_latent")) {
          IValue stepping = backbone(config, program, scope, weights, steps);
          if (exactGelu) {
            scope.call(program, "use_exact_gelu_everywhere", stepping, encoder, decoder);
          }
          IValue label = scope.text("ar" + steps);
          IValue stages = scope.call(program, "language", stepping, inputs, tokens, label);
          collect(scope, stages, results);
        }
      }
      collect(scope, scope.call(program, "decode", decoder, inputs), results);
    }
    assertEquals(0, TensorScope.liveHandles());
    return results;
  }

  private static int wholeFrames(int samples, PocketConfig config) {
    int frame = config.codec().samplesPerFrame();
    return (samples + frame - 1) / frame * frame;
  }

  private static IValue backbone(
      PocketConfig config, TorchModule program, TensorScope scope, IValue weights, int steps) {
    PocketConfig.Transformer transformer = config.flowLanguageModel().transformer();
    return scope.call(
        program,
        "backbone",
        weights,
        scope.integer(transformer.heads()),
        scope.integer(transformer.keyValueHeads()),
        scope.real(transformer.maxPeriod()),
        scope.flag(config.flowLanguageModel().flow().kind() != FlowHead.Kind.DRIFTING),
        scope.integer(steps),
        scope.text("float32"));
  }

  private static IValue encoder(
      PocketConfig config, TorchModule program, TensorScope scope, IValue weights) {
    PocketConfig.CodecHalf half = config.codec().encoder();
    List<Integer> ratios = half.convolutions().ratios();
    long[] reversed = new long[ratios.size()];
    Arrays.setAll(reversed, i -> ratios.get(reversed.length - 1 - i));
    return scope.call(
        program,
        "encoder",
        weights,
        scope.integers(reversed),
        scope.integer(config.codec().positionsPerFrame()),
        scope.integer(half.transformer().heads()),
        scope.integer(half.context()),
        scope.real(half.transformer().maxPeriod()));
  }

  private static IValue decoder(
      PocketConfig config, TorchModule program, TensorScope scope, IValue weights) {
    PocketConfig.CodecHalf half = config.codec().decoder();
    return scope.call(
        program,
        "decoder",
        weights,
        scope.integers(half.convolutions().ratios().stream().mapToLong(r -> r).toArray()),
        scope.integer(half.transformer().heads()),
        scope.integer(half.context()),
        scope.real(half.transformer().maxPeriod()),
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
