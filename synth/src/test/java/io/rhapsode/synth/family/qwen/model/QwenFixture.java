package io.rhapsode.synth.family.qwen.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.qwen.config.CodecConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Layout;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Reference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A tiny checkpoint and what the reference computes with it. The folder is that of the system
 * property {@code qwen.fixtures}, or else beside the repository; tests skip without it.
 *
 * @param golden name of the golden files without ending
 */
public record QwenFixture(Path root, String name, String golden) {
  static final Path ROOT =
      Path.of(System.getProperty("qwen.fixtures", "../../shared/fixtures/qwen3-tts"));

  private static final int WAV_HEADER_BYTES = 44;

  /** Every checkpoint in the folder; skips the test if there is none. */
  public static List<QwenFixture> all() throws IOException {
    assumeTrue(Files.isDirectory(ROOT), ROOT + " is not there: golden tests are skipped");
    List<QwenFixture> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches("golden-.*\\.json")) {
          String model = new ObjectMapper().readTree(file.toFile()).path("model").textValue();
          found.add(new QwenFixture(ROOT, model, name.substring(0, name.length() - 5)));
        }
      }
    }
    assumeTrue(!found.isEmpty(), ROOT + " has no golden files: golden tests are skipped");
    return found;
  }

  public QwenModelFolder folder() throws IOException {
    return QwenModelFolder.open(root.resolve(name));
  }

  QwenConfig config() throws IOException {
    return folder().config();
  }

  CodecConfig codec() throws IOException {
    return folder().codec();
  }

  QwenText text() throws IOException {
    return folder().openText();
  }

  /** Takes the likeliest code always, as the golden runs do. */
  QwenModel model() throws IOException {
    QwenModelFolder folder = folder();
    try (QwenText text = text()) {
      return QwenModel.load(
          new QwenModel.Description(
              folder.config(),
              folder.codec(),
              folder.rules().greedy(),
              Arrays.stream(text.role()).boxed().toList()),
          folder.tensors(),
          TorchDevice.CPU,
          WeightPrecision.FLOAT32);
    }
  }

  JsonNode description() throws IOException {
    return json(golden + ".json");
  }

  JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(root.resolve(file).toFile());
  }

  /** The tensors of the golden file, whole numbers as floats. */
  Map<String, TensorData> tensors() throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    try (Safetensors file = Safetensors.open(root.resolve(golden + ".safetensors"))) {
      for (var entry : file.entries().entrySet()) {
        String tensor = entry.getKey();
        long[] shape = entry.getValue().shape().stream().mapToLong(Long::longValue).toArray();
        tensors.put(
            tensor,
            entry.getValue().type().isFloat()
                ? new TensorData(file.floatBytes(tensor), shape)
                : TensorData.ofFloats(wholeNumbers(file.bytes(tensor)), shape));
      }
    }
    return tensors;
  }

  /** 32 bits each. */
  private static float[] wholeNumbers(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / Integer.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(i * Integer.BYTES);
    }
    return values;
  }

  double tolerance(String tensor) throws IOException {
    return description().path("tensors").path(tensor).path("atol").asDouble(0);
  }

  /** The reference voice. */
  float[] recording() throws IOException {
    byte[] wav = Files.readAllBytes(root.resolve("prompt.wav"));
    ByteBuffer samples = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[(wav.length - WAV_HEADER_BYTES) / Short.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.getShort(WAV_HEADER_BYTES + i * Short.BYTES) / 32768f;
    }
    return values;
  }

  /** The runs whose text is told, by name. */
  Map<String, JsonNode> runs() throws IOException {
    Map<String, JsonNode> runs = new LinkedHashMap<>();
    description()
        .path("runs")
        .properties()
        .forEach(
            field -> {
              if (field.getValue().path("text").isTextual()) {
                runs.put(field.getKey(), field.getValue());
              }
            });
    return runs;
  }

  /** What a run says of its voice. */
  VoicePrompt voice(JsonNode run) throws IOException {
    boolean clones = config().kind() == QwenConfig.Kind.BASE;
    Layout layout =
        run.path("non_streaming_mode").asBoolean(!clones) ? Layout.WHOLE : Layout.STREAMED;
    try (QwenText text = text()) {
      int[] instruction =
          run.path("instruct").isTextual()
              ? text.instruction(run.path("instruct").textValue())
              : new int[0];
      if (clones) {
        return new VoicePrompt(
            OptionalInt.empty(), Optional.empty(), true, reference(run, text), instruction, layout);
      }
      String speaker = run.path("speaker").asText("").toLowerCase(Locale.ROOT);
      Integer id =
          run.path("speaker").isTextual() ? config().names().speakers().get(speaker) : null;
      return new VoicePrompt(
          id == null ? OptionalInt.empty() : OptionalInt.of(id),
          Optional.ofNullable(config().names().dialects().get(speaker)),
          false,
          Optional.empty(),
          instruction,
          layout);
    }
  }

  private Optional<Reference> reference(JsonNode run, QwenText text) throws IOException {
    if (!run.path("ref_text").isTextual()) {
      return Optional.empty();
    }
    TensorData codes = tensors().get("enc.codes");
    return Optional.of(
        new Reference(
            text.spoken(run.path("ref_text").textValue()),
            QwenModel.whole(codes.toFloats()),
            (int) codes.shape()[0]));
  }

  /** The speaker's vector, or nothing. */
  float[] embedding() throws IOException {
    TensorData vector = tensors().get("spk.embedding");
    return vector == null ? new float[0] : vector.toFloats();
  }

  /** The tag of a language that the reference calls by its English name. */
  static String tag(String language) {
    return Arrays.stream(Locale.getISOLanguages())
        .filter(
            tag ->
                Locale.forLanguageTag(tag)
                    .getDisplayLanguage(Locale.ENGLISH)
                    .equalsIgnoreCase(language))
        .findFirst()
        .orElse("");
  }

  @Override
  public String toString() {
    return name;
  }
}
