package io.rhapsode.synth.family.qwen.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.CheckpointWeights;
import io.rhapsode.synth.family.qwen.config.CodecConfig;
import io.rhapsode.synth.family.qwen.config.CodecConfigReader;
import io.rhapsode.synth.family.qwen.config.CodecLayout;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfigReader;
import io.rhapsode.synth.family.qwen.config.SamplingRules;
import io.rhapsode.synth.family.qwen.config.TalkerLayout;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.tokenizer.QwenTokenizerFiles;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Qwen3-TTS model on disk, as published: {@code config.json}, {@code model.safetensors} or its
 * shards with their index, the tokenizer's files, and the codec below {@code speech_tokenizer}.
 *
 * @param folder where the files are
 */
public record QwenModelFolder(
    Path folder, QwenConfig config, CodecConfig codec, SamplingRules rules) {
  private static final int LEAST_SAMPLE_RATE_HZ = 8_000;
  private static final String CONFIG = "config.json";
  private static final String GENERATION = "generation_config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TALKER = "talker.";
  private static final String INDEX = "model.safetensors.index.json";
  private static final String CODEC = "speech_tokenizer/";
  private static final String SHARD = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}\\.safetensors";
  private static final long LARGEST_INDEX_BYTES = 16 << 20;

  public QwenModelFolder {
    requireNonNull(folder, "folder is null");
    requireNonNull(config, "config is null");
    requireNonNull(codec, "codec is null");
    requireNonNull(rules, "rules is null");
  }

  /**
   * Reads the dimensions; the other files need only be there.
   *
   * @throws IOException if a file is missing or the dimensions are wrong
   */
  public static QwenModelFolder open(Path folder) throws IOException {
    List<String> needed =
        List.of(
            CONFIG,
            QwenTokenizerFiles.VOCABULARY,
            QwenTokenizerFiles.MERGES,
            CODEC + CONFIG,
            CODEC + WEIGHTS,
            Files.isRegularFile(folder.resolve(INDEX)) ? INDEX : WEIGHTS);
    for (String name : needed) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new IOException(
            "%s has no %s, which a Qwen3-TTS model needs".formatted(folder, name));
      }
    }
    QwenConfig config = QwenConfigReader.read(folder.resolve(CONFIG));
    CodecConfig codec = CodecConfigReader.read(folder.resolve(CODEC + CONFIG));
    requireSameCodes(folder, config, codec);
    SamplingRules rules = QwenConfigReader.readSampling(folder.resolve(GENERATION));
    return new QwenModelFolder(folder, config, codec, rules);
  }

  private static void requireSameCodes(Path folder, QwenConfig config, CodecConfig codec)
      throws IOException {
    if (config.talker().codebooks() != codec.codebooks()
        || config.predictor().codes() != codec.codes()
        || config.talker().codes() - QwenConfig.Talker.RESERVED > codec.codes()) {
      throw new IOException(
          "%s: the model speaks %d codebooks of %d codes, its codec knows %d of %d"
              .formatted(
                  folder.resolve(CODEC + CONFIG),
                  config.talker().codebooks(),
                  config.predictor().codes(),
                  codec.codebooks(),
                  codec.codes()));
    }
    if (codec.sampleRateHz() < LEAST_SAMPLE_RATE_HZ) {
      throw new IOException(
          "%s: output_sample_rate: %d Hz is too low for speech, at least %d is needed"
              .formatted(
                  folder.resolve(CODEC + CONFIG), codec.sampleRateHz(), LEAST_SAMPLE_RATE_HZ));
    }
  }

  /**
   * Opens every file and closes it again.
   *
   * @return names of the files
   * @throws IOException if one of them is unsound or does not fit the others
   */
  public List<String> check() throws IOException {
    List<String> names = new ArrayList<>(List.of(CONFIG));
    if (Files.isRegularFile(folder.resolve(GENERATION))) {
      names.add(GENERATION);
    }
    names.addAll(List.of(QwenTokenizerFiles.VOCABULARY, QwenTokenizerFiles.MERGES));
    names.addAll(List.of(CODEC + CONFIG, CODEC + WEIGHTS));
    if (Files.isRegularFile(folder.resolve(INDEX))) {
      names.add(INDEX);
    }
    for (var file : files().entrySet()) {
      Checkpoint.open(folder.resolve(file.getKey()), file.getValue()).close();
      if (!names.contains(file.getKey())) {
        names.add(file.getKey());
      }
    }
    openText().close();
    return names;
  }

  /**
   * Opens the tokenizer.
   *
   * @return the text rules; the caller closes them
   * @throws IOException if it is none, or not this model's
   */
  public QwenText openText() throws IOException {
    TextTokenizer tokenizer = QwenTokenizerFiles.openPlain(folder);
    if (tokenizer.entries() > config.talker().texts()) {
      tokenizer.close();
      throw new IOException(
          "%s: the tokenizer has %d tokens, the model %d"
              .formatted(
                  folder.resolve(QwenTokenizerFiles.VOCABULARY),
                  tokenizer.entries(),
                  config.talker().texts()));
    }
    // The end is one of the tokens that are bounded.
    return new QwenText(tokenizer, config.tokens(), Math.max(1, rules.maxTokens() - 1));
  }

  /** Every file with weights and what must be in it. */
  private Map<String, Map<String, ExpectedTensor>> files() throws IOException {
    Map<String, Map<String, ExpectedTensor>> files = new TreeMap<>();
    Map<String, ExpectedTensor> talker = TalkerLayout.tensors(config);
    if (Files.isRegularFile(folder.resolve(INDEX))) {
      shards(talker).forEach(files::put);
    } else {
      files.put(WEIGHTS, talker);
    }
    files.put(CODEC + WEIGHTS, CodecLayout.tensors(codec));
    return files;
  }

  /** Size of the files with weights. */
  public long weightBytes() throws IOException {
    long bytes = 0;
    for (String name : files().keySet()) {
      bytes += Files.size(folder.resolve(name));
    }
    return bytes;
  }

  private Map<String, Map<String, ExpectedTensor>> shards(Map<String, ExpectedTensor> expected)
      throws IOException {
    Path file = folder.resolve(INDEX);
    JsonNode places = weightMap(file);
    Map<String, Map<String, ExpectedTensor>> shards = new TreeMap<>();
    for (var field : places.properties()) {
      String shard = field.getValue().asText();
      ExpectedTensor tensor = expected.get(field.getKey());
      if (tensor == null || !shard.matches(SHARD)) {
        throw new CheckpointException(
            file,
            "tensor %s in file %s does not belong to the model"
                .formatted(
                    CheckpointException.quote(field.getKey()), CheckpointException.quote(shard)));
      }
      shards.computeIfAbsent(shard, name -> new HashMap<>()).put(field.getKey(), tensor);
    }
    for (String name : expected.keySet()) {
      if (!places.has(name)) {
        throw new CheckpointException(file, "tensor '%s' is in no file".formatted(name));
      }
    }
    return shards;
  }

  private static JsonNode weightMap(Path file) throws IOException {
    if (Files.size(file) > LARGEST_INDEX_BYTES) {
      throw new CheckpointException(file, "larger than 16 MiB, so not an index");
    }
    try {
      JsonNode places = new ObjectMapper().readTree(Files.readAllBytes(file)).path("weight_map");
      if (!places.isObject()) {
        throw new CheckpointException(file, "weight_map is missing");
      }
      return places;
    } catch (JsonProcessingException e) {
      throw new CheckpointException(file, "not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Loads the weights into native memory.
   *
   * @param text of this folder
   * @return the model; the caller closes it
   * @throws IOException if the weights are unsound or another model's
   */
  public QwenModel load(QwenText text, TorchDevice device, WeightPrecision precision)
      throws IOException {
    QwenModel.Description description =
        new QwenModel.Description(
            config, codec, rules, Arrays.stream(text.role()).boxed().toList());
    return QwenModel.load(description, tensors(), device, precision);
  }

  /** Every tensor, mapped where it is float32 in the file, and those of the talker in any case. */
  Map<String, TensorData> tensors() throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    for (var file : files().entrySet()) {
      try (Checkpoint checkpoint =
          Checkpoint.open(folder.resolve(file.getKey()), file.getValue())) {
        tensors.putAll(CheckpointWeights.read(checkpoint, name -> name.startsWith(TALKER)));
      }
    }
    return tensors;
  }

  /**
   * What a voice profile says of the model it was made with; reads the weights once.
   *
   * @param id name of the model in the store
   */
  public VoiceProfile.Model identity(String id) throws IOException {
    String weights =
        FileFingerprint.sha256(
            folder.resolve(Files.isRegularFile(folder.resolve(INDEX)) ? INDEX : WEIGHTS));
    // The speaker encoder is among the weights.
    return new VoiceProfile.Model(id, weights, weights);
  }
}
