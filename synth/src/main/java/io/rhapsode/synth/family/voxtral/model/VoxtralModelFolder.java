package io.rhapsode.synth.family.voxtral.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.checkpoint.torch.TorchTensorFile;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.CheckpointWeights;
import io.rhapsode.synth.family.voxtral.config.VoxtralLayout;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.config.VoxtralParametersReader;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Voxtral TTS model on disk, as published: {@code params.json}, {@code consolidated.safetensors},
 * {@code tekken.json} and {@code voice_embedding/NAME.pt}. With {@code encoder.safetensors}, or the
 * encoder's tensors in the checkpoint, it makes voices of recordings.
 *
 * @param folder where the files are
 * @param parameters the dimensions
 */
public record VoxtralModelFolder(Path folder, VoxtralParameters parameters) {
  static final String VOICES = "voice_embedding";

  private static final int LEAST_SAMPLE_RATE_HZ = 8_000;
  private static final String PARAMETERS = "params.json";
  private static final String WEIGHTS = "consolidated.safetensors";
  private static final String ENCODER = "encoder.safetensors";
  private static final String TOKENIZER = "tekken.json";
  private static final String SUFFIX = ".pt";
  private static final String CODEC = "audio_tokenizer.";
  private static final String ENCODER_TENSORS = "audio_tokenizer.encoder_blocks.";
  private static final Pattern VOICE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");

  public VoxtralModelFolder {
    requireNonNull(folder, "folder is null");
    requireNonNull(parameters, "parameters is null");
  }

  /**
   * Reads the dimensions; the other files need only be there.
   *
   * @throws IOException if a file is missing or the dimensions are wrong
   */
  public static VoxtralModelFolder open(Path folder) throws IOException {
    for (String name : List.of(PARAMETERS, WEIGHTS, TOKENIZER)) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new IOException(
            "%s has no %s, which a Voxtral TTS model needs".formatted(folder, name));
      }
    }
    return new VoxtralModelFolder(folder, VoxtralParametersReader.read(folder.resolve(PARAMETERS)));
  }

  /**
   * Opens every file and closes it again.
   *
   * @return names of the files
   * @throws IOException if one of them is unsound or does not fit the others
   */
  public List<String> check() throws IOException {
    requireAudibleRate();
    List<String> names = new ArrayList<>(List.of(PARAMETERS, WEIGHTS, TOKENIZER));
    boolean apart = Files.isRegularFile(folder.resolve(ENCODER));
    open(WEIGHTS, weightTensors()).close();
    if (apart) {
      open(ENCODER, VoxtralLayout.encoderTensors(parameters)).close();
      names.add(ENCODER);
    }
    TekkenTokenizer tokenizer = openTokenizer();
    for (String voice : voices()) {
      voice(voice, tokenizer);
      names.add(voiceFile(voice));
    }
    return names;
  }

  /** The pipeline's sounds have at least 8,000 samples a second. */
  private void requireAudibleRate() throws IOException {
    int rate = parameters.codec().sampleRateHz();
    if (rate < LEAST_SAMPLE_RATE_HZ) {
      throw new IOException(
          "%s: sampling_rate: %d Hz is too low for speech, at least %d is needed"
              .formatted(folder.resolve(PARAMETERS), rate, LEAST_SAMPLE_RATE_HZ));
    }
  }

  /**
   * Opens the tokenizer.
   *
   * @throws IOException if it is none, or not this model's
   */
  public TekkenTokenizer openTokenizer() throws IOException {
    Path file = folder.resolve(TOKENIZER);
    TekkenTokenizer tokenizer = TekkenTokenizer.open(file);
    if (tokenizer.entries() != parameters.vocabulary()) {
      throw new IOException(
          "%s: the tokenizer has %d tokens, the model %d"
              .formatted(file, tokenizer.entries(), parameters.vocabulary()));
    }
    try {
      new VoxtralText(tokenizer, parameters);
    } catch (NoSuchElementException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return tokenizer;
  }

  /** Names of the preset voices that are here, in order. */
  List<String> voices() throws IOException {
    Path voices = folder.resolve(VOICES);
    if (!Files.isDirectory(voices)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(voices)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(name -> VOICE_NAME.matcher(name).matches())
          .sorted()
          .toList();
    }
  }

  static String voiceFile(String voice) {
    return VOICES + "/" + voice + SUFFIX;
  }

  /** The voice whose file this is. */
  public static Optional<String> voiceOf(String file) {
    return file.startsWith(VOICES + "/") && file.endsWith(SUFFIX)
        ? Optional.of(file.substring(VOICES.length() + 1, file.length() - SUFFIX.length()))
        : Optional.empty();
  }

  /**
   * Reads a preset voice.
   *
   * @throws IOException if the file is unsound, or its rows are not those the model has room for
   */
  public VoiceEmbedding voice(String name, TekkenTokenizer tokenizer) throws IOException {
    Path file = folder.resolve(voiceFile(name));
    TorchTensorFile tensor = TorchTensorFile.read(file);
    int width = parameters.language().width();
    Integer length = tokenizer.voiceLengths().get(name);
    List<Long> shape = tensor.shape();
    boolean fits =
        shape.size() == 2
            && shape.get(0) >= 1
            && shape.get(1) == width
            && (length == null || shape.get(0).equals((long) length));
    if (!fits) {
      throw new CheckpointException(
          file,
          "the voice has shape %s, the model wants [%s, %d]"
              .formatted(shape, length == null ? "rows" : length, width));
    }
    try {
      return new VoiceEmbedding(tensor.values(), shape.get(0).intValue(), width);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file, e.getMessage(), e);
    }
  }

  /**
   * Whether the codec's encoder is here.
   *
   * @throws IOException if the checkpoint cannot be read
   */
  public boolean hasEncoder() throws IOException {
    return Files.isRegularFile(folder.resolve(ENCODER)) || holdsEncoder();
  }

  private boolean holdsEncoder() throws IOException {
    try (Safetensors file = Safetensors.open(folder.resolve(WEIGHTS))) {
      return file.names().stream().anyMatch(name -> name.startsWith(ENCODER_TENSORS));
    }
  }

  /** Size of the files with weights. */
  public long weightBytes() throws IOException {
    Path apart = folder.resolve(ENCODER);
    return Files.size(folder.resolve(WEIGHTS))
        + (Files.isRegularFile(apart) ? Files.size(apart) : 0);
  }

  private Map<String, ExpectedTensor> weightTensors() throws IOException {
    Map<String, ExpectedTensor> expected = new HashMap<>(VoxtralLayout.tensors(parameters));
    if (holdsEncoder()) {
      expected.putAll(VoxtralLayout.encoderTensors(parameters));
    }
    return expected;
  }

  private Checkpoint open(String name, Map<String, ExpectedTensor> expected) throws IOException {
    return Checkpoint.open(folder.resolve(name), expected);
  }

  /**
   * Loads the weights into native memory.
   *
   * @return the model; the caller closes it
   * @throws IOException if the weights are unsound or another model's
   */
  public VoxtralModel load(TorchDevice device, WeightPrecision precision) throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    read(WEIGHTS, weightTensors(), tensors);
    if (Files.isRegularFile(folder.resolve(ENCODER))) {
      read(ENCODER, VoxtralLayout.encoderTensors(parameters), tensors);
    }
    return VoxtralModel.load(parameters, tensors, hasEncoder(), device, precision);
  }

  private void read(
      String name, Map<String, ExpectedTensor> expected, Map<String, TensorData> tensors)
      throws IOException {
    try (Checkpoint checkpoint = open(name, expected)) {
      tensors.putAll(CheckpointWeights.read(checkpoint, tensor -> !tensor.startsWith(CODEC)));
    }
  }

  /**
   * What a voice profile says of the model it was made with; reads the weights once.
   *
   * @param id name of the model in the store
   */
  public VoiceProfile.Model identity(String id) throws IOException {
    String weights = FileFingerprint.sha256(folder.resolve(WEIGHTS));
    Path encoder = folder.resolve(ENCODER);
    return new VoiceProfile.Model(
        id, weights, Files.isRegularFile(encoder) ? FileFingerprint.sha256(encoder) : weights);
  }
}
