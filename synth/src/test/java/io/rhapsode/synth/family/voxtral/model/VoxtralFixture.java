package io.rhapsode.synth.family.voxtral.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.voxtral.config.VoxtralLayout;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.config.VoxtralParametersReader;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A tiny checkpoint and what the reference computes with it. The folder is that of the system
 * property {@code voxtral.fixtures}, or else beside the repository; tests skip without it.
 */
public record VoxtralFixture(Path root, String name) {
  static final Path ROOT =
      Path.of(System.getProperty("voxtral.fixtures", "../../shared/fixtures/voxtral-tts"));

  /** Every variant in the folder. */
  static Stream<VoxtralFixture> all() throws IOException {
    assumeTrue(Files.isDirectory(ROOT), ROOT + " is not there: golden tests are skipped");
    List<VoxtralFixture> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT)) {
      files
          .filter(file -> Files.isRegularFile(file.resolve("params.json")))
          .sorted()
          .forEach(file -> found.add(new VoxtralFixture(ROOT, file.getFileName().toString())));
    }
    return found.stream();
  }

  /** Those whose sounds the pipeline takes. */
  public static Stream<VoxtralFixture> audible() throws IOException {
    return all().filter(fixture -> fixture.sampleRateHz() >= 8_000);
  }

  public static Stream<VoxtralFixture> tooLow() throws IOException {
    return all().filter(fixture -> fixture.sampleRateHz() < 8_000);
  }

  private int sampleRateHz() {
    try {
      return parameters().codec().sampleRateHz();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return root.resolve(name);
  }

  public VoxtralParameters parameters() throws IOException {
    return VoxtralParametersReader.read(folder().resolve("params.json"));
  }

  /** The checkpoint and its encoder, checked against the layout. */
  Map<String, TensorData> weights() throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    for (String file : List.of("consolidated", "encoder")) {
      Path path = folder().resolve(file + ".safetensors");
      var layout =
          new HashMap<>(
              file.equals("encoder")
                  ? VoxtralLayout.encoderTensors(parameters())
                  : VoxtralLayout.tensors(parameters()));
      try (Checkpoint checkpoint = Checkpoint.open(path, layout)) {
        for (String tensor : checkpoint.names()) {
          long[] shape = checkpoint.shape(tensor).stream().mapToLong(Long::longValue).toArray();
          tensors.put(tensor, new TensorData(checkpoint.floatBytes(tensor), shape));
        }
      }
    }
    return tensors;
  }

  VoxtralModel model() throws IOException {
    return VoxtralModel.load(
        parameters(), weights(), true, TorchDevice.CPU, WeightPrecision.FLOAT32);
  }

  TekkenTokenizer tokenizer() throws IOException {
    return TekkenTokenizer.open(folder().resolve("tekken.json"));
  }

  /** The float tensors of the golden file. */
  Map<String, TensorData> golden() throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    try (Safetensors file = goldenFile()) {
      for (var entry : file.entries().entrySet()) {
        if (entry.getValue().type().isFloat()) {
          tensors.put(
              entry.getKey(),
              new TensorData(file.floatBytes(entry.getKey()), shape(file, entry.getKey())));
        }
      }
    }
    return tensors;
  }

  /** The whole numbers of the golden file, as floats. */
  Map<String, TensorData> goldenCodes() throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    try (Safetensors file = goldenFile()) {
      for (var entry : file.entries().entrySet()) {
        if (!entry.getValue().type().isFloat()) {
          long[] codes = file.integers(entry.getKey());
          float[] values = new float[codes.length];
          for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i];
          }
          tensors.put(entry.getKey(), TensorData.ofFloats(values, shape(file, entry.getKey())));
        }
      }
    }
    return tensors;
  }

  long[] integers(String tensor) throws IOException {
    try (Safetensors file = goldenFile()) {
      return file.integers(tensor);
    }
  }

  public JsonNode description() throws IOException {
    return json("golden-" + name + ".json");
  }

  JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(root.resolve(file).toFile());
  }

  public VoiceEmbedding voice(String voice) throws IOException {
    TensorData rows = golden().get("voice." + voice);
    return new VoiceEmbedding(rows.toFloats(), (int) rows.shape()[0], (int) rows.shape()[1]);
  }

  private Safetensors goldenFile() throws IOException {
    return Safetensors.open(root.resolve("golden-" + name + ".safetensors"));
  }

  private static long[] shape(Safetensors file, String tensor) throws IOException {
    return file.entry(tensor).shape().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
