package io.rhapsode.workflows.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.workflows.StandardStages;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings whose samples say what time it is, heard by somebody who knows what is said when. */
class ProofTest {
  private static final Path BOOK = Path.of("..", "samples", "aesop-fables.epub");

  /** A sample is the time in seconds by this. */
  private static final double FULL_SCALE_SECONDS = 2_000;

  private static final double WORD_SECONDS = 0.4;

  @TempDir Path folder;

  @Test
  void aRecordingInSeveralFilesSaysTheBook() throws Exception {
    BookText text = text();
    List<String> words = words(text);
    double seconds = words.size() * WORD_SECONDS;
    write("9 first.wav", 0, seconds / 2);
    write("10 second.wav", seconds / 2, seconds);
    Ears ears = new Ears(words);
    List<Double> progress = new ArrayList<>();

    Proof.Result result =
        new Proof(Recording.of(List.of(folder)), text, ears, Listeners.phonemizer(), progress::add)
            .run();

    assertEquals(List.of(), result.findings());
    assertEquals(seconds, result.seconds(), 0.1);
    assertTrue(ears.longest <= 28.1, "pieces of " + ears.longest);
    assertEquals(progress.stream().sorted().toList(), progress);
    assertTrue(progress.get(0) > 100, progress.toString());
  }

  @Test
  void whatIsMisheardOnceIsNotTold() throws Exception {
    BookText text = text();
    List<String> words = words(text);
    write("book.wav", 0, words.size() * WORD_SECONDS);
    Ears ears = new Ears(words);
    for (int word = 100; word < 106; word++) {
      ears.misheard.add(word);
    }

    Proof.Result result =
        new Proof(
                Recording.of(List.of(folder.resolve("book.wav"))),
                text,
                ears,
                Listeners.phonemizer(),
                heard -> {})
            .run();

    assertEquals(List.of(), result.findings());
    // The misheard words may lie in two sentences, each of which is heard again.
    assertTrue(ears.again == 1 || ears.again == 2, ears.again + " pieces heard again");
  }

  @Test
  void theReportSaysWhereSentencesAreMissing() throws Exception {
    BookText text = text();
    List<String> words = words(text);
    words.subList(100, 200).clear();
    write("book.wav", 0, words.size() * WORD_SECONDS);

    Proof.Result result =
        new Proof(
                Recording.of(List.of(folder.resolve("book.wav"))),
                text,
                new Ears(words),
                Listeners.phonemizer(),
                heard -> {})
            .run();

    ProofReport report = new ProofReport(text, result);
    assertTrue(
        report.text().startsWith("missing      0:00:"), () -> report.text() + result.findings());
    assertTrue(report.text().contains("chapter 1 (The Tortoise and the Hare)"), report.text());
    assertTrue(report.json().contains("\"kind\":\"MISSING\""), report.json());
  }

  private BookText text() throws FailureException, UsageException {
    return BookText.read(
        BOOK, NarrateSettings.DEFAULTS, new StandardStages().voices(NarrateSettings.DEFAULTS));
  }

  private static List<String> words(BookText text) {
    return new ArrayList<>(
        text.sentences().stream()
            .flatMap(sentence -> Arrays.stream(sentence.text().strip().split("\\s+")))
            .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
            .toList());
  }

  private void write(String name, double start, double end) throws IOException {
    int first = (int) Math.round(start * Recording.RATE_HZ);
    int last = (int) Math.round(end * Recording.RATE_HZ);
    ByteBuffer pcm = ByteBuffer.allocate(2 * (last - first)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = first; i < last; i++) {
      pcm.putShort((short) Math.round(i * 32_767.0 / Recording.RATE_HZ / FULL_SCALE_SECONDS));
    }
    AudioFormat format = new AudioFormat(Recording.RATE_HZ, 16, 1, true, false);
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, last - first)) {
      AudioSystem.write(
          sound, AudioFileFormat.Type.WAVE, Files.newOutputStream(folder.resolve(name)));
    }
  }

  /** Hears what is said when the samples say that it is. */
  private static final class Ears implements Recogniser {
    private final List<String> words;
    private final List<Integer> misheard = new ArrayList<>();
    private double longest;
    private double before;
    private int again;

    Ears(List<String> words) {
      this.words = words;
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
      double length = (double) clip.length() / clip.sampleRateHz();
      double start = clip.sample(0) * FULL_SCALE_SECONDS;
      longest = Math.max(longest, length);
      boolean second = start < before - 0.1;
      again += second ? 1 : 0;
      before = Math.max(before, start + length);
      List<HeardWord> heard = new ArrayList<>();
      for (int word = 0; word < words.size(); word++) {
        double middle = (word + 0.5) * WORD_SECONDS - start;
        if (middle >= 0 && middle < length) {
          String text = !second && misheard.contains(word) ? "rumble" : words.get(word);
          heard.add(new HeardWord(text, middle - WORD_SECONDS / 2, middle + WORD_SECONDS / 2, 1));
        }
      }
      return heard;
    }

    @Override
    public void close() {}
  }
}
