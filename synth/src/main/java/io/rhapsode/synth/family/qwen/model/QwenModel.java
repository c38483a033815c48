package io.rhapsode.synth.family.qwen.model;

import static java.util.Objects.requireNonNull;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.qwen.config.CodecConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.SamplingRules;
import io.rhapsode.synth.family.qwen.text.PromptBuilder;
import io.rhapsode.synth.family.qwen.text.QwenPrompt;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.FrameVoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loaded Qwen3-TTS model: the weights in native memory and the operations on them, each one
 * native call. The TorchScript side is in {@code qwen.py}.
 *
 * <p>Letters in shapes: F frames, Q codebooks, E features of the talker, T rows of a prompt, N
 * sequences of a batch. A frame is its codes; the first of them may be the end, which is no sound.
 *
 * <p>Weights never change after loading. Operations may run on several threads at once as long as
 * each sequence, and each decoding, is used by one thread at a time.
 */
public final class QwenModel implements FrameModel {
  private static final String PROGRAM = "io.rhapsode.synth.family.qwen.qwen";

  /** Frames that the codec takes in one call; bounds its memory. */
  static final int FRAMES_PER_CALL = 25;

  /**
   * Rows of a step come in groups of so many: a row's rounding then does not depend on how many
   * sequences share the step.
   */
  private static final int STEADY_GROUP = 16;

  /** Frames that a sequence has room for at first; the room doubles when it is used up. */
  private static final int FIRST_ROOM = 256;

  /**
   * What a checkpoint says of itself.
   *
   * @param role tokens that begin the turn of the one who speaks
   */
  public record Description(
      QwenConfig config, CodecConfig codec, SamplingRules rules, List<Integer> role) {
    public Description {
      requireNonNull(config, "config is null");
      requireNonNull(codec, "codec is null");
      requireNonNull(rules, "rules is null");
      role = List.copyOf(role);
    }
  }

  private final QwenConfig config;
  private final CodecConfig codec;
  private final PromptBuilder prompts;
  private final TorchModule program;
  private final TensorScope weights;
  private final IValue talker;
  private final IValue decoder;
  private final Optional<IValue> encoder;
  private final Optional<IValue> speakerEncoder;

  private QwenModel(
      Description description,
      Map<String, TensorData> tensors,
      WeightPrecision precision,
      TorchModule program,
      TensorScope weights) {
    this.config = description.config();
    this.codec = description.codec();
    this.prompts =
        new PromptBuilder(config, description.role().stream().mapToInt(id -> id).toArray());
    this.program = program;
    this.weights = weights;
    QwenProgram parts = new QwenProgram(program);
    try (TensorScope scope = program.scope()) {
      // The program copies what it needs, so that the checkpoint's own tensors can go.
      IValue dictionary = scope.dictionary(tensors);
      this.talker =
          parts.talker(
              weights, scope, dictionary, config, description.rules(), precision.toString());
      this.decoder = parts.decoder(weights, scope, dictionary, codec);
      this.speakerEncoder =
          config
              .speakerEncoder()
              .map(sizes -> parts.speakerEncoder(weights, scope, dictionary, sizes));
      // Only models that make voices of recordings need it.
      this.encoder = speakerEncoder.map(one -> parts.encoder(weights, scope, dictionary, codec));
    }
  }

  /**
   * Loads a model.
   *
   * @param tensors every tensor of the layouts of {@code config} and {@code codec}
   * @param precision how the big weights of talker and code predictor are kept; those of the codec
   *     and the speaker encoder are always float32
   * @return the model; the caller closes it
   */
  public static QwenModel load(
      Description description,
      Map<String, TensorData> tensors,
      TorchDevice device,
      WeightPrecision precision) {
    precision.requireOn(device);
    TorchModule program = TorchModule.load(PROGRAM, "Qwen", device);
    TensorScope weights = program.scope();
    try {
      return new QwenModel(description, tensors, precision, program, weights);
    } catch (RuntimeException e) {
      weights.close();
      program.close();
      throw e;
    }
  }

  public QwenConfig config() {
    return config;
  }

  public CodecConfig codec() {
    return codec;
  }

  @Override
  public int sampleRateHz() {
    return codec.sampleRateHz();
  }

  @Override
  public int samplesPerFrame() {
    return codec.samplesPerFrame();
  }

  @Override
  public int framesPerCall() {
    return FRAMES_PER_CALL;
  }

  /**
   * Encodes a recording.
   *
   * @param samples mono at the codec's sample rate, at least one
   * @return codes [F, Q] in row order; the last frame is filled up with silence
   * @throws IllegalStateException if the model makes no voices of recordings
   */
  public long[] encode(float[] samples) {
    IValue encoding = encoder.orElseThrow(QwenModel::noEncoder);
    try (TensorScope scope = program.scope()) {
      IValue codes =
          scope.call(
              program,
              "encode",
              encoding,
              scope.floats(samples, samples.length),
              scope.integer(codec.codebooks()));
      return whole(scope.toFloats(codes));
    }
  }

  /**
   * The vector of a speaker.
   *
   * @param samples mono at the speaker encoder's sample rate, at least a tenth of a second
   * @return [E]
   * @throws IllegalStateException if the model makes no voices of recordings
   */
  public float[] embed(float[] samples) {
    IValue embedding = speakerEncoder.orElseThrow(QwenModel::noEncoder);
    try (TensorScope scope = program.scope()) {
      IValue vector =
          scope.call(program, "embed", embedding, scope.floats(samples, samples.length));
      return scope.toFloats(vector);
    }
  }

  private static IllegalStateException noEncoder() {
    return new IllegalStateException("the model makes no voices of recordings");
  }

  /**
   * Puts a voice into native memory, where many sequences can start from it.
   *
   * @param embedding the speaker's vector, [E]; empty if the prompt has none
   * @return the voice; the caller closes it, after the last sequence was started
   * @throws IllegalArgumentException if it is another model's
   */
  public QwenVoice openVoice(VoicePrompt prompt, float[] embedding) {
    int width = config.talker().transformer().width();
    if (embedding.length != (prompt.hasEmbedding() ? width : 0)) {
      throw new IllegalArgumentException(
          "the voice's vector has %d numbers, the model wants %d"
              .formatted(embedding.length, prompt.hasEmbedding() ? width : 0));
    }
    prompt.reference().ifPresent(this::requireCodes);
    TensorScope scope = program.scope();
    try {
      IValue speaker = scope.floats(embedding, embedding.length / width, width);
      Optional<IValue> sound = prompt.reference().map(reference -> decoded(scope, reference));
      return new QwenVoice(prompt, scope, speaker, sound);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  private void requireCodes(VoicePrompt.Reference reference) {
    requireRoom(Math.max(reference.frames(), reference.text().length));
    long[] codes = reference.codes();
    boolean fits =
        codes.length == (long) reference.frames() * codec.codebooks()
            && Arrays.stream(codes).allMatch(code -> code >= 0 && code < codec.codes());
    if (!fits) {
      throw new IllegalArgumentException("the voice's codes are not those of the model's codec");
    }
  }

  /** The state of the codec behind a recording, so that speech goes on from it. */
  private IValue decoded(TensorScope owner, VoicePrompt.Reference reference) {
    IValue stream = owner.call(program, "stream");
    int width = codec.codebooks();
    for (int frame = 0; frame < reference.frames(); frame += FRAMES_PER_CALL) {
      int end = Math.min(reference.frames(), frame + FRAMES_PER_CALL);
      decode(stream, Arrays.copyOfRange(reference.codes(), frame * width, end * width));
    }
    return stream;
  }

  /** Reads the prompt: {@link Chunk#ids} is the text alone. */
  @Override
  public FrameSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise) {
    QwenVoice speaking = (QwenVoice) voice;
    QwenPrompt prompt = prompts.prompt(speaking.prompt(), chunk.language(), chunk.ids());
    requireRoom(prompt.rows() + chunk.maxFrames());
    TensorScope owner = program.scope();
    try (TensorScope scope = program.scope()) {
      IValue state =
          owner.call(
              program,
              "start",
              talker,
              scope.longs(prompt.text(), prompt.rows()),
              scope.longs(prompt.codes(), prompt.rows(), codec.codebooks()),
              speaking.speaker(),
              scope.integer(prompt.speakerRow()),
              scope.longs(prompt.rest(), prompt.rest().length),
              scope.integer(Math.min(chunk.maxFrames(), FIRST_ROOM)));
      return new QwenSequence(this, owner, state, noise, speaking.prompt());
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  private void requireRoom(int positions) {
    if (positions > config.talker().positions()) {
      throw new IllegalArgumentException(
          "voice, text and speech take up to %,d positions, the model has %,d: cut the text"
              .formatted(positions, config.talker().positions()));
    }
  }

  /** Adds text to a sequence; false if it has read the end of the text before it. */
  boolean append(IValue state, Chunk more) {
    long[] ids = Arrays.stream(more.ids()).asLongStream().toArray();
    try (TensorScope scope = program.scope()) {
      return scope.call(program, "append", talker, state, scope.longs(ids, ids.length)).toBoolean();
    }
  }

  @Override
  public List<FrameStep> step(List<FrameSequence> sequences, boolean steady) {
    int count = sequences.size();
    int rows = steady ? (count + STEADY_GROUP - 1) / STEADY_GROUP * STEADY_GROUP : count;
    int width = codec.codebooks();
    float[] noise = new float[rows * width];
    IValue[] states = new IValue[count];
    for (int i = 0; i < count; i++) {
      QwenSequence sequence = (QwenSequence) sequences.get(i);
      System.arraycopy(sequence.nextNoise(width), 0, noise, i * width, width);
      states[i] = sequence.state();
    }
    try (TensorScope scope = program.scope()) {
      IValue codes =
          scope.call(program, "step", talker, scope.list(states), scope.floats(noise, rows, width));
      return steps(scope.toFloats(codes), count);
    }
  }

  private List<FrameStep> steps(float[] codes, int count) {
    int width = codec.codebooks();
    List<FrameStep> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] frame = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
      made.add(new FrameStep(frame, frame[0] == config.control().end() ? 1 : 0));
    }
    return made;
  }

  @Override
  public QwenDecoding startDecoding() {
    TensorScope owner = program.scope();
    return new QwenDecoding(this, owner, owner.call(program, "stream"));
  }

  /** Speech that goes on from a recording sounds as it would behind it. */
  @Override
  public QwenDecoding startDecoding(FrameVoice voice) {
    Optional<IValue> before = ((QwenVoice) voice).sound();
    if (before.isEmpty()) {
      return startDecoding();
    }
    TensorScope owner = program.scope();
    return new QwenDecoding(this, owner, owner.call(program, "copy", before.get()));
  }

  /** Decodes codes [F, Q] to F * {@link #samplesPerFrame} samples. */
  float[] decode(IValue stream, long[] codes) {
    int count = codec.codebooks();
    try (TensorScope scope = program.scope()) {
      IValue input = scope.longs(codes, codes.length / count, count);
      return scope.toFloats(scope.call(program, "decode", decoder, stream, input));
    }
  }

  static long[] whole(float[] codes) {
    long[] numbers = new long[codes.length];
    Arrays.setAll(numbers, i -> (long) codes[i]);
    return numbers;
  }

  @Override
  public void close() {
    weights.close();
    program.close();
  }
}
