package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.LanguageSpan;
import io.rhapsode.ingest.text.language.LanguageGuess;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.ingest.text.language.ScriptGuess;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The language of a book and of each part of it: as the user says, as the source marks it, as the
 * text shows it, in this order.
 *
 * @param tag BCP 47 tag of the book
 * @param declared BCP 47 tag that the document gives itself, which all of its text inherits
 * @param warning set when the text shows that the document is wrong about its language
 */
record BookLanguage(String tag, Optional<String> declared, Optional<String> warning) {
  /** Text of the book that a guess is made from, in UTF-16 units. */
  private static final int SAMPLE = 4000;

  /** Shorter paragraphs say little about the language, in UTF-16 units. */
  private static final int PARAGRAPH = 80;

  /** So many paragraphs are looked at to see whether a document is right about its language. */
  private static final int CHECKED = 40;

  /** Share of them that must be in one other language to overrule the document. */
  private static final double MAJORITY = 0.8;

  /** Share of a sentence that a marked stretch must cover to decide its language. */
  private static final double DECISIVE = 0.8;

  static BookLanguage of(ExtractedBook book, BookSource source, VoiceChoice choice)
      throws FailureException {
    Optional<String> declared = LanguageTags.normalize(book.metadata().language());
    Optional<String> stated =
        source
            .language()
            .flatMap(LanguageTags::normalize)
            .or(
                () ->
                    source
                        .manifest()
                        .map(manifest -> manifest.metadata().language())
                        .flatMap(LanguageTags::normalize))
            .or(() -> declared);
    boolean asked = source.language().isPresent() || source.manifest().isPresent();
    if (stated.isPresent()) {
      return asked
          ? new BookLanguage(stated.get(), declared, Optional.empty())
          : checked(stated.get(), book);
    }
    String sample = sample(book);
    String fallback = choice.named(source.voice()).language();
    Optional<String> guess =
        LanguageGuess.of(sample)
            .or(
                () ->
                    LanguageGuess.ofShort(sample)
                        .map(
                            found ->
                                found.equals(LanguageTags.primary(fallback)) ? fallback : found))
            .or(() -> ScriptGuess.of(sample, fallback))
            .or(() -> LanguageGuess.ofLetters(sample, fallback));
    return new BookLanguage(guess.orElse(fallback), declared, Optional.empty());
  }

  /** What the document says of itself, unless nearly all of its text is plainly something else. */
  private static BookLanguage checked(String stated, ExtractedBook book) {
    Map<String, Integer> found = new TreeMap<>();
    int all = 0;
    List<Block> paragraphs =
        book.blocks().stream()
            .filter(block -> block.text().length() >= PARAGRAPH && !block.excluded())
            .toList();
    int step = Math.max(1, paragraphs.size() / CHECKED);
    for (int index = 0; index < paragraphs.size(); index += step) {
      String text = paragraphs.get(index).text();
      String language =
          LanguageGuess.isPlainly(stated, text)
              ? stated
              : LanguageGuess.of(text)
                  .filter(guess -> LanguageGuess.isPlausible(guess, text))
                  .orElse(stated);
      found.merge(LanguageTags.primary(language), 1, Integer::sum);
      all++;
    }
    int sure = (int) Math.ceil(MAJORITY * all);
    return found.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(LanguageTags.primary(stated)))
        .filter(entry -> entry.getValue() >= sure)
        .findFirst()
        .map(entry -> overruled(stated, entry.getKey()))
        .orElse(new BookLanguage(stated, Optional.of(stated), Optional.empty()));
  }

  private static BookLanguage overruled(String stated, String found) {
    String warning =
        "the document says it is '%s', but its text is '%s' and is read as such; --language decides"
            .formatted(stated, found);
    return new BookLanguage(found, Optional.of(stated), Optional.of(warning));
  }

  /** The longest paragraphs from the first on: titles and lists say little. */
  private static String sample(ExtractedBook book) {
    StringBuilder sample = new StringBuilder();
    for (Block block : book.blocks()) {
      if (block.text().length() >= PARAGRAPH && sample.length() < SAMPLE && !block.excluded()) {
        sample.append(block.text()).append('\n');
      }
    }
    if (sample.isEmpty()) {
      book.blocks().stream().limit(200).forEach(block -> sample.append(block.text()).append('\n'));
    }
    return sample.toString();
  }

  /**
   * The language of a block, as far as there is a voice for a language that is only guessed. A
   * foreign script is no guess: the book's voice cannot read it, whether another can or not.
   */
  String ofBlock(Block block, Predicate<String> spoken) {
    Optional<String> marked = block.language().flatMap(LanguageTags::normalize);
    if (marked.isPresent() && !inherited(marked.get())) {
      return marked.get();
    }
    Optional<String> script = ScriptGuess.of(block.text(), tag);
    if (script.isPresent()) {
      return script.get();
    }
    boolean running = block.kind() == BlockKind.PARAGRAPH || block.kind() == BlockKind.QUOTE;
    if (!running || LanguageGuess.isPlainly(tag, block.text())) {
      return tag;
    }
    return LanguageGuess.of(block.text())
        .or(() -> LanguageGuess.ofShort(block.text()))
        .filter(guess -> !sameLanguage(guess))
        .filter(guess -> LanguageGuess.isPlausible(guess, block.text()))
        .filter(spoken)
        .orElse(tag);
  }

  /**
   * The language of a sentence in a block, where a stretch is marked as of another language or the
   * whole sentence is in another script.
   */
  static String ofSentence(Block block, Span sentence, String blockLanguage) {
    List<LanguageSpan> languages = block.languages();
    for (int i = firstEndingBehind(languages, sentence.start()); i < languages.size(); i++) {
      LanguageSpan marked = languages.get(i);
      if (marked.characters().start() >= sentence.end()) {
        break;
      }
      int from = Math.max(marked.characters().start(), sentence.start());
      int to = Math.min(marked.characters().end(), sentence.end());
      if (to - from >= DECISIVE * sentence.length()) {
        return LanguageTags.normalize(marked.language()).orElse(blockLanguage);
      }
    }
    return ScriptGuess.of(sentence.of(block.text()), blockLanguage).orElse(blockLanguage);
  }

  private static int firstEndingBehind(List<LanguageSpan> languages, int place) {
    int low = 0;
    int high = languages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (languages.get(middle).characters().end() <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A mark that all text of the document inherits says nothing of a paragraph. */
  private boolean inherited(String marked) {
    return sameLanguage(marked) || declared.equals(Optional.of(marked));
  }

  /** "en" in a book that is "en-GB" says nothing new. */
  private boolean sameLanguage(String other) {
    return LanguageTags.primary(other).equals(LanguageTags.primary(tag))
        && (other.equals(LanguageTags.primary(other)) || other.equals(tag));
  }
}
