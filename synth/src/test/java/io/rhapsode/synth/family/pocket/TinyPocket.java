package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.SentencePieceTokenizer;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tiny checkpoints of the family and what the reference computes with them. */
enum TinyPocket {
  /** Topology of {@code english_2026-04}. */
  V2("tiny", "golden", "voice_state", "Hello there, my friend. The boat will leave before noon."),
  /** Topology of {@code english_2026-01}. */
  V1("tiny-v1", "golden-v1", "voice_state-v1", "Come in.");

  private final String folder;
  private final String golden;
  private final String voiceState;
  private final String goldenText;

  TinyPocket(String folder, String golden, String voiceState, String goldenText) {
    this.folder = folder;
    this.golden = golden;
    this.voiceState = voiceState;
    this.goldenText = goldenText;
  }

  static Path file(String name) {
    URL url = TinyPocket.class.getResource("/pocket-tts/" + name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path for " + url, e);
    }
  }

  PocketConfig config() {
    try {
      return PocketConfigReader.read(file(folder + "/config.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the golden closed loop. */
  String goldenText() {
    return goldenText;
  }

  Path weightsFile() {
    return file(folder + "/model.safetensors");
  }

  List<Chunk> chunks(String text, int maxTokens) {
    try (TextTokenizer tokenizer = SentencePieceTokenizer.open(file(folder + "/tokenizer.model"))) {
      return new PocketText(tokenizer, config()).chunks(text, maxTokens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, TensorData> weights() {
    return floats(folder + "/model.safetensors");
  }

  /** The float32 tensors of the golden file. */
  Map<String, TensorData> golden() {
    return floats(golden + ".safetensors");
  }

  /** An int64 tensor of the golden file. */
  long[] goldenIntegers(String name) {
    try (Safetensors file = Safetensors.open(file(golden + ".safetensors"))) {
      return file.integers(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PromptState voiceState() {
    return voiceState(voiceState);
  }

  static PromptState voiceState(String name) {
    try (Safetensors file = Safetensors.open(file(name + ".safetensors"))) {
      return PromptState.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PocketModel model(int samplingSteps, WeightPrecision precision) {
    return PocketModel.load(config(), weights(), TorchDevice.CPU, samplingSteps, precision);
  }

  private static Map<String, TensorData> floats(String name) {
    Map<String, TensorData> tensors = new TreeMap<>();
    try (Safetensors file = Safetensors.open(file(name))) {
      for (var entry : file.entries().entrySet()) {
        if (entry.getValue().type().isFloat()) {
          long[] shape = entry.getValue().shape().stream().mapToLong(Long::longValue).toArray();
          tensors.put(entry.getKey(), new TensorData(file.floatBytes(entry.getKey()), shape));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tensors;
  }
}
