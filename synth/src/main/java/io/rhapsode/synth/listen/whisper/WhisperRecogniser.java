package io.rhapsode.synth.listen.whisper;

import static java.util.Objects.requireNonNull;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.listen.whisper.WhisperModel.Said;
import io.rhapsode.synth.listen.word.QuietCut;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whisper, greedy and without text before: of everything that could be said, the likeliest token
 * each time. What is longer than the model hears at once is cut where it is quietest. The model was
 * trained on windows of 30 s, and hears best when a clip is filled up to one; a quick look fills up
 * to a little more than the clip, which costs in proportion to its length.
 */
public final class WhisperRecogniser implements Recogniser {
  private static final int RATE_HZ = MelFilters.RATE_HZ;
  private static final int POSITION_SAMPLES = 320;
  private static final double POSITION_SECONDS = 0.02;

  /**
   * The decoder looks for a word a little before it begins: of 1,053 words of a voice that knows
   * when it says them, half were found 0.09 to 0.23 s early.
   */
  private static final double LOOK_AHEAD_SECONDS = 0.1;

  /** What the model was trained to hear at once. */
  private static final int WHOLE_SECONDS = 30;

  /** Silence behind a clip in a quick look, without which the model does not find the end. */
  private static final double QUICK_MARGIN_SECONDS = 2;

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

  /**
   * A part of a clip that is heard at once.
   *
   * @param clip its place among the clips
   * @param start where it begins in the clip, in samples at 16 kHz
   */
  private record Piece(int clip, int start, float[] samples) {
    double seconds() {
      return (double) samples.length / RATE_HZ;
    }

    int mostTokens() {
      return (int) Math.min(MOST_TOKENS, 16 + TOKENS_PER_SECOND * seconds());
    }
  }

  @Override
  public List<List<HeardWord>> recognise(List<PcmClip> clips, String language, Care care)
      throws IOException {
    String primary = Locale.forLanguageTag(language).getLanguage();
    if (!knows(primary)) {
      throw new IOException("%s does not know the language '%s'".formatted(identity, language));
    }
    List<Piece> pieces = new ArrayList<>();
    List<List<HeardWord>> words = new ArrayList<>();
    for (PcmClip clip : clips) {
      addPieces(clip, words.size(), pieces);
      words.add(new ArrayList<>());
    }
    // Pieces of similar length end together.
    pieces.sort(Comparator.comparingInt(piece -> piece.samples().length));
    for (int first = 0; first < pieces.size(); first += WhisperModel.ROWS) {
      int end = Math.min(pieces.size(), first + WhisperModel.ROWS);
      hear(pieces.subList(first, end), primary, care, words);
    }
    words.forEach(heard -> heard.sort(Comparator.comparingDouble(HeardWord::startSeconds)));
    return words;
  }

  private static void addPieces(PcmClip clip, int place, List<Piece> pieces) {
    float[] samples = new KaiserResampler(clip.sampleRateHz(), RATE_HZ).resample(clip.samples());
    int start = 0;
    while (start < samples.length) {
      int end = QuietCut.end(samples, samples.length, start, RATE_HZ);
      pieces.add(new Piece(place, start, Arrays.copyOfRange(samples, start, end)));
      start = end;
    }
  }

  private void hear(List<Piece> pieces, String language, Care care, List<List<HeardWord>> words) {
    long[] prompt = model.vocabulary().prompt(language);
    int most = pieces.stream().mapToInt(Piece::mostTokens).max().orElse(0);
    try (TensorScope scope = model.scope()) {
      List<IValue> heard =
          pieces.stream().map(piece -> model.hear(scope, filledUp(piece, care))).toList();
      List<Said> said = model.say(heard, prompt, most);
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        Said tokens = said.get(i).first(piece.mostTokens());
        if (!tokens.tokens().isEmpty()) {
          words.get(piece.clip()).addAll(words(heard.get(i), prompt, tokens, piece));
        }
      }
    }
  }

  /** With silence behind, and a little of the beginning mirrored before, as in training. */
  private static float[] filledUp(Piece piece, Care care) {
    int margin = MelFilters.WINDOW_SAMPLES / 2;
    int seconds =
        care == Care.THOROUGH
            ? WHOLE_SECONDS
            : (int) Math.min(WHOLE_SECONDS, Math.ceil(piece.seconds() + QUICK_MARGIN_SECONDS));
    float[] samples = piece.samples();
    float[] whole = new float[seconds * RATE_HZ + 2 * margin];
    System.arraycopy(samples, 0, whole, margin, samples.length);
    for (int i = 1; i <= margin && i < samples.length; i++) {
      whole[margin - i] = samples[i];
    }
    return whole;
  }

  private List<HeardWord> words(IValue heard, long[] prompt, Said said, Piece piece) {
    int count = said.tokens().size();
    long[] all = Arrays.copyOf(prompt, prompt.length + count + 1);
    for (int i = 0; i < count; i++) {
      all[prompt.length + i] = said.tokens().get(i);
    }
    all[all.length - 1] = model.vocabulary().end();
    int[] begins = begins(heard, all, prompt.length, piece.samples().length);
    double offset = (double) piece.start() / RATE_HZ;
    List<HeardWord> words = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= count; i++) {
      if (i < count && !model.vocabulary().beginsWord(said.tokens().get(i))) {
        continue;
      }
      String text = model.vocabulary().text(said.tokens().subList(first, i)).strip();
      if (!text.isEmpty()) {
        words.add(
            new HeardWord(
                text,
                offset + seconds(begins[first], piece),
                offset + seconds(begins[i], piece),
                said.meanProbability(first, i)));
      }
      first = i;
    }
    return words;
  }

  private static double seconds(int position, Piece piece) {
    return Math.min(piece.seconds(), position * POSITION_SECONDS + LOOK_AHEAD_SECONDS);
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
