package io.rhapsode.synth.listen.whisper;

import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A loaded Whisper model: the weights in native memory and what the decoder may not say. The
 * TorchScript side is in {@code whisper.py}. Used by one thread at a time; closed by whoever opened
 * it.
 */
final class WhisperModel implements AutoCloseable {
  static final String WEIGHTS = "model.bin";
  static final String CONFIG = "config.json";
  static final String VOCABULARY = "vocabulary.txt";

  /** Clips that are read at once, always as many, so that company changes no bit. */
  static final int ROWS = 8;

  private static final String PROGRAM = "io.rhapsode.synth.listen.whisper.whisper";

  /** Features of a head, in all published sizes. */
  private static final int HEAD_FEATURES = 64;

  private final TorchModule program;
  private final TensorScope weights;
  private final IValue network;
  private final IValue window;
  private final IValue filters;
  private final IValue neverFirst;
  private final IValue never;
  private final WhisperVocabulary vocabulary;
  private final JsonNode config;

  private WhisperModel(
      Map<String, TensorData> tensors,
      WhisperVocabulary vocabulary,
      JsonNode config,
      TorchModule program,
      TensorScope weights) {
    this.program = program;
    this.weights = weights;
    this.vocabulary = vocabulary;
    this.config = config;
    long[] convolution = tensors.get("encoder/conv1/weight").shape();
    int bands = (int) convolution[1];
    try (TensorScope scope = program.scope()) {
      this.network =
          weights.call(
              program,
              "network",
              weights.dictionary(tensors),
              scope.integer(convolution[0] / HEAD_FEATURES),
              scope.integer(layers(tensors, "encoder")),
              scope.integer(layers(tensors, "decoder")));
    }
    this.window = weights.floats(MelFilters.window(), MelFilters.WINDOW_SAMPLES);
    this.neverFirst = barred("suppress_ids", "suppress_ids_begin");
    this.never = barred("suppress_ids");
    this.filters =
        weights.floats(MelFilters.filters(bands), bands, MelFilters.WINDOW_SAMPLES / 2 + 1);
  }

  /**
   * @param folder with {@link #WEIGHTS}, {@link #CONFIG} and {@link #VOCABULARY}
   * @throws IOException if a file is missing or does not fit the others
   */
  static WhisperModel open(Path folder, TorchDevice device) throws IOException {
    Map<String, TensorData> tensors = CTranslate2File.read(folder.resolve(WEIGHTS));
    WhisperVocabulary vocabulary = WhisperVocabulary.read(folder.resolve(VOCABULARY));
    JsonNode config = new ObjectMapper().readTree(folder.resolve(CONFIG).toFile());
    TensorData embeddings = tensors.get("decoder/embeddings/weight");
    if (embeddings == null
        || !tensors.containsKey("encoder/conv1/weight")
        || embeddings.shape()[0] != vocabulary.size()) {
      throw new IOException("%s does not hold a Whisper model of one piece".formatted(folder));
    }
    TorchModule program = TorchModule.load(PROGRAM, "Whisper", device);
    TensorScope weights = program.scope();
    try {
      return new WhisperModel(tensors, vocabulary, config, program, weights);
    } catch (RuntimeException e) {
      weights.close();
      program.close();
      throw e;
    }
  }

  private static int layers(Map<String, TensorData> tensors, String half) {
    int layers = 0;
    while (tensors.containsKey(half + "/layer_" + layers + "/ffn/linear_0/weight")) {
      layers++;
    }
    return layers;
  }

  WhisperVocabulary vocabulary() {
    return vocabulary;
  }

  TensorScope scope() {
    return program.scope();
  }

  /**
   * Hears samples at 16 kHz.
   *
   * @param samples whole positions of 20 ms, with {@link MelFilters#WINDOW_SAMPLES} / 2 more at
   *     each end
   * @return what was heard, owned by the scope
   */
  IValue hear(TensorScope scope, float[] samples) {
    IValue mel = scope.call(program, "mel", scope.floats(samples, samples.length), window, filters);
    return scope.call(program, "hear", network, mel);
  }

  /**
   * Writes down what is said in clips that were heard.
   *
   * @param heard at most {@link #ROWS}
   * @param most tokens of a clip
   * @return for each clip, without the end
   */
  List<Said> say(List<IValue> heard, long[] prompt, int most) {
    try (TensorScope scope = program.scope()) {
      float[] values =
          scope.toFloats(
              scope.call(
                  program,
                  "say",
                  network,
                  scope.list(heard.toArray(IValue[]::new)),
                  scope.integer(ROWS),
                  scope.longs(prompt, prompt.length),
                  scope.integer(most),
                  scope.integer(vocabulary.end()),
                  neverFirst,
                  never));
      List<Said> said = new ArrayList<>();
      for (int row = 0; row < heard.size(); row++) {
        said.add(said(values, row));
      }
      return said;
    }
  }

  private Said said(float[] values, int row) {
    int steps = values.length / (2 * ROWS);
    List<Integer> tokens = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    for (int step = 0; step < steps && values[step * ROWS + row] != vocabulary.end(); step++) {
      tokens.add((int) values[step * ROWS + row]);
      probabilities.add((double) values[(steps + step) * ROWS + row]);
    }
    return new Said(tokens, probabilities);
  }

  /** What is said in a clip, token by token, with how likely each was. */
  record Said(List<Integer> tokens, List<Double> probabilities) {
    /** The first tokens of it. */
    Said first(int count) {
      int kept = Math.min(count, tokens.size());
      return new Said(tokens.subList(0, kept), probabilities.subList(0, kept));
    }

    double meanProbability(int first, int end) {
      return probabilities.subList(first, end).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElse(0);
    }
  }

  /** What the heads that follow the sound look at: heads, tokens, positions. */
  TensorData attention(IValue heard, long... tokens) {
    try (TensorScope scope = program.scope()) {
      return scope.toData(
          scope.call(
              program,
              "attention",
              network,
              heard,
              scope.longs(tokens, tokens.length),
              scope.integers(alignmentHeads())));
    }
  }

  private long[] alignmentHeads() {
    List<Long> pairs = new ArrayList<>();
    config.get("alignment_heads").forEach(pair -> pair.forEach(n -> pairs.add(n.asLong())));
    return pairs.stream().mapToLong(Long::longValue).toArray();
  }

  /** Minus infinity for each token that must not be said, 0 for the others. */
  private IValue barred(String... lists) {
    float[] barred = new float[vocabulary.size()];
    for (String list : lists) {
      config.get(list).forEach(id -> barred[id.asInt()] = Float.NEGATIVE_INFINITY);
    }
    Arrays.fill(barred, vocabulary.end() + 1, barred.length, Float.NEGATIVE_INFINITY);
    return weights.floats(barred, barred.length);
  }

  @Override
  public void close() {
    weights.close();
    program.close();
  }
}
