package io.rhapsode.synth.speaker;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.onnx.OnnxException;
import io.rhapsode.synth.compute.onnx.OnnxGraph;
import io.rhapsode.synth.compute.onnx.OnnxRuntimeVersion;
import io.rhapsode.synth.compute.onnx.OnnxSession;
import io.rhapsode.synth.compute.onnx.OnnxSession.Values;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The d-vector of VoiceFilter (L. Wan et al., Generalized End-to-End Loss for Speaker Verification,
 * 2018): three recurrent layers over windows of 0.8 s of log mel frames, half a window apart; the
 * mean of the windows' directions is the speaker's.
 *
 * <p>Shapes: w windows, 80 frames, 40 bands.
 */
public final class DVectorEncoder implements SpeakerEncoder {
  private static final int WINDOW_FRAMES = 80;
  private static final int STEP_FRAMES = 40;
  private static final int WINDOW_VALUES = WINDOW_FRAMES * LogMelSpectrum.BANDS;

  /** Windows computed at once; 26 s of speech. */
  private static final int MOST_WINDOWS = 64;

  private static final double EQUAL_ERROR_SIMILARITY = 0.72;

  private final String identity;
  private final OnnxSession session;
  private final String input;
  private final String output;

  private DVectorEncoder(String identity, OnnxSession session, String input, String output) {
    this.identity = identity;
    this.session = session;
    this.input = input;
    this.output = output;
  }

  /**
   * Opens a graph.
   *
   * @param identity what to say of the file
   * @return the encoder; the caller closes it
   * @throws IOException if the file cannot be read or is no encoder of this kind
   */
  public static DVectorEncoder open(Path file, String identity) throws IOException {
    requireNonNull(identity, "identity is null");
    OnnxGraph graph = OnnxGraph.read(file);
    List<String> inputs = graph.inputs();
    List<String> outputs = graph.outputs();
    if (inputs.size() != 1 || outputs.size() != 1) {
      throw new OnnxException(
          "%s: has %d inputs and %d outputs, a speaker encoder has one of each"
              .formatted(file, inputs.size(), outputs.size()));
    }
    DVectorEncoder encoder =
        new DVectorEncoder(
            identity + " onnxruntime." + OnnxRuntimeVersion.get(),
            OnnxSession.open(graph, OnnxDevice.PROCESSOR),
            inputs.get(0),
            outputs.get(0));
    try {
      // Silence first: a graph of another shape is refused here and not in the middle of a job.
      encoder.vectors(new float[2 * WINDOW_VALUES], 2);
      return encoder;
    } catch (OnnxException e) {
      encoder.close();
      throw new OnnxException(file + ": is no speaker encoder: " + e.getMessage(), e);
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public double equalErrorSimilarity() {
    return EQUAL_ERROR_SIMILARITY;
  }

  @Override
  public Optional<SpeakerEmbedding> embed(PcmClip clip) throws IOException {
    int rate = LogMelSpectrum.SAMPLE_RATE_HZ;
    float[] samples = new KaiserResampler(clip.sampleRateHz(), rate).resample(clip.samples());
    return embedSpeech(SpeechParts.of(samples, rate));
  }

  /** As {@link #embed}, of samples at 16 kHz without pauses. */
  Optional<SpeakerEmbedding> embedSpeech(float[] speech) throws OnnxException {
    float[] spectrum = LogMelSpectrum.of(speech);
    int frames = spectrum.length / LogMelSpectrum.BANDS;
    if (frames < WINDOW_FRAMES) {
      return Optional.empty();
    }
    int windows = (frames - WINDOW_FRAMES) / STEP_FRAMES + 1;
    float[] sum = null;
    for (int first = 0; first < windows; first += MOST_WINDOWS) {
      int count = Math.min(MOST_WINDOWS, windows - first);
      float[] vectors = vectors(windowsOf(spectrum, first, count), count);
      int size = vectors.length / count;
      sum = sum == null ? new float[size] : sum;
      for (int window = 0; window < count; window++) {
        add(Arrays.copyOfRange(vectors, window * size, (window + 1) * size), sum);
      }
    }
    double seconds = (double) speech.length / LogMelSpectrum.SAMPLE_RATE_HZ;
    return Optional.of(SpeakerEmbedding.towards(sum, seconds));
  }

  @Override
  public void close() {
    session.close();
  }

  /** Of [w, 80, 40] frames, row by row, the vectors, one after the other. */
  private float[] vectors(float[] frames, int windows) throws OnnxException {
    float[] vectors =
        session
            .run(Map.of(input, Values.of(frames, windows, WINDOW_FRAMES, LogMelSpectrum.BANDS)))
            .floats()
            .get(output);
    if (vectors == null || vectors.length == 0 || vectors.length % windows != 0) {
      throw new OnnxException("its output is not one vector for each window");
    }
    return vectors;
  }

  private static float[] windowsOf(float[] spectrum, int first, int count) {
    float[] frames = new float[count * WINDOW_VALUES];
    for (int window = 0; window < count; window++) {
      int from = (first + window) * STEP_FRAMES * LogMelSpectrum.BANDS;
      System.arraycopy(spectrum, from, frames, window * WINDOW_VALUES, WINDOW_VALUES);
    }
    return frames;
  }

  /** Adds the direction of a vector. */
  private static void add(float[] vector, float[] sum) throws OnnxException {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double length = Math.sqrt(square);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new OnnxException("the speaker encoder gives no direction: length " + length);
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) (vector[i] / length);
    }
  }
}
