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
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The language of a book and of each part of it: as the user says, as the source marks it, as the
 * text shows it, in this order.
 *
 * @param tag BCP 47 tag of the book
 * @param stated whether the user or the document named it
 */
record BookLanguage(String tag, boolean stated) {
  /** Text of the book that a guess is made from, in UTF-16 units. */
  private static final int SAMPLE = 4000;

  /** Share of a sentence that a marked stretch must cover to decide its language. */
  private static final double DECISIVE = 0.8;

  static BookLanguage of(ExtractedBook book, BookSource source, VoiceChoice choice)
      throws FailureException {
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
            .or(() -> LanguageTags.normalize(book.metadata().language()));
    if (stated.isPresent()) {
      return new BookLanguage(stated.get(), true);
    }
    Optional<String> guess = LanguageGuess.of(sample(book));
    String fallback = choice.named(source.voice()).language();
    return new BookLanguage(guess.orElse(fallback), false);
  }

  /** The longest paragraphs from the first on: titles and lists say little. */
  private static String sample(ExtractedBook book) {
    StringBuilder sample = new StringBuilder();
    for (Block block : book.blocks()) {
      if (block.text().length() >= 80 && sample.length() < SAMPLE && !block.excluded()) {
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
    if (marked.isPresent()) {
      return sameLanguage(marked.get()) ? tag : marked.get();
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
    for (LanguageSpan marked : block.languages()) {
      int from = Math.max(marked.characters().start(), sentence.start());
      int to = Math.min(marked.characters().end(), sentence.end());
      if (to - from >= DECISIVE * sentence.length()) {
        return LanguageTags.normalize(marked.language()).orElse(blockLanguage);
      }
    }
    return ScriptGuess.of(sentence.of(block.text()), blockLanguage).orElse(blockLanguage);
  }

  /** "en" in a book that is "en-GB" says nothing new. */
  private boolean sameLanguage(String other) {
    return LanguageTags.primary(other).equals(LanguageTags.primary(tag))
        && (other.equals(LanguageTags.primary(other)) || other.equals(tag));
  }
}
