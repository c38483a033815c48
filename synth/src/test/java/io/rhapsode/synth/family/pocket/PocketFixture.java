package io.rhapsode.synth.family.pocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.text.PocketText;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A tiny checkpoint of the family and what the reference computes with it.
 *
 * @param folder with the model
 * @param goldenFile the reference's tensors
 * @param voiceStateFile the reference's state after the clip
 */
public record PocketFixture(Path folder, Path goldenFile, Path voiceStateFile) {
  /** Where the fixtures of release 4 are; others of the same layout can be named instead. */
  static final Path FOLDER =
      Path.of(System.getProperty("pocket.fixtures", "src/test/resources/pocket-tts-v4"));

  /** The checkpoints of release 4, a folder each. */
  static List<PocketFixture> ofRelease4() {
    return folders("golden.safetensors").map(PocketFixture::of).toList();
  }

  /** Folders of the fixtures of release 4 that hold a file. */
  public static Stream<Path> folders(String file) {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(file)))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PocketFixture of(Path folder) {
    return new PocketFixture(
        folder, folder.resolve("golden.safetensors"), folder.resolve("voice_state.safetensors"));
  }

  static PocketFixture named(String name) {
    return of(FOLDER.resolve(name));
  }

  /** The voice's recording of release 4, mono at 24 kHz. */
  static float[] clip() {
    return clip(FOLDER.resolve("prompt.wav"));
  }

  static float[] clip(Path file) {
    try (AudioInputStream input = AudioSystem.getAudioInputStream(file.toFile())) {
      ShortBuffer shorts =
          ByteBuffer.wrap(input.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      float[] samples = new float[shorts.remaining()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = shorts.get(i) / 32768f;
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedAudioFileException e) {
      throw new IllegalStateException(e);
    }
  }

  PocketModelFolder files() {
    try {
      return PocketModelFolder.open(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PocketConfig config() {
    return files().config();
  }

  Map<String, TensorData> weights() {
    return floats(files().weights());
  }

  /** The float32 tensors of the golden file. */
  Map<String, TensorData> golden() {
    return floats(goldenFile);
  }

  /** What the golden file's tensors mean, and the closed loop's texts and bounds. */
  JsonNode description() {
    try {
      return new ObjectMapper().readTree(folder.resolve("golden.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the golden file has a tensor of any type. */
  boolean hasGolden(String name) {
    try (Safetensors file = Safetensors.open(goldenFile)) {
      return file.names().contains(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An int64 tensor of the golden file. */
  long[] goldenIntegers(String name) {
    try (Safetensors file = Safetensors.open(goldenFile)) {
      return file.integers(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PromptState voiceState() {
    try (Safetensors file = Safetensors.open(voiceStateFile)) {
      return PromptState.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Chunk> chunks(String text, int maxTokens) {
    try (TextTokenizer tokenizer = files().openTokenizer()) {
      return new PocketText(tokenizer, config()).chunks(text, maxTokens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PocketModel model(int samplingSteps, WeightPrecision precision) {
    return PocketModel.load(config(), weights(), TorchDevice.CPU, samplingSteps, precision);
  }

  private static Map<String, TensorData> floats(Path path) {
    Map<String, TensorData> tensors = new TreeMap<>();
    try (Safetensors file = Safetensors.open(path)) {
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

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
