package io.rhapsode.synth.listen.book;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.book.BookFinding.Kind;
import io.rhapsode.synth.listen.word.HeardWords;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import io.rhapsode.synth.listen.word.SoundAlignment;
import io.rhapsode.synth.listen.word.SoundOfWords;
import io.rhapsode.synth.listen.word.SoundOfWords.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is heard in a recording, held against the sentences of a book. Keeps the words, not the
 * sound: a few megabytes for a long novel. Not safe for threads.
 */
public final class HeardBook {
  /** A sentence of which less is heard is not said there. */
  private static final double SAID = 0.5;

  /** Sounds that may be others where a sentence is said once more, by those of the sentence. */
  private static final double ALIKE = 0.35;

  /** How far from its place a short sentence is looked for that is said once more. */
  private static final int NEAR = 3;

  /** Fewer sounds between two sentences are a breath, or the recogniser's. */
  private static final int LEAST_INSERTED = 10;

  private final List<BookSentence> sentences;
  private final String language;
  private final SoundOfWords sounds;
  private final int[] firstSound;
  private final String asked;
  private final BitSet starts = new BitSet();

  /**
   * @param language BCP 47 tag of what is heard
   */
  public HeardBook(List<BookSentence> sentences, String language, Phonemizer phonemizer)
      throws FailureException {
    this.sentences = List.copyOf(sentences);
    this.language = language;
    this.sounds = new SoundOfWords(phonemizer);
    this.firstSound = new int[sentences.size() + 1];
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      BookSentence sentence = sentences.get(i);
      all.append(joined(sounds.of(sentence.text(), sentence.language())));
      firstSound[i + 1] = all.length();
    }
    this.asked = all.toString();
    Arrays.stream(firstSound).forEach(starts::set);
  }

  private static String joined(List<Word> words) {
    return words.stream().map(Word::sounds).collect(Collectors.joining());
  }

  /**
   * Compares.
   *
   * @param words all that is heard, in order; times from the beginning of the recording
   * @param limits what a sentence may be heard otherwise than it is written
   * @return what is wrong, in the order of the recording
   */
  public List<BookFinding> compare(List<HeardWord> words, WordLimits limits)
      throws FailureException {
    return new Comparison(words, limits).findings();
  }

  /** One recording. */
  private final class Comparison {
    private final List<HeardWord> words;
    private final WordLimits limits;
    private final int[] firstOfWord;
    private final StringBuilder all = new StringBuilder();
    private final List<BookFinding> findings = new ArrayList<>();
    private List<SentencePass> passes;
    private List<SentencePass> unknown;

    Comparison(List<HeardWord> words, WordLimits limits) {
      this.words = words;
      this.limits = limits;
      this.firstOfWord = new int[words.size() + 1];
    }

    List<BookFinding> findings() throws FailureException {
      divide();
      List<SentencePass> ordered = SentencePass.inOrder(passes, sentences.size());
      SentencePass[] best = new SentencePass[sentences.size()];
      ordered.forEach(pass -> best[pass.sentence()] = pass);
      findElsewhere(ordered, best);
      findMissing(best);
      for (SentencePass pass : best) {
        if (pass != null) {
          findFaults(pass);
        }
      }
      findInserted();
      findings.sort(Comparator.comparingDouble(BookFinding::startSeconds));
      return joinedFindings();
    }

    /** Into passes of sentences that are said, and what is of none. */
    private void divide() throws FailureException {
      for (int i = 0; i < words.size(); i++) {
        all.append(joined(sounds.of(words.get(i).text(), language)));
        firstOfWord[i + 1] = all.length();
      }
      int[] askedFor = SoundPath.of(asked, all.toString(), starts);
      int[] sentenceOf = new int[words.size()];
      int[] soundsOf = new int[words.size()];
      for (int i = 0; i < sentenceOf.length; i++) {
        assign(i, askedFor, sentenceOf, soundsOf);
      }
      passes = new ArrayList<>();
      unknown = new ArrayList<>();
      for (SentencePass pass : SentencePass.of(sentenceOf, soundsOf)) {
        boolean said = pass.sentence() >= 0 && pass.sounds() >= SAID * soundsOf(pass.sentence());
        (said ? passes : unknown).add(pass);
      }
    }

    /** The sentence that most sounds of a word are of. */
    private void assign(int word, int[] askedFor, int[] sentenceOf, int[] soundsOf) {
      int best = -1;
      int most = 0;
      int count = 0;
      int current = -1;
      for (int at = firstOfWord[word]; at < firstOfWord[word + 1]; at++) {
        int sentence = askedFor[at] < 0 ? -1 : sentenceAt(askedFor[at]);
        if (sentence >= 0) {
          count = sentence == current ? count + 1 : 1;
          current = sentence;
          if (count > most) {
            most = count;
            best = sentence;
          }
        }
      }
      sentenceOf[word] = best;
      soundsOf[word] = most;
    }

    /** What is said again, and what is said at another place. */
    private void findElsewhere(List<SentencePass> ordered, SentencePass[] best) {
      Set<SentencePass> inOrder = new HashSet<>(ordered);
      for (SentencePass pass : passes) {
        if (inOrder.contains(pass)) {
          continue;
        }
        boolean again = best[pass.sentence()] != null;
        add(again ? Kind.REPEATED : Kind.OUT_OF_ORDER, pass, "");
        if (!again) {
          best[pass.sentence()] = pass;
        }
      }
    }

    private void findMissing(SentencePass[] best) {
      double end = 0;
      for (int i = 0; i < best.length; i++) {
        if (best[i] != null) {
          end = end(best[i]);
        } else if (soundsOf(i) > limits.run()) {
          findings.add(new BookFinding(Kind.MISSING, i, i, end, next(best, i, end), ""));
        }
      }
    }

    private double next(SentencePass[] best, int sentence, double otherwise) {
      for (int i = sentence + 1; i < best.length; i++) {
        if (best[i] != null) {
          return Math.max(otherwise, start(best[i]));
        }
      }
      return words.isEmpty() ? 0 : words.get(words.size() - 1).endSeconds();
    }

    private void findFaults(SentencePass pass) throws FailureException {
      BookSentence sentence = sentences.get(pass.sentence());
      List<HeardWord> said = words.subList(pass.firstWord(), pass.endWord());
      for (Fault fault :
          HeardWords.compare(sentence.text(), said, language, sounds).faults(limits)) {
        add(kind(fault.kind()), pass, fault.detail());
      }
    }

    private static Kind kind(Fault.Kind kind) {
      return switch (kind) {
        case MISSING -> Kind.MISSING;
        case REPEATED -> Kind.REPEATED;
        case INSERTED -> Kind.INSERTED;
        default -> Kind.DIFFERENT;
      };
    }

    /** What is of no sentence: heard for one that is missing there, again, or put in. */
    private void findInserted() {
      for (SentencePass pass : unknown) {
        int count = firstOfWord[pass.endWord()] - firstOfWord[pass.firstWord()];
        if (count < LEAST_INSERTED) {
          continue;
        }
        String heard =
            words.subList(pass.firstWord(), pass.endWord()).stream()
                .map(HeardWord::text)
                .collect(Collectors.joining(" "));
        int partly = partlySaid(pass);
        if (partly >= 0) {
          replace(partly, Kind.MISSING, pass, "only this is heard: " + heard);
          continue;
        }
        int after = sentenceBefore(pass);
        int again = again(pass, after);
        int missing = missingAt(pass);
        if (again >= 0) {
          findings.add(new BookFinding(Kind.REPEATED, again, again, start(pass), end(pass), ""));
        } else if (missing >= 0) {
          replace(missing, Kind.DIFFERENT, pass, "heard: " + heard);
        } else {
          findings.add(
              new BookFinding(
                  Kind.INSERTED, after, after, start(pass), end(pass), "heard: " + heard));
        }
      }
    }

    private void replace(int finding, Kind kind, SentencePass pass, String detail) {
      BookFinding other = findings.get(finding);
      findings.set(
          finding,
          new BookFinding(
              kind, other.firstSentence(), other.lastSentence(), start(pass), end(pass), detail));
    }

    /** The finding that tells a sentence missing of which this is a part; -1 for none. */
    private int partlySaid(SentencePass pass) {
      for (int i = 0; i < findings.size(); i++) {
        BookFinding finding = findings.get(i);
        if (finding.kind() == Kind.MISSING
            && finding.detail().isEmpty()
            && finding.firstSentence() == pass.sentence()) {
          return i;
        }
      }
      return -1;
    }

    /** The sentence before or behind that is said once more; -1 for none. */
    private int again(SentencePass pass, int after) {
      String said = all.substring(firstOfWord[pass.firstWord()], firstOfWord[pass.endWord()]);
      for (int i = Math.max(0, after - NEAR); i < Math.min(sentences.size(), after + NEAR); i++) {
        String sentence = asked.substring(firstSound[i], firstSound[i + 1]);
        if (SoundAlignment.of(sentence, said).cost() <= ALIKE * sentence.length()) {
          return i;
        }
      }
      return -1;
    }

    /** The finding that tells a sentence missing where this is heard; -1 for none. */
    private int missingAt(SentencePass pass) {
      for (int i = 0; i < findings.size(); i++) {
        BookFinding finding = findings.get(i);
        if (finding.kind() == Kind.MISSING
            && finding.detail().isEmpty()
            && finding.startSeconds() <= start(pass) + 0.1
            && finding.endSeconds() >= end(pass) - 0.1) {
          return i;
        }
      }
      return -1;
    }

    private int sentenceBefore(SentencePass pass) {
      int before = -1;
      for (SentencePass other : passes) {
        before = other.endWord() <= pass.firstWord() ? other.sentence() : before;
      }
      return before;
    }

    private void add(Kind kind, SentencePass pass, String detail) {
      findings.add(
          new BookFinding(kind, pass.sentence(), pass.sentence(), start(pass), end(pass), detail));
    }

    private double start(SentencePass pass) {
      return words.get(pass.firstWord()).startSeconds();
    }

    private double end(SentencePass pass) {
      return words.get(pass.endWord() - 1).endSeconds();
    }

    /** Whole sentences that follow each other and fare alike are one finding. */
    private List<BookFinding> joinedFindings() {
      List<BookFinding> joined = new ArrayList<>();
      for (BookFinding finding : findings) {
        BookFinding last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
        if (last != null
            && last.kind() == finding.kind()
            && last.detail().isEmpty()
            && finding.detail().isEmpty()
            && last.lastSentence() + 1 == finding.firstSentence()) {
          joined.set(
              joined.size() - 1,
              new BookFinding(
                  last.kind(),
                  last.firstSentence(),
                  finding.lastSentence(),
                  last.startSeconds(),
                  Math.max(last.endSeconds(), finding.endSeconds()),
                  ""));
        } else {
          joined.add(finding);
        }
      }
      return joined;
    }
  }

  private int soundsOf(int sentence) {
    return firstSound[sentence + 1] - firstSound[sentence];
  }

  private int sentenceAt(int sound) {
    int at = Arrays.binarySearch(firstSound, sound);
    if (at < 0) {
      return -at - 2;
    }
    // Sentences without sounds begin where the next one does.
    while (firstSound[at + 1] == sound) {
      at++;
    }
    return at;
  }
}
