package io.rhapsode.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Listened;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.FaultyEngine;
import io.rhapsode.synth.engine.FaultyEngine.Failing;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.listen.word.WordListener;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose takes sound well and say something else than they were asked. */
class RetakesByEarTest {
  private static final String SENTENCE =
      "The sailor %d of the harbour counted his barrels twice, and then he went home.";

  @TempDir private Path folder;

  @Test
  void aBookOfAnEngineThatSkipsRepeatsAndRunsOnEndsRight() throws IOException {
    List<SpeechTask> book = IntStream.range(0, 24).mapToObj(RetakesByEarTest::task).toList();
    Ears ears = new Ears();

    List<SpeechOutcome> outcomes = make(ears, RetakesByEarTest::oftenWrong, true, book);

    int refused = 0;
    for (int i = 0; i < book.size(); i++) {
      Spoken spoken = assertInstanceOf(Spoken.class, outcomes.get(i));
      Listened listened = spoken.listened().orElseThrow();
      assertEquals(List.of(), listened.verdict().faults());
      refused += listened.refused();
    }
    System.out.printf(
        "engine that says 30 %% of takes wrong: %d of %d right in the end, %d takes refused%n",
        outcomes.size(), book.size(), refused);
    assertTrue(refused >= 4, "refused " + refused);
  }

  @Test
  void whatIsAlwaysSaidWrongIsFlaggedOrMissingAsSet() throws IOException {
    BiFunction<String, Long, String> never = (text, seed) -> "The sailor went home.";

    Spoken kept =
        assertInstanceOf(Spoken.class, make(new Ears(), never, true, List.of(task(7))).get(0));
    Listened listened = kept.listened().orElseThrow();
    assertEquals(Fault.Kind.MISSING, listened.verdict().faults().get(0).kind());
    assertEquals(2, listened.refused());

    Unspoken left =
        assertInstanceOf(Unspoken.class, make(new Ears(), never, false, List.of(task(7))).get(0));
    assertTrue(
        left.failure().message().startsWith("all 3 takes were refused; of the best: it does not"),
        left.failure().message());
  }

  private static String oftenWrong(String text, long seed) {
    Random random = new Random(seed);
    if (random.nextDouble() >= 0.3) {
      return text;
    }
    int comma = Math.max(1, text.indexOf(','));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(comma);
      case 1 -> text.substring(0, comma) + ", " + text;
      case 2 -> text + " And on it goes with words that nobody has written.";
      default -> "Quite another sentence is heard.";
    };
  }

  private List<SpeechOutcome> make(
      Ears ears, BiFunction<String, Long, String> says, boolean keep, List<SpeechTask> tasks)
      throws IOException {
    ListenSettings usual = ListenSettings.DEFAULTS;
    ListenSettings settings =
        new ListenSettings(QualityMode.ASR, 2, keep, "", keep, usual.model(), usual.words());
    TakeStore takes = new TakeStore(folder.resolve("keep" + keep).toString(), new RawCodec());
    SpeechEngines engines = new SpeechEngines(List.of(new Mouth(ears, says)));
    try (WordListener listener =
            new WordListener(
                settings, ears, new EspeakEngineFactory().phonemizer(), voice -> true);
        TakeMaker maker = new TakeMaker(takes, engines, settings, listener, JobProgress.SILENT)) {
      return maker.make(tasks);
    }
  }

  private static SpeechTask task(int number) {
    return new SpeechTask(
        SpeechRequest.of(SENTENCE.formatted(number), "en", FaultyEngine.voice(), 0),
        "book.epub",
        List.of(new UtteranceId("book", number)));
  }

  /** Sounds of the length that the text has; what they say is known by a mark in their middle. */
  private record Mouth(Ears ears, BiFunction<String, Long, String> says)
      implements EngineFactory, SpeechEngine {
    @Override
    public String id() {
      return FaultyEngine.ID;
    }

    @Override
    public List<Voice> voices() {
      return List.of(FaultyEngine.voice());
    }

    @Override
    public SpeechEngine open() {
      return this;
    }

    @Override
    public int preferredBatch() {
      return 4;
    }

    @Override
    public List<SpeechResult> speak(List<SpeechRequest> batch) {
      return batch.stream()
          .<SpeechResult>map(
              request -> {
                float[] sound = FaultyEngine.sound(request.text(), Failing.NOTHING).samples();
                ears.mark(sound, says.apply(request.text(), request.seed()));
                return new Speech(new PcmClip(FaultyEngine.RATE_HZ, sound), List.of());
              })
          .toList();
    }

    @Override
    public void close() {}
  }

  /** Hears the words that a mark stands for, evenly over the clip. */
  private static final class Ears implements Recogniser {
    private static final float MARK = 0.9f;
    private static final int BITS = 12;

    private final List<String> said = new ArrayList<>();

    void mark(float[] sound, String text) {
      int at = sound.length / 2;
      sound[at] = MARK;
      for (int bit = 0; bit < BITS; bit++) {
        sound[at + 1 + bit] = (said.size() >> bit & 1) == 1 ? 0.5f : -0.5f;
      }
      said.add(text);
    }

    @Override
    public String identity() {
      return "ears";
    }

    @Override
    public boolean knows(String primaryLanguage) {
      return true;
    }

    @Override
    public List<List<HeardWord>> recognise(List<PcmClip> clips, String language, Care care) {
      return clips.stream().map(this::recognise).toList();
    }

    private List<HeardWord> recognise(PcmClip clip) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i + BITS < clip.length(); i++) {
        if (clip.sample(i) > MARK - 0.01) {
          int place = 0;
          for (int bit = 0; bit < BITS; bit++) {
            place |= clip.sample(i + 1 + bit) > 0 ? 1 << bit : 0;
          }
          words.addAll(List.of(said.get(place).split(" ")));
        }
      }
      int sounds = words.stream().mapToInt(String::length).sum();
      double seconds = (double) clip.length() / clip.sampleRateHz();
      List<HeardWord> heard = new ArrayList<>();
      double start = 0;
      for (String word : words) {
        double end = start + seconds * word.length() / sounds;
        heard.add(new HeardWord(word, start, end, 1));
        start = end;
      }
      return heard;
    }

    @Override
    public void close() {}
  }
}
