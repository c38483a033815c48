package io.rhapsode.synth.family.kokoro;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.synth.compute.onnx.OnnxException;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.kokoro.KokoroChunk.Symbol;
import io.rhapsode.synth.family.kokoro.KokoroText.Piece;
import io.rhapsode.synth.family.onnx.OnnxVoiceModel;
import io.rhapsode.synth.family.onnx.WordSounds;
import io.rhapsode.synth.family.onnx.WordSounds.Sound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A loaded Kokoro model: text and voice to sound and word times. */
final class KokoroModel implements OnnxVoiceModel {
  private final KokoroFolder folder;
  private final Optional<ImportedStyles> imported;
  private final KokoroGraph graph;
  private final KokoroText text;
  private final KokoroAlphabet alphabet = KokoroAlphabet.published();
  private final Map<String, StyleTable> styles = new ConcurrentHashMap<>();

  /**
   * @param imported voices besides those of the folder
   */
  KokoroModel(
      KokoroFolder folder, Optional<ImportedStyles> imported, KokoroGraph graph, KokoroText text) {
    this.folder = folder;
    this.imported = imported;
    this.graph = graph;
    this.text = text;
  }

  @Override
  public Speech speak(SpeechRequest request) throws RefusedRequestException {
    KokoroBlend blend =
        KokoroBlend.parse(request.voice().name())
            .orElseThrow(() -> new IllegalArgumentException(request.voice().name()));
    KokoroLanguage language =
        blend
            .language()
            .filter(own -> request.voice().languages().contains(primary(request.language())))
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        FailureCode.UNSUPPORTED_LANGUAGE,
                        "voice \"%s\" reads %s, not %s: choose a voice of that language"
                            .formatted(
                                request.voice().name(),
                                String.join(", ", request.voice().languages()),
                                request.language())));
    try {
      List<Piece> pieces = text.read(request.words(), language);
      List<KokoroChunk> chunks = KokoroChunk.of(pieces);
      if (pieces.stream().noneMatch(piece -> hasSound(piece.symbols()))) {
        throw new RefusedRequestException(
            FailureCode.SYNTHESIS_FAILED,
            "there is nothing to say in \"%s\"".formatted(request.text()));
      }
      float speed = request.delivery().pacePercent().orElse(100) / 100f;
      return speak(request.text(), pieces, chunks, styles(blend), speed);
    } catch (FailureException e) {
      throw new RefusedRequestException(e.failure().code(), e.failure().message(), e);
    } catch (IOException e) {
      throw new RefusedRequestException(FailureCode.SYNTHESIS_FAILED, e.getMessage(), e);
    }
  }

  private static String primary(String language) {
    return java.util.Locale.forLanguageTag(language).getLanguage();
  }

  private static boolean hasSound(String symbols) {
    return symbols.codePoints().anyMatch(Character::isLetter);
  }

  private Speech speak(
      String whole, List<Piece> pieces, List<KokoroChunk> chunks, StyleTable style, float speed)
      throws OnnxException {
    List<float[]> sounds = new ArrayList<>();
    Map<Integer, List<Sound>> words = new TreeMap<>();
    int start = 0;
    boolean timed = true;
    for (KokoroChunk chunk : chunks) {
      long[] ids =
          chunk.symbols().stream()
              .mapToLong(symbol -> alphabet.id(symbol.codePoint()).orElseThrow())
              .toArray();
      KokoroGraph.Result result = graph.run(ids, style.style(ids.length), speed);
      Optional<int[]> durations = result.durations();
      timed &= durations.isPresent();
      if (durations.isPresent()) {
        addWords(words, chunk.symbols(), durations.get(), start);
      }
      sounds.add(result.samples());
      start += result.samples().length;
    }
    PcmClip clip = new PcmClip(KokoroGraph.SAMPLE_RATE_HZ, joined(sounds, start));
    return new Speech(clip, timed ? times(whole, pieces, words, start) : List.of());
  }

  /** Notes when the words of each piece's symbols sound: runs of them without a space. */
  private static void addWords(
      Map<Integer, List<Sound>> words, List<Symbol> symbols, int[] durations, int start) {
    int at = start + durations[0] * KokoroGraph.FRAME_SAMPLES;
    int begin = -1;
    for (int i = 0; i < symbols.size(); i++) {
      Symbol symbol = symbols.get(i);
      boolean space = symbol.codePoint() == ' ';
      if (begin < 0 && !space) {
        begin = at;
      }
      at += durations[i + 1] * KokoroGraph.FRAME_SAMPLES;
      boolean last = i + 1 == symbols.size() || symbols.get(i + 1).piece() != symbol.piece();
      boolean beforeSpace = i + 1 < symbols.size() && symbols.get(i + 1).codePoint() == ' ';
      if (begin >= 0 && (last || beforeSpace)) {
        words.computeIfAbsent(symbol.piece(), p -> new ArrayList<>()).add(new Sound(begin, at));
        begin = -1;
      }
    }
  }

  private static List<WordTime> times(
      String whole, List<Piece> pieces, Map<Integer, List<Sound>> words, int length) {
    List<WordTime> times = new ArrayList<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      List<Sound> sounds = words.getOrDefault(piece, List.of());
      times.addAll(WordSounds.pair(whole, pieces.get(piece).text(), sounds));
    }
    return times.stream()
        .map(
            time ->
                new WordTime(
                    time.spoken(),
                    Math.min(time.startSample(), length),
                    Math.min(time.endSample(), length)))
        .toList();
  }

  private static float[] joined(List<float[]> sounds, int length) {
    float[] joined = new float[length];
    int at = 0;
    for (float[] sound : sounds) {
      System.arraycopy(sound, 0, joined, at, sound.length);
      at += sound.length;
    }
    return joined;
  }

  private StyleTable styles(KokoroBlend blend) throws IOException {
    List<KokoroBlend.Part> parts = blend.parts();
    StyleTable[] tables = new StyleTable[parts.size()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = style(parts.get(i).voice());
    }
    return StyleTable.blend(tables, parts.stream().mapToDouble(KokoroBlend.Part::share).toArray());
  }

  /** Imported ones are read anew each time: their file may be replaced. */
  private StyleTable style(String name) throws IOException {
    if (imported.isPresent() && !folder.voices().contains(name)) {
      return imported.get().table(name);
    }
    StyleTable table = styles.get(name);
    if (table == null) {
      table = StyleTable.read(folder.voice(name));
      styles.put(name, table);
    }
    return table;
  }

  @Override
  public void close() {
    graph.close();
  }
}
