package io.rhapsode.synth.family.voxtral.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.voxtral.config.VoxtralLayout;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codec;
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
 * A loaded Voxtral TTS model: the weights in native memory and the operations on them, each one
 * native call. The TorchScript side is in {@code voxtral.py}.
 *
 * <p>Letters in shapes: F frames, Q codebooks, E features of the language model, V rows of a voice,
 * N sequences of a batch. A frame is its codes as the language model knows them: the first real
 * code is 2.
 *
 * <p>Weights never change after loading. Operations may run on several threads at once as long as
 * each sequence, and each decoding, is used by one thread at a time.
 */
public final class VoxtralModel implements FrameModel {
  private static final String PROGRAM = "io.rhapsode.synth.family.voxtral.voxtral";

  /** Weight of the velocity with the condition against that without, as published. */
  private static final double GUIDANCE = 1.2;

  /** Frames that the codec takes in one call; bounds its memory. */
  static final int FRAMES_PER_CALL = 25;

  /**
   * Rows of a step come in groups of so many: a row's rounding then does not depend on how many
   * sequences share the step.
   */
  private static final int STEADY_GROUP = 16;

  /** The semantic code after which nothing is spoken. */
  private static final int END = 1;

  private final VoxtralParameters parameters;
  private final TorchModule program;
  private final TensorScope weights;
  private final IValue backbone;
  private final IValue decoder;
  private final Optional<IValue> encoder;

  private VoxtralModel(
      VoxtralParameters parameters,
      Map<String, TensorData> tensors,
      boolean hasEncoder,
      WeightPrecision precision,
      TorchModule program,
      TensorScope weights) {
    this.parameters = parameters;
    this.program = program;
    this.weights = weights;
    try (TensorScope scope = program.scope()) {
      // The program copies what it needs, so that the checkpoint's own tensors can go.
      IValue dictionary = scope.dictionary(tensors);
      this.backbone = loadBackbone(scope, dictionary, precision.toString());
      this.decoder = loadDecoder(scope, dictionary);
      this.encoder = hasEncoder ? Optional.of(loadEncoder(scope, dictionary)) : Optional.empty();
    }
  }

  /**
   * Loads a model.
   *
   * @param tensors every tensor of {@link VoxtralLayout#tensors}, and those of {@link
   *     VoxtralLayout#encoderTensors} if {@code hasEncoder}
   * @param precision how the big weights are kept; those of the codec are always float32
   * @return the model; the caller closes it
   */
  static VoxtralModel load(
      VoxtralParameters parameters,
      Map<String, TensorData> tensors,
      boolean hasEncoder,
      TorchDevice device,
      WeightPrecision precision) {
    precision.requireOn(device);
    TorchModule program = TorchModule.load(PROGRAM, "Voxtral", device);
    TensorScope weights = program.scope();
    try {
      return new VoxtralModel(parameters, tensors, hasEncoder, precision, program, weights);
    } catch (RuntimeException e) {
      weights.close();
      program.close();
      throw e;
    }
  }

  private IValue loadBackbone(TensorScope scope, IValue dictionary, String precision) {
    VoxtralParameters.Transformer flow = parameters.flow();
    IValue acoustic =
        scope.call(
            program,
            "acoustic",
            dictionary,
            scope.integer(flow.headWidth()),
            scope.real(flow.epsilon()),
            scope.integer(parameters.steps()),
            scope.integer(parameters.codes().levels()),
            scope.real(GUIDANCE),
            scope.text(precision));
    VoxtralParameters.Transformer language = parameters.language();
    return weights.call(
        program,
        "backbone",
        dictionary,
        acoustic,
        scope.integer(language.headWidth()),
        scope.real(parameters.maxPeriod()),
        scope.real(language.epsilon()),
        scope.integers(parameters.codes().sizes()),
        scope.text(precision));
  }

  private IValue loadDecoder(TensorScope scope, IValue dictionary) {
    Codec codec = parameters.codec();
    List<Integer> strides = codec.decoder().strides();
    return weights.call(
        program,
        "decoder",
        dictionary,
        scope.integer(codec.transformer().headWidth()),
        integers(scope, codec.decoderWindows()),
        integers(scope, strides.subList(1, strides.size())),
        scope.real(codec.transformer().epsilon()),
        scope.real(codec.queryKeyEpsilon()),
        scope.integer(parameters.codes().levels()));
  }

  private IValue loadEncoder(TensorScope scope, IValue dictionary) {
    Codec codec = parameters.codec();
    return weights.call(
        program,
        "encoder",
        dictionary,
        scope.integer(codec.patch()),
        scope.integer(codec.transformer().headWidth()),
        integers(scope, codec.encoderWindows()),
        integers(scope, codec.encoder().strides()),
        scope.real(codec.transformer().epsilon()),
        scope.real(codec.queryKeyEpsilon()),
        scope.integer(parameters.codes().levels()));
  }

  private static IValue integers(TensorScope scope, List<Integer> values) {
    return scope.integers(values.stream().mapToLong(Integer::longValue).toArray());
  }

  /** The dimensions. */
  public VoxtralParameters parameters() {
    return parameters;
  }

  @Override
  public int sampleRateHz() {
    return parameters.codec().sampleRateHz();
  }

  @Override
  public int samplesPerFrame() {
    return parameters.codec().samplesPerFrame();
  }

  @Override
  public int framesPerCall() {
    return FRAMES_PER_CALL;
  }

  /** Whether recordings can be encoded. */
  boolean hasEncoder() {
    return encoder.isPresent();
  }

  /**
   * Encodes a recording.
   *
   * @param samples mono at the codec's sample rate, at least one
   * @return codes [F, Q] in row order; the last frame is filled up with silence
   * @throws IllegalStateException if the weights have no encoder
   */
  public long[] encode(float[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("samples is empty");
    }
    IValue encoding =
        encoder.orElseThrow(() -> new IllegalStateException("the weights have no encoder"));
    try (TensorScope scope = program.scope()) {
      IValue codes = scope.call(program, "encode", encoding, scope.floats(samples, samples.length));
      return whole(scope.toFloats(codes));
    }
  }

  /**
   * The rows that a prompt holds for a recording: those of its codes, then of an end.
   *
   * @param codes [F, Q] of {@link #encode}
   * @return [F + 1, E]
   */
  public VoiceEmbedding embed(long[] codes) {
    int count = parameters.codes().count();
    long[] closed = Arrays.copyOf(codes, codes.length + count);
    closed[codes.length] = END;
    int frames = closed.length / count;
    try (TensorScope scope = program.scope()) {
      IValue rows = scope.call(program, "code_rows", backbone, scope.longs(closed, frames, count));
      return new VoiceEmbedding(scope.toFloats(rows), frames, parameters.language().width());
    }
  }

  /**
   * Puts a voice into native memory, where many sequences can start from it.
   *
   * @return the voice; the caller closes it, after the last sequence was started
   * @throws IllegalArgumentException if its rows are not of this model's width
   */
  public VoxtralVoice openVoice(VoiceEmbedding rows) {
    int width = parameters.language().width();
    if (rows.width() != width) {
      throw new IllegalArgumentException(
          "the voice's rows have %d numbers, the model wants %d".formatted(rows.width(), width));
    }
    TensorScope scope = program.scope();
    return new VoxtralVoice(scope, scope.floats(rows.values(), rows.rows(), width));
  }

  /** Reads the prompt: {@link Chunk#ids} is all that follows the voice. */
  @Override
  public FrameSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise) {
    VoxtralParameters.Tokens tokens = parameters.tokens();
    long[] before = {tokens.begin(), tokens.beginAudio()};
    long[] after = Arrays.stream(chunk.ids()).asLongStream().toArray();
    TensorScope owner = program.scope();
    try (TensorScope scope = program.scope()) {
      IValue state =
          owner.call(
              program,
              "start",
              backbone,
              scope.longs(before, before.length),
              ((VoxtralVoice) voice).rows(),
              scope.longs(after, after.length),
              scope.integer(chunk.maxFrames()));
      return new VoxtralSequence(owner, state, noise);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  @Override
  public List<FrameStep> step(List<FrameSequence> sequences, boolean steady) {
    int count = sequences.size();
    int rows = steady ? (count + STEADY_GROUP - 1) / STEADY_GROUP * STEADY_GROUP : count;
    int width = parameters.codes().acoustic();
    float[] noise = new float[rows * width];
    IValue[] states = new IValue[count];
    for (int i = 0; i < count; i++) {
      VoxtralSequence sequence = (VoxtralSequence) sequences.get(i);
      System.arraycopy(sequence.nextNoise(width), 0, noise, i * width, width);
      states[i] = sequence.state();
    }
    try (TensorScope scope = program.scope()) {
      IValue codes =
          scope.call(
              program, "step", backbone, scope.list(states), scope.floats(noise, rows, width));
      return steps(scope.toFloats(codes), count);
    }
  }

  private List<FrameStep> steps(float[] codes, int count) {
    int width = parameters.codes().count();
    List<FrameStep> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] frame = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
      made.add(new FrameStep(frame, frame[0] == END ? 1 : 0));
    }
    return made;
  }

  @Override
  public VoxtralDecoding startDecoding() {
    TensorScope owner = program.scope();
    return new VoxtralDecoding(this, owner, owner.call(program, "stream"));
  }

  /** Decodes codes [F, Q] to F * {@link #samplesPerFrame} samples. */
  float[] decode(IValue stream, long[] codes) {
    int count = parameters.codes().count();
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
