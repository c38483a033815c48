package io.rhapsode.synth.family.qwen.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.SamplingRules.Choice;
import io.rhapsode.synth.family.qwen.text.PromptBuilder;
import io.rhapsode.synth.family.qwen.text.QwenPrompt;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every stage against the reference's numbers. {@code golden.py} runs the stages with the classes
 * that the product uses.
 */
class QwenGoldenTest {
  private static final int SHOWN_BLOCK_STEPS = 400;
  private static final int SHOWN_ENCODER_STEPS = 200;

  /** One fixture with the objects of the program. */
  private record Bench(
      QwenFixture fixture, TorchModule program, TensorScope scope, IValue weights, IValue talker) {
    QwenProgram parts() {
      return new QwenProgram(program);
    }

    void collect(String prefix, IValue dictionary, Map<String, TensorData> into) {
      dictionary
          .toIValueMap()
          .forEach(
              (name, value) -> {
                try (value) {
                  into.put(prefix + name, scope.toData(value));
                }
              });
    }
  }

  @Test
  void everyStageAgreesWithTheReference() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      Map<String, TensorData> expected = fixture.tensors();
      Map<String, TensorData> found = run(fixture, expected);
      Set<String> skipped = new TreeSet<>(expected.keySet());
      skipped.removeAll(found.keySet());
      skipped.removeIf(QwenGoldenTest::isInputOrTestedElsewhere);
      int compared = 0;
      for (var entry : expected.entrySet()) {
        TensorData actual = found.get(entry.getKey());
        if (actual != null) {
          assertClose(entry.getKey(), entry.getValue(), actual, fixture.tolerance(entry.getKey()));
          compared++;
        }
      }
      assertEquals(Set.of(), skipped, "golden tensors that no stage was compared with");
      System.out.printf("%s: %d stage tensors within their tolerance%n", fixture, compared);
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  private static boolean isInputOrTestedElsewhere(String name) {
    return name.endsWith(".codes") && !name.equals("enc.codes")
        || name.startsWith("batch.")
        || name.startsWith("dec.long_")
        || name.startsWith("dec.chunked_")
        || name.startsWith("e2e.wav")
        || Set.of("dec.batch_short", "samp.logits", "samp.cp_logits").contains(name)
        || Set.of("enc.codes_batch_short", "enc.codes_short").contains(name);
  }

  private static Map<String, TensorData> run(QwenFixture fixture, Map<String, TensorData> golden)
      throws IOException {
    Map<String, TensorData> results = new TreeMap<>();
    try (TorchModule program =
            TorchModule.load("io.rhapsode.synth.family.qwen.golden", "Golden", TorchDevice.CPU);
        TensorScope scope = program.scope()) {
      IValue weights = scope.dictionary(fixture.folder().tensors());
      QwenConfig config = fixture.config();
      IValue talker =
          new QwenProgram(program)
              .talker(scope, scope, weights, config, fixture.folder().rules().greedy(), "float32");
      Bench bench = new Bench(fixture, program, scope, weights, talker);
      if (golden.containsKey("emb.bos_eos_pad")) {
        QwenConfig.Tokens ids = config.tokens();
        long[] controls = {ids.begin(), ids.finish(), ids.pad()};
        results.put(
            "emb.bos_eos_pad",
            scope.toData(scope.call(program, "controls", talker, scope.longs(controls, 3))));
      }
      for (var run : fixture.runs().entrySet()) {
        talk(bench, run.getKey(), run.getValue(), golden.get(run.getKey() + ".codes"), results);
      }
      sample(bench, golden, results);
      decode(bench, golden, results);
      listen(bench, results);
    }
    return results;
  }

  private static void talk(
      Bench bench, String name, JsonNode run, TensorData made, Map<String, TensorData> results)
      throws IOException {
    QwenFixture fixture = bench.fixture();
    VoicePrompt voice = fixture.voice(run);
    QwenPrompt prompt;
    try (QwenText text = fixture.text()) {
      prompt =
          new PromptBuilder(fixture.config(), text.role())
              .prompt(
                  voice,
                  QwenFixture.tag(run.path("language").asText("")),
                  text.spoken(run.path("text").textValue()));
    }
    TensorScope scope = bench.scope();
    int width = fixture.config().talker().transformer().width();
    float[] embedding = voice.hasEmbedding() ? fixture.embedding() : new float[0];
    bench.collect(
        name + ".",
        scope.call(
            bench.program(),
            "run",
            bench.talker(),
            scope.longs(prompt.text(), prompt.rows()),
            scope.longs(prompt.codes(), prompt.rows(), fixture.codec().codebooks()),
            scope.floats(embedding, embedding.length / width, width),
            scope.integer(prompt.speakerRow()),
            scope.longs(prompt.rest(), prompt.rest().length),
            scope.longs(QwenModel.whole(made.toFloats()), made.shape())),
        results);
  }

  private static void sample(
      Bench bench, Map<String, TensorData> golden, Map<String, TensorData> results)
      throws IOException {
    TensorData logits = golden.get("samp.logits");
    JsonNode sampling = bench.fixture().description().path("sampling");
    if (logits == null) {
      return;
    }
    for (String name : new String[] {"default", "top_p"}) {
      JsonNode rule = sampling.path(name);
      IValue scores = scores(bench, logits, sampling.path("history"), rule);
      if (name.equals("default")) {
        results.put("samp.greedy", bench.scope().toData(scores));
      }
      keep(bench, "samp." + name, filtered(bench, choice(rule, ""), scores), results);
      IValue others =
          bench
              .scope()
              .floats(
                  golden.get("samp.cp_logits").toFloats(), golden.get("samp.cp_logits").shape());
      keep(bench, "samp.cp_" + name, filtered(bench, choice(rule, "subtalker_"), others), results);
    }
  }

  private static IValue scores(Bench bench, TensorData logits, JsonNode history, JsonNode rule) {
    int width = (int) logits.shape()[1];
    float[] seen = new float[(int) logits.shape()[0] * width];
    for (int row = 0; row < logits.shape()[0]; row++) {
      for (JsonNode code : history.path(row)) {
        seen[row * width + code.intValue()] = 1;
      }
    }
    TensorScope scope = bench.scope();
    return scope.call(
        bench.program(),
        "choose",
        bench.talker(),
        scope.floats(logits.toFloats(), logits.shape()),
        scope.floats(seen, logits.shape()),
        scope.real(rule.path("repetition_penalty").asDouble()));
  }

  private static Choice choice(JsonNode rule, String prefix) {
    return new Choice(
        true,
        rule.path(prefix + "temperature").asDouble(),
        rule.path(prefix + "top_k").asInt(),
        rule.path(prefix + "top_p").asDouble());
  }

  private static IValue filtered(Bench bench, Choice choice, IValue scores) {
    TensorScope scope = bench.scope();
    return scope.call(bench.program(), "filtered", bench.parts().sampling(scope, choice), scores);
  }

  private static void keep(
      Bench bench, String name, IValue scores, Map<String, TensorData> results) {
    TensorScope scope = bench.scope();
    results.put(name, scope.toData(scores));
    results.put(
        name + "_probs", scope.toData(scope.call(bench.program(), "probabilities", scores)));
  }

  private static void decode(
      Bench bench, Map<String, TensorData> golden, Map<String, TensorData> results)
      throws IOException {
    TensorData codes = golden.get("dec.codes");
    if (codes == null) {
      return;
    }
    TensorScope scope = bench.scope();
    IValue decoder = bench.parts().decoder(scope, scope, bench.weights(), bench.fixture().codec());
    bench.collect(
        "dec.",
        scope.call(
            bench.program(),
            "decode",
            decoder,
            scope.longs(QwenModel.whole(codes.toFloats()), codes.shape()),
            scope.integer(SHOWN_BLOCK_STEPS)),
        results);
  }

  private static void listen(Bench bench, Map<String, TensorData> results) throws IOException {
    QwenFixture fixture = bench.fixture();
    if (fixture.config().speakerEncoder().isEmpty()) {
      return;
    }
    TensorScope scope = bench.scope();
    float[] recording = fixture.recording();
    IValue samples = scope.floats(recording, recording.length);
    IValue encoder = bench.parts().encoder(scope, scope, bench.weights(), fixture.codec());
    bench.collect(
        "",
        scope.call(
            bench.program(),
            "encode",
            encoder,
            samples,
            scope.integer(fixture.codec().codebooks()),
            scope.integer(SHOWN_ENCODER_STEPS)),
        results);
    IValue speaker =
        bench
            .parts()
            .speakerEncoder(scope, scope, bench.weights(), fixture.config().speakerEncoder().get());
    bench.collect("", scope.call(bench.program(), "speaker", speaker, samples), results);
  }

  static void assertClose(String name, TensorData expected, TensorData actual, double tolerance) {
    assertArrayEquals(
        expected.shape(), actual.shape(), () -> name + " is " + Arrays.toString(actual.shape()));
    float[] reference = expected.toFloats();
    float[] values = actual.toFloats();
    double difference = 0;
    for (int i = 0; i < reference.length; i++) {
      // What cannot be chosen is infinitely bad on both sides.
      if (reference[i] != values[i]) {
        double off = Math.abs((double) reference[i] - values[i]);
        difference = off > difference || Double.isNaN(off) ? off : difference;
      }
    }
    double found = difference;
    assertTrue(
        difference <= tolerance, () -> "%s is off by %s of %s".formatted(name, found, tolerance));
  }
}
