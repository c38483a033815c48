package io.rhapsode.synth.listen.whisper;

import static java.util.Objects.requireNonNull;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.listen.Recogniser;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whisper, greedy and without text before: of everything that could be said, the likeliest token
 * each time. Clips go one by one, so that what is heard in one does not depend on the others. What
 * is longer than the model hears at once is cut where it is quietest.
 */
public final class WhisperRecogniser implements Recogniser {
  private static final int POSITION_SAMPLES = 320;
  private static final double POSITION_SECONDS = 0.02;

  /** What the model was trained to hear at once. */
  private static final int WHOLE_SECONDS = 30;

  private static final int LONGEST_SECONDS = 28;
  private static final int SHORTEST_CUT_SECONDS = 18;

  /** Nobody says more; a model that goes round in circles does. */
  private static final double TOKENS_PER_SECOND = 12;

  private static final int MOST_TOKENS = 220;

  private final String identity;
  private final WhisperModel model;

  private WhisperRecogniser(String identity, WhisperModel model) {
    this.identity = identity;
    this.model = model;
  }

  /**
   * @param identity id of the model with a hash of it
   * @param folder with {@code model.bin}, {@code config.json} and {@code vocabulary.txt} as
   *     CTranslate2's converter writes them
   * @throws IOException if a file is missing or does not fit the others
   */
  public static WhisperRecogniser open(String identity, Path folder, TorchDevice device)
      throws IOException {
    return new WhisperRecogniser(
        requireNonNull(identity, "identity is null"), WhisperModel.open(folder, device));
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public boolean knows(String primaryLanguage) {
    return model.vocabulary().knows(primaryLanguage);
  }

  @Override
  public List<HeardWord> recognise(PcmClip clip, String language) throws IOException {
    String primary = Locale.forLanguageTag(language).getLanguage();
    if (!knows(primary)) {
      throw new IOException("%s does not know the language '%s'".formatted(identity, language));
    }
    float[] samples =
        new KaiserResampler(clip.sampleRateHz(), MelFilters.RATE_HZ).resample(clip.samples());
    List<HeardWord> words = new ArrayList<>();
    int start = 0;
    while (start < samples.length) {
      int end = end(samples, start);
      words.addAll(
          hear(
              Arrays.copyOfRange(samples, start, end),
              primary,
              (double) start / MelFilters.RATE_HZ));
      start = end;
    }
    return words;
  }

  /** Where the piece that begins at a sample ends: all of it, or the quietest tenth of a second. */
  private static int end(float[] samples, int start) {
    int rate = MelFilters.RATE_HZ;
    if (samples.length - start <= LONGEST_SECONDS * rate) {
      return samples.length;
    }
    int window = rate / 10;
    double quietest = Double.POSITIVE_INFINITY;
    int best = start + LONGEST_SECONDS * rate;
    for (int at = start + SHORTEST_CUT_SECONDS * rate;
        at + window <= start + LONGEST_SECONDS * rate;
        at += window / 2) {
      double energy = 0;
      for (int i = at; i < at + window; i++) {
        energy += samples[i] * samples[i];
      }
      if (energy < quietest) {
        quietest = energy;
        best = at + window / 2;
      }
    }
    return best;
  }

  private List<HeardWord> hear(float[] samples, String language, double offset) {
    int margin = MelFilters.WINDOW_SAMPLES / 2;
    float[] whole = new float[WHOLE_SECONDS * MelFilters.RATE_HZ + 2 * margin];
    System.arraycopy(samples, 0, whole, margin, samples.length);
    for (int i = 1; i <= margin && i < samples.length; i++) {
      whole[margin - i] = samples[i];
    }
    try (TensorScope scope = model.scope()) {
      IValue heard = model.hear(scope, whole);
      Said said = say(heard, language, (double) samples.length / MelFilters.RATE_HZ);
      return said.tokens().isEmpty() ? List.of() : words(heard, said, samples.length, offset);
    }
  }

  /** Tokens with their probabilities, and what went before them. */
  private record Said(long[] prompt, List<Integer> tokens, List<Double> probabilities) {}

  private Said say(IValue heard, String language, double seconds) {
    long[] prompt = model.vocabulary().prompt(language);
    List<Integer> tokens = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    int most = (int) Math.min(MOST_TOKENS, 16 + TOKENS_PER_SECOND * seconds);
    float[] next = model.read(heard, prompt);
    while (tokens.size() < most) {
      int likeliest = likeliest(next, tokens.isEmpty());
      if (likeliest == model.vocabulary().end()) {
        break;
      }
      tokens.add(likeliest);
      probabilities.add(Math.exp(next[likeliest]));
      next = model.read(heard, likeliest);
    }
    return new Said(prompt, tokens, probabilities);
  }

  private int likeliest(float[] logProbabilities, boolean first) {
    for (int suppressed : model.suppressed(first)) {
      logProbabilities[suppressed] = Float.NEGATIVE_INFINITY;
    }
    int best = 0;
    for (int token = 0; token <= model.vocabulary().end(); token++) {
      if (logProbabilities[token] > logProbabilities[best]) {
        best = token;
      }
    }
    return best;
  }

  private List<HeardWord> words(IValue heard, Said said, int samples, double offset) {
    long[] all = Arrays.copyOf(said.prompt(), said.prompt().length + said.tokens().size() + 1);
    for (int i = 0; i < said.tokens().size(); i++) {
      all[said.prompt().length + i] = said.tokens().get(i);
    }
    all[all.length - 1] = model.vocabulary().end();
    int[] begins = begins(heard, all, said.prompt().length, samples);
    List<HeardWord> words = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= said.tokens().size(); i++) {
      if (i == said.tokens().size() || model.vocabulary().beginsWord(said.tokens().get(i))) {
        double confidence =
            said.probabilities().subList(first, i).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        String text = model.vocabulary().text(said.tokens().subList(first, i)).strip();
        if (!text.isEmpty()) {
          words.add(
              new HeardWord(
                  text,
                  offset + begins[first] * POSITION_SECONDS,
                  offset + begins[i] * POSITION_SECONDS,
                  confidence));
        }
        first = i;
      }
    }
    return words;
  }

  /**
   * The positions at which the tokens after the prompt begin, that of the end included. What the
   * decoder looks at while it reads a token is where it finds the next one.
   */
  private int[] begins(IValue heard, long[] tokens, int prompt, int samples) {
    TensorData attention = model.attention(heard, tokens);
    int heads = (int) attention.shape()[0];
    int positions = (int) attention.shape()[2];
    int used = Math.max(1, Math.min(positions, samples / POSITION_SAMPLES));
    int timed = tokens.length - prompt;
    float[] values = attention.toFloats();
    float[] needed = new float[heads * timed * used];
    for (int head = 0; head < heads; head++) {
      for (int token = 0; token < timed; token++) {
        int row = head * tokens.length + prompt - 1 + token;
        System.arraycopy(values, row * positions, needed, (head * timed + token) * used, used);
      }
    }
    return TokenTimes.begins(needed, heads, timed, used);
  }

  @Override
  public void close() {
    model.close();
  }
}
