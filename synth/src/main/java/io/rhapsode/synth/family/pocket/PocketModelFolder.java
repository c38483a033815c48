package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.checkpoint.fingerprint.TensorFingerprint;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.CheckpointWeights;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.config.PocketConfig.TokenizerFormat;
import io.rhapsode.synth.family.pocket.config.PocketConfigReader;
import io.rhapsode.synth.family.pocket.config.PocketLayout;
import io.rhapsode.synth.family.pocket.model.PocketDemand;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.tokenizer.HuggingFaceTextTokenizer;
import io.rhapsode.synth.tokenizer.SentencePieceTokenizer;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Pocket TTS model on disk: {@code config.yaml}, and beside it the weights and the tokenizer that
 * it names.
 *
 * @param folder where the files are
 * @param weights the checkpoint
 * @param tokenizer the tokenizer's file
 */
public record PocketModelFolder(Path folder, PocketConfig config, Path weights, Path tokenizer) {
  private static final String CONFIG = "config.yaml";
  private static final int SAMPLING_STEPS = 1;

  private static final String CONVOLUTIONS_OF_ENCODER = "mimi.encoder.";

  /** The codec's encoder: what turns a recording into latents. */
  private static final List<String> ENCODER =
      List.of(CONVOLUTIONS_OF_ENCODER, "mimi.encoder_transformer.", "mimi.downsample.");

  public PocketModelFolder {
    requireNonNull(folder, "folder is null");
    requireNonNull(config, "config is null");
    requireNonNull(weights, "weights is null");
    requireNonNull(tokenizer, "tokenizer is null");
  }

  /**
   * Reads the configuration; the other files need only be there.
   *
   * @throws YamlException if the configuration is wrong, or names a file that is not in the folder
   */
  public static PocketModelFolder open(Path folder) throws YamlException {
    Path file = folder.resolve(CONFIG);
    PocketConfig config = PocketConfigReader.read(file);
    String weights =
        config.weightsPath().orElseThrow(() -> new YamlException(file + ": weights_path: missing"));
    String tokenizer = config.flowLanguageModel().lookupTable().tokenizerPath();
    return new PocketModelFolder(
        folder,
        config,
        inFolder(file, "weights_path", weights),
        inFolder(file, "flow_lm.lookup_table.tokenizer_path", tokenizer));
  }

  /** What the model asks of a device. */
  ModelDemand demand(WeightPrecision precision) {
    return PocketDemand.of(config, SAMPLING_STEPS, precision);
  }

  /**
   * Opens the weights; every tensor is of the shape that the configuration implies.
   *
   * @throws CheckpointException if the file is unsound or another model's
   */
  public Checkpoint openCheckpoint() throws CheckpointException {
    return Checkpoint.open(weights, PocketLayout.tensors(config));
  }

  /**
   * Opens the tokenizer.
   *
   * @throws IOException if the file is none, or has another number of tokens than the model
   */
  public TextTokenizer openTokenizer() throws IOException {
    PocketConfig.LookupTable table = config.flowLanguageModel().lookupTable();
    TextTokenizer opened =
        table.tokenizer() == TokenizerFormat.SENTENCEPIECE
            ? SentencePieceTokenizer.open(tokenizer)
            : HuggingFaceTextTokenizer.open(tokenizer);
    if (opened.entries() == table.entries()) {
      return opened;
    }
    int entries = opened.entries();
    opened.close();
    throw new IOException(
        "%s: the tokenizer has %d tokens, the model %d"
            .formatted(tokenizer, entries, table.entries()));
  }

  /**
   * Loads the weights into native memory, with one step of the flow sampler as published.
   *
   * @return the model; the caller closes it
   * @throws CheckpointException if the weights are unsound or another model's
   */
  public PocketModel load(TorchDevice device, WeightPrecision precision)
      throws CheckpointException {
    try (Checkpoint checkpoint = openCheckpoint()) {
      return PocketModel.load(
          config,
          CheckpointWeights.read(checkpoint, name -> false),
          device,
          SAMPLING_STEPS,
          precision);
    }
  }

  /**
   * What a voice profile says of the model it was made with; reads the weights once.
   *
   * @param id name of the model in the store
   * @throws IOException if the weights cannot be read
   */
  public VoiceProfile.Model identity(String id) throws IOException {
    return new VoiceProfile.Model(id, FileFingerprint.sha256(weights), encoderFingerprint());
  }

  /**
   * Opens every file and closes it again.
   *
   * @throws IOException if one of them is unsound or does not fit the others
   */
  public void check() throws IOException {
    openCheckpoint().close();
    openTokenizer().close();
  }

  /**
   * SHA-256 of the codec's encoder; latents fit every model that has the same.
   *
   * @throws CheckpointException if the weights are unsound
   */
  public String encoderFingerprint() throws CheckpointException {
    try (Safetensors file = Safetensors.open(weights)) {
      return TensorFingerprint.sha256(file, name -> ENCODER.stream().anyMatch(name::startsWith));
    }
  }

  /**
   * Whether every weight of the codec's encoder is 0: so are the files that are published without
   * voice cloning.
   *
   * @throws CheckpointException if the weights are unsound
   */
  public boolean hasMuteEncoder() throws CheckpointException {
    try (Safetensors file = Safetensors.open(weights)) {
      for (String name : file.names()) {
        if (name.startsWith(CONVOLUTIONS_OF_ENCODER) && !isZero(file.floatBytes(name))) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isZero(ByteBuffer floats) {
    FloatBuffer values = floats.asFloatBuffer();
    while (values.hasRemaining()) {
      if (values.get() != 0) {
        return false;
      }
    }
    return true;
  }

  private static Path inFolder(Path config, String key, String name) throws YamlException {
    Path folder = config.toAbsolutePath().normalize().getParent();
    Path file = name.contains("://") ? folder : folder.resolve(name).normalize();
    if (!folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
      throw new YamlException(
          "%s: %s: '%s' is no file in the configuration's folder; get it and name it here"
              .formatted(config, key, name));
    }
    return file;
  }
}
