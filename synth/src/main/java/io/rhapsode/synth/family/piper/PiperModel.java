package io.rhapsode.synth.family.piper;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.compute.onnx.OnnxException;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.onnx.OnnxVoiceModel;
import io.rhapsode.synth.family.onnx.WordSounds;
import io.rhapsode.synth.family.onnx.WordSounds.Sound;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A loaded Piper voice: text to sound and word times. */
final class PiperModel implements OnnxVoiceModel {
  private final PiperSettings settings;
  private final PiperGraph graph;
  private final PiperText text;

  PiperModel(PiperSettings settings, PiperGraph graph, PiperText text) {
    this.settings = settings;
    this.graph = graph;
    this.text = text;
  }

  @Override
  public Speech speak(SpeechRequest request) throws RefusedRequestException {
    String primary = Locale.forLanguageTag(request.language()).getLanguage();
    if (!request.voice().languages().contains(primary)) {
      throw new RefusedRequestException(
          FailureCode.UNSUPPORTED_LANGUAGE,
          "voice \"%s\" reads %s, not %s: choose a voice of that language"
              .formatted(
                  request.voice().name(), request.voice().languages().get(0), request.language()));
    }
    try {
      List<String> sentences = text.sentences(request.words());
      if (sentences.isEmpty()) {
        throw new RefusedRequestException(
            FailureCode.SYNTHESIS_FAILED,
            "there is nothing to say in \"%s\"".formatted(request.text()));
      }
      return speak(request, sentences);
    } catch (FailureException e) {
      throw new RefusedRequestException(e.failure().code(), e.failure().message(), e);
    } catch (OnnxException e) {
      throw new RefusedRequestException(FailureCode.SYNTHESIS_FAILED, e.getMessage(), e);
    }
  }

  private Speech speak(SpeechRequest request, List<String> sentences) throws OnnxException {
    float pace = request.delivery().pacePercent().orElse(100) / 100f;
    float[] scales = {
      settings.noiseScale(), settings.lengthScale() / pace, settings.durationNoiseScale()
    };
    long speaker = Long.parseLong(request.voice().parameters().get(PiperFamily.SPEAKER));
    List<float[]> sounds = new ArrayList<>();
    List<Sound> words = new ArrayList<>();
    int start = 0;
    boolean timed = true;
    for (int i = 0; i < sentences.size(); i++) {
      List<String> symbols = text.known(sentences.get(i));
      Noise noise = new Noise(new GaussianNoise(request.seed()), i);
      PiperGraph.Result result = graph.run(text.ids(symbols), scales, speaker, noise);
      timed &= result.durations().isPresent();
      if (result.durations().isPresent()) {
        addWords(words, symbols, result, start);
      }
      sounds.add(result.samples());
      start += result.samples().length;
    }
    PcmClip clip = new PcmClip(settings.sampleRateHz(), joined(sounds, start));
    Span whole = new Span(0, request.text().length());
    List<WordTime> times = timed ? WordSounds.pair(request.text(), whole, words) : List.of();
    return new Speech(clip, times);
  }

  /** Notes when the words of a sentence's symbols sound: runs of them without a space. */
  private void addWords(
      List<Sound> words, List<String> symbols, PiperGraph.Result result, int start) {
    float[] durations = result.durations().orElseThrow();
    double frames = 0;
    for (float duration : durations) {
      frames += duration;
    }
    double samplesPerFrame = frames == 0 ? 0 : result.samples().length / frames;
    int next = text.lead();
    double at = sum(durations, 0, next);
    double begin = -1;
    for (int i = 0; i < symbols.size(); i++) {
      String symbol = symbols.get(i);
      int width = text.width(symbol);
      boolean space = symbol.equals(" ");
      if (begin < 0 && !space) {
        begin = at;
      }
      at += sum(durations, next, width);
      next += width;
      boolean last = i + 1 == symbols.size() || symbols.get(i + 1).equals(" ");
      if (begin >= 0 && last) {
        words.add(
            new Sound(
                start + (int) (begin * samplesPerFrame), start + (int) (at * samplesPerFrame)));
        begin = -1;
      }
    }
  }

  private static double sum(float[] values, int start, int count) {
    double sum = 0;
    for (int i = start; i < Math.min(values.length, start + count); i++) {
      sum += values[i];
    }
    return sum;
  }

  /** The graph does not keep within full scale. */
  private static float[] joined(List<float[]> sounds, int length) {
    float[] joined = new float[length];
    int at = 0;
    for (float[] sound : sounds) {
      for (float sample : sound) {
        joined[at++] = Math.max(-1, Math.min(1, sample));
      }
    }
    return joined;
  }

  @Override
  public void close() {
    graph.close();
  }

  /** Noise of a sentence: every row of every node has numbers of its own. */
  private record Noise(GaussianNoise source, int sentence) implements PiperGraph.Noise {
    @Override
    public float[] draw(int node, long[] shape) {
      int columns = Math.toIntExact(shape[shape.length - 1]);
      long rows = 1;
      for (int i = 0; i < shape.length - 1; i++) {
        rows *= shape[i];
      }
      float[] values = new float[Math.toIntExact(rows * columns)];
      for (int row = 0; row < rows; row++) {
        float[] drawn = source.frame(node, sentence, row, columns, 1);
        System.arraycopy(drawn, 0, values, row * columns, columns);
      }
      return values;
    }
  }
}
