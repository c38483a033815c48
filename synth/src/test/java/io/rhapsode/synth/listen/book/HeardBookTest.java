package io.rhapsode.synth.listen.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeardBookTest {
  private static final WordLimits LIMITS = new WordLimits(5, 40);

  private static final List<String> BOOK =
      List.of(
          "The Hare and the Tortoise.",
          "A hare was making fun of the tortoise one day for being so slow.",
          "Do you ever get anywhere, he asked with a mocking laugh.",
          "Yes, replied the tortoise, and I get there sooner than you think.",
          "The hare was much amused at the idea of running a race with the tortoise.",
          "So a course was fixed and a start was made.",
          "The hare was soon far out of sight, and lay down beside the road to take a nap.",
          "The tortoise kept going slowly but steadily, and passed the place where he slept.",
          "The Ants and the Grasshopper.",
          "One bright day in late autumn a family of ants were bustling about in the sunshine.",
          "A starving grasshopper, his fiddle under his arm, came up and begged for a bite to eat.",
          "What, cried the ants in surprise, have you not stored anything away for the winter?",
          "I had no time to store up any food, whined the grasshopper.",
          "I was so busy making music that before I knew it the summer was gone.",
          "The ants shrugged their shoulders in disgust.",
          "They turned their backs on the grasshopper and went on with their work.");

  @Test
  void nothingIsWrongWithWhatIsReadAsItStands() throws IOException, FailureException {
    assertEquals(List.of(), findings(BOOK));
  }

  @Test
  void tellsWhichSentencesAreMissing() throws IOException, FailureException {
    List<String> read = new ArrayList<>(BOOK);
    read.subList(9, 13).clear();
    read.remove(4);

    assertEquals(List.of("MISSING 4-4", "MISSING 9-12"), findings(read));
  }

  @Test
  void tellsWhatIsSaidAgain() throws IOException, FailureException {
    List<String> read = new ArrayList<>(BOOK);
    read.add(6, BOOK.get(5));
    read.addAll(13, BOOK.subList(9, 12));

    assertEquals(List.of("REPEATED 5-5", "REPEATED 9-11"), findings(read));
  }

  @Test
  void tellsThatChaptersAreSwapped() throws IOException, FailureException {
    List<String> read = new ArrayList<>(BOOK.subList(8, 16));
    read.addAll(BOOK.subList(0, 8));

    assertEquals(List.of("OUT_OF_ORDER 0-7"), findings(read));
  }

  @Test
  void tellsWhatIsOnlyInTheRecording() throws IOException, FailureException {
    List<String> read = new ArrayList<>(BOOK);
    read.add(8, "This recording is in the public domain and was read by a volunteer.");

    assertEquals(List.of("INSERTED 7-7"), findings(read));
  }

  @Test
  void tellsWhichWordsOfASentenceAreMissingOrOthers() throws IOException, FailureException {
    List<String> read = new ArrayList<>(BOOK);
    read.set(3, "Yes, replied the tortoise, and I think.");
    read.set(12, "Quite another sentence stands here instead of it, without any sense.");

    assertEquals(List.of("MISSING 3-3", "DIFFERENT 12-12"), findings(read));
  }

  @Test
  void theEndMayBeMissing() throws IOException, FailureException {
    assertEquals(List.of("MISSING 8-15"), findings(BOOK.subList(0, 8)));
    assertEquals(List.of("MISSING 0-15"), findings(List.of()));
  }

  @Test
  void aLongBookWithAMovedChapterIsFollowed() throws IOException, FailureException {
    List<String> book = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      book.add(
          "In the year of "
              + (1200 + i)
              + " the "
              + List.of("king", "bishop", "farmer", "sailor", "miller", "widow", "smith").get(i % 7)
              + " of "
              + List.of("York", "Exeter", "Leeds", "Dover", "Bristol").get(i % 5)
              + " counted "
              + (17 + 37 * i % 900)
              + " sheep.");
    }
    List<String> read = new ArrayList<>(book);
    Collections.rotate(read.subList(300, 450), 60);
    read.remove(100);

    assertEquals(List.of("MISSING 100-100", "OUT_OF_ORDER 390-449"), findings(book, read));
  }

  private static List<String> findings(List<String> read) throws IOException, FailureException {
    return findings(BOOK, read);
  }

  private static List<String> findings(List<String> book, List<String> read)
      throws IOException, FailureException {
    List<HeardWord> words = new ArrayList<>();
    for (String word : String.join(" ", read).split(" ")) {
      words.add(new HeardWord(word, words.size(), words.size() + 1.0, 1));
    }
    List<BookSentence> sentences = book.stream().map(text -> new BookSentence(text, "en")).toList();
    List<BookFinding> findings =
        new HeardBook(sentences, "en", new EspeakEngineFactory().phonemizer())
            .compare(words, LIMITS);
    return IntStream.range(0, findings.size())
        .mapToObj(findings::get)
        .map(f -> f.kind() + " " + f.firstSentence() + "-" + f.lastSentence())
        .toList();
  }
}
