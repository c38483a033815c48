package io.rhapsode.synth.family.pocket.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.config.PocketConfig.FlowHead;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.voice.conditioning.Latents;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A loaded Pocket TTS model: the weights in native memory and the operations on them, each one
 * native call. The TorchScript side is in {@code pocket.py}.
 *
 * <p>Letters in shapes: F frames of 80 ms (1,920 samples at 24 kHz), L features of a latent of the
 * language model, I features of the encoder's output, N sequences of a batch, T tokens, K heads of
 * keys and values.
 *
 * <p>Weights never change after loading. Operations may run on several threads at once as long as
 * each sequence, and each stream of the codec, is used by one thread at a time.
 */
public final class PocketModel implements FrameModel {
  private static final String PROGRAM = "io.rhapsode.synth.family.pocket.pocket";

  /** Frames that the codec takes in one call; bounds its memory. */
  static final int FRAMES_PER_CALL = 8;

  private static final int STEADY_GROUP = 16;

  private final PocketConfig config;
  private final TorchModule program;
  private final TensorScope weights;
  private final IValue backbone;
  private final IValue encoder;
  private final IValue decoder;
  private final float[] start;

  private PocketModel(
      PocketConfig config,
      Map<String, TensorData> tensors,
      int samplingSteps,
      WeightPrecision precision,
      TorchModule program,
      TensorScope weights) {
    this.config = config;
    this.program = program;
    this.weights = weights;
    try (TensorScope scope = program.scope()) {
      // The program keeps the tensors it needs; this scope keeps their buffers.
      IValue dictionary = weights.dictionary(tensors);
      this.backbone = loadBackbone(scope, dictionary, samplingSteps, precision);
      this.encoder = loadEncoder(scope, dictionary);
      this.decoder = loadDecoder(scope, dictionary, precision);
      this.start = scope.toFloats(scope.call(program, "start", backbone));
    }
  }

  /**
   * Loads a model.
   *
   * @param config the model's dimensions
   * @param tensors every tensor of the checkpoint by its published name, of the shapes that {@code
   *     config} implies
   * @param device where to run
   * @param samplingSteps steps of the flow sampler for each frame, from 1; the published models are
   *     made for 1
   * @param precision how the big weights are kept
   * @return the model; the caller closes it
   */
  public static PocketModel load(
      PocketConfig config,
      Map<String, TensorData> tensors,
      TorchDevice device,
      int samplingSteps,
      WeightPrecision precision) {
    if (samplingSteps < 1 || samplingSteps > 100) {
      throw new IllegalArgumentException(
          "samplingSteps must be in 1..100, is %d".formatted(samplingSteps));
    }
    precision.requireOn(device);
    TorchModule program = TorchModule.load(PROGRAM, "Pocket", device);
    TensorScope weights = program.scope();
    try {
      return new PocketModel(config, tensors, samplingSteps, precision, program, weights);
    } catch (RuntimeException e) {
      weights.close();
      program.close();
      throw e;
    }
  }

  private IValue loadBackbone(
      TensorScope scope, IValue dictionary, int samplingSteps, WeightPrecision precision) {
    PocketConfig.Transformer transformer = config.flowLanguageModel().transformer();
    return weights.call(
        program,
        "backbone",
        dictionary,
        scope.integer(transformer.heads()),
        scope.integer(transformer.keyValueHeads()),
        scope.real(transformer.maxPeriod()),
        scope.flag(config.flowLanguageModel().flow().kind() != FlowHead.Kind.DRIFTING),
        scope.integer(samplingSteps),
        scope.text(precision.toString()));
  }

  private IValue loadEncoder(TensorScope scope, IValue dictionary) {
    PocketConfig.CodecHalf half = config.codec().encoder();
    return weights.call(
        program,
        "encoder",
        dictionary,
        scope.integers(reversed(half.convolutions().ratios())),
        scope.integer(config.codec().positionsPerFrame()),
        scope.integer(half.transformer().heads()),
        scope.integer(half.context()),
        scope.real(half.transformer().maxPeriod()));
  }

  private IValue loadDecoder(TensorScope scope, IValue dictionary, WeightPrecision precision) {
    PocketConfig.CodecHalf half = config.codec().decoder();
    WeightPrecision decoderPrecision =
        precision == WeightPrecision.INT8 ? WeightPrecision.FLOAT32 : precision;
    return weights.call(
        program,
        "decoder",
        dictionary,
        scope.integers(half.convolutions().ratios().stream().mapToLong(r -> r).toArray()),
        scope.integer(half.transformer().heads()),
        scope.integer(half.context()),
        scope.real(half.transformer().maxPeriod()),
        scope.text(decoderPrecision.toString()));
  }

  /** Returns the dimensions. */
  public PocketConfig config() {
    return config;
  }

  @Override
  public int sampleRateHz() {
    return config.codec().sampleRateHz();
  }

  @Override
  public int samplesPerFrame() {
    return config.codec().samplesPerFrame();
  }

  @Override
  public int framesPerCall() {
    return FRAMES_PER_CALL;
  }

  /** Returns L. */
  public int latentWidth() {
    return start.length;
  }

  /**
   * Returns the latent that stands before the first.
   *
   * @return [L], a fresh copy
   */
  float[] startLatent() {
    return start.clone();
  }

  /**
   * Encodes a clip. The last frame is filled up with zeros.
   *
   * @param samples mono at the codec's sample rate, in -1..1, at least one
   * @return latents [F, I] as the encoder gives them, not normalised
   */
  public Latents encode(float[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("samples is empty");
    }
    int frameLength = config.codec().samplesPerFrame();
    int frames = (samples.length + frameLength - 1) / frameLength;
    float[] latents = new float[0];
    try (TensorScope stream = program.scope()) {
      IValue state =
          stream.call(
              program,
              "encoder_stream",
              encoder,
              stream.integer(capacity(config.codec().encoder())));
      for (int frame = 0; frame < frames; frame += FRAMES_PER_CALL) {
        int end = Math.min(frame + FRAMES_PER_CALL, frames);
        float[] piece = Arrays.copyOfRange(samples, frame * frameLength, end * frameLength);
        latents = concatenated(latents, encodePiece(state, piece));
      }
    }
    return new Latents(latents, frames, latents.length / frames);
  }

  private float[] encodePiece(IValue state, float[] samples) {
    try (TensorScope scope = program.scope()) {
      IValue input = scope.floats(samples, samples.length);
      return scope.toFloats(scope.call(program, "encode", encoder, state, input));
    }
  }

  /**
   * Runs the voice prompt.
   *
   * @param latents [F, I] of {@link #encode}
   * @return what every utterance of the voice starts from
   */
  public PromptState prompt(Latents latents) {
    try (TensorScope scope = program.scope()) {
      IValue input = scope.floats(latents.values(), latents.frames(), latents.channels());
      TensorData state = scope.toData(scope.call(program, "prompt", backbone, input));
      long[] shape = state.shape();
      return PromptState.ofHeadsFirst(
          state.toFloats(), (int) shape[0], (int) shape[2], (int) shape[3], (int) shape[4]);
    }
  }

  /**
   * Puts a voice into native memory, where many sequences can start from it.
   *
   * @param state the voice; must be made with this model's weights
   * @return the voice; the caller closes it, after the last sequence was started
   * @throws IllegalArgumentException if the state's shape is not this model's
   */
  public PocketVoice openVoice(PromptState state) {
    PocketConfig.Transformer transformer = config.flowLanguageModel().transformer();
    if (state.layerCount() != transformer.layers()
        || state.heads() != transformer.keyValueHeads()
        || state.features() != transformer.headDimension()) {
      throw new IllegalArgumentException(
          "voice %s does not fit a model of %d layers with %d heads of %d features"
              .formatted(
                  state,
                  transformer.layers(),
                  transformer.keyValueHeads(),
                  transformer.headDimension()));
    }
    return new PocketVoice(program.scope(), state);
  }

  /** Copies the voice's keys and values and reads the text. */
  @Override
  public PocketSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise) {
    TensorScope owner = program.scope();
    try (TensorScope scope = program.scope()) {
      long[] ids = Arrays.stream(chunk.ids()).asLongStream().toArray();
      IValue sequence =
          owner.call(
              program,
              "sequence",
              backbone,
              ((PocketVoice) voice).state(),
              scope.longs(ids, ids.length),
              scope.integer(chunk.maxFrames()));
      return new PocketSequence(owner, sequence, startLatent(), noise);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /**
   * Returns the number of rows that a step should have for its results not to depend, in any bit,
   * on how many sequences share it: matrix products take rows in groups, and a row's rounding
   * changes with the size of its group. In steps of 16, 32 and 48 rows every row came out the same
   * on the machines measured, at the published sizes and at tiny ones; steps of 8 and of 16 rows
   * differed by about 1e-6. One sequence that never has company needs no padding, and its step
   * takes less than half the time.
   *
   * @param sequences N
   * @return a multiple of 16, from N
   */
  static int steadyRows(int sequences) {
    return (sequences + STEADY_GROUP - 1) / STEADY_GROUP * STEADY_GROUP;
  }

  @Override
  public List<FrameStep> step(List<FrameSequence> sequences, boolean steady) {
    int count = sequences.size();
    int rows = steady ? steadyRows(count) : count;
    int width = latentWidth();
    float[] latents = new float[rows * width];
    float[] noise = new float[rows * width];
    IValue[] states = new IValue[count];
    for (int i = 0; i < count; i++) {
      PocketSequence sequence = (PocketSequence) sequences.get(i);
      System.arraycopy(sequence.latest(), 0, latents, i * width, width);
      System.arraycopy(sequence.nextNoise(width), 0, noise, i * width, width);
      states[i] = sequence.state();
    }
    try (TensorScope scope = program.scope()) {
      IValue result =
          scope.call(
              program,
              "step",
              backbone,
              scope.list(states),
              scope.floats(latents, rows, width),
              scope.floats(noise, rows, width));
      return distribute(scope.toFloats(result), sequences);
    }
  }

  /** Splits [R, L + 1] into the sequences' latents and the logits of the end of speech. */
  private List<FrameStep> distribute(float[] rows, List<FrameSequence> sequences) {
    int width = latentWidth();
    List<FrameStep> made = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      int row = i * (width + 1);
      float[] latent = Arrays.copyOfRange(rows, row, row + width);
      ((PocketSequence) sequences.get(i)).advance(latent);
      made.add(new FrameStep(latent, rows[row + width]));
    }
    return made;
  }

  @Override
  public PocketDecoding startDecoding() {
    TensorScope owner = program.scope();
    IValue capacity = owner.integer(capacity(config.codec().decoder()));
    IValue state = owner.call(program, "decoder_stream", decoder, capacity);
    return new PocketDecoding(this, owner, state);
  }

  /** Decodes latents [F, L], F up to {@link #FRAMES_PER_CALL}, to F frames of samples. */
  public float[] decode(IValue state, float[] latents) {
    int width = latentWidth();
    try (TensorScope scope = program.scope()) {
      IValue input = scope.floats(latents, latents.length / width, width);
      return scope.toFloats(scope.call(program, "decode", decoder, state, input));
    }
  }

  /** Rows of a codec cache: moving old rows out is then rare, about once in a window. */
  private long capacity(PocketConfig.CodecHalf half) {
    return 2L * half.context() + (long) FRAMES_PER_CALL * config.codec().positionsPerFrame();
  }

  private static long[] reversed(List<Integer> values) {
    long[] result = new long[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(result.length - 1 - i);
    }
    return result;
  }

  private static float[] concatenated(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Frees the weights. Voices, sequences and streams must be closed before. */
  @Override
  public void close() {
    weights.close();
    program.close();
  }
}
