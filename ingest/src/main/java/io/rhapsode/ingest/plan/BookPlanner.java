package io.rhapsode.ingest.plan;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.cast.CastFinder;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.text.normal.StandardNormalizer;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.CoverImage;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.text.Pace;
import java.util.List;
import java.util.Optional;

/**
 * Plans the narration of a book: its chapters, every utterance with its voice and pause, and every
 * stretch of text that is not spoken. The plan accounts for each character of the extracted text
 * exactly once.
 *
 * <p>A manifest that comes with the source decides alone. Without one a manifest is made from the
 * outline and the exclusions of the document; giving that manifest back gives the same plan.
 *
 * <p>May be used by any number of threads.
 */
public final class BookPlanner {
  static final String STAGE = "read";
  private static final String NO_TEXT = "holds no text to read";

  private final IngestSettings settings;
  private final JobVoices voices;
  private final Lexicons lexicons;
  private final TextNormalizer normalizer = new StandardNormalizer();

  /**
   * @param voices the voices that may be asked for
   * @param lexicons those of the job; what a book brings along comes to them
   */
  public BookPlanner(IngestSettings settings, JobVoices voices, Lexicons lexicons) {
    this.settings = requireNonNull(settings, "settings is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.lexicons = requireNonNull(lexicons, "lexicons is null");
  }

  /**
   * Plans a book.
   *
   * @param cover its cover in the blob store
   * @throws FailureException MANIFEST_MISMATCH when the manifest or the chapters asked for do not
   *     fit the book, UNSUPPORTED_LANGUAGE when no voice speaks it, NO_TEXT when there is nothing
   *     to read
   */
  public BookPlan plan(ExtractedBook book, BookSource source, Optional<CoverImage> cover)
      throws FailureException {
    VoiceChoice choice = new VoiceChoice(source, voices);
    boolean given = source.manifest().isPresent();
    BookLanguage language = BookLanguage.of(book, source, choice);
    BookManifest asked =
        given
            ? paced(source.manifest().get())
            : new ManifestMaker(settings).make(book, source, language.tag(), choice);
    if (given) {
      ManifestCheck.check(asked, book, source, choice);
    }
    BookManifest manifest =
        source.findsCast() ? CastFinder.find(book, asked, language.tag()) : asked;
    if (book.blocks().isEmpty()) {
      throw failure(source, FailureCode.NO_TEXT, NO_TEXT);
    }
    PlanWriter writer =
        new PlanWriter(settings, book, source, manifest, language, choice, normalizer, lexicons);
    if (writer.chaptersWithText() == 0) {
      throw failure(source, FailureCode.NO_TEXT, NO_TEXT);
    }
    if (writer.selectsNothing()) {
      throw failure(
          source,
          FailureCode.MANIFEST_MISMATCH,
          "none of the chapters asked for is to be read; the last one is %d, see --dry-run"
              .formatted(writer.chaptersWithText()));
    }
    BookPlan plan = writer.write(cover);
    if (plan.utterances().isEmpty()) {
      List<Failure> losses = plan.losses();
      if (!losses.isEmpty()) {
        throw new FailureException(losses.get(0));
      }
      throw failure(source, FailureCode.NO_TEXT, NO_TEXT);
    }
    return plan;
  }

  /** A manifest that says nothing of the pace has that of the settings. */
  private BookManifest paced(BookManifest given) {
    int usual = settings.pacePercent();
    return given.pacePercent().isPresent() || usual == Pace.PLAIN_PERCENT
        ? given
        : given.paced(Optional.of(usual));
  }

  public static FailureException failure(BookSource source, FailureCode code, String message) {
    return new FailureException(Failure.of(code, STAGE, source.path(), message));
  }
}
