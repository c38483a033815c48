package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.ingest.document.speech.PausePoint;
import io.rhapsode.ingest.document.speech.SpeechMarks;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.ingest.plan.sentence.StretchCuts;
import io.rhapsode.ingest.settings.CreditSettings;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.CoverImage;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Pace;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Follows the manifest of one book through its text and writes the plan. */
final class PlanWriter {
  private final IngestSettings settings;
  private final ExtractedBook book;
  private final BookSource source;
  private final BookManifest manifest;
  private final VoiceChoice choice;
  private final Casting casting;
  private final BlockReader reader;
  private final UnwrittenSpeech unwritten;
  private final Announcements announcements;
  private final Map<Integer, List<SkipEntry>> skipsByBlock = new HashMap<>();
  private final List<Utterance> utterances = new ArrayList<>();
  private final SortedMap<Integer, Integer> attempts = new TreeMap<>();
  private final SortedMap<Integer, Integer> paces = new TreeMap<>();
  private final List<Skip> skips = new ArrayList<>();
  private final Set<String> warnings;

  /** An utterance to be, before it is known what ends behind it. */
  private record Draft(
      int block,
      BlockReader.SpokenPiece piece,
      int leastPauseMillis,
      Optional<Integer> pauseMillis) {
    /** With a silence behind it, which adds to none but an exact one. */
    Draft pausing(PausePoint pause) {
      return pause.exact()
          ? new Draft(
              block,
              piece,
              leastPauseMillis,
              Optional.of(
                  Math.min(PausePoint.LONGEST_MILLIS, pauseMillis.orElse(0) + pause.millis())))
          : new Draft(block, piece, Math.max(leastPauseMillis, pause.millis()), pauseMillis);
    }
  }

  PlanWriter(
      IngestSettings settings,
      ExtractedBook book,
      BookSource source,
      BookManifest manifest,
      BookLanguage language,
      VoiceChoice choice,
      TextNormalizer normalizer,
      Lexicons lexicons)
      throws FailureException {
    this.settings = settings;
    this.book = book;
    this.source = source;
    this.manifest = manifest;
    this.choice = choice;
    this.warnings = new LinkedHashSet<>(book.warnings());
    language.warning().ifPresent(warnings::add);
    this.casting = new Casting(manifest, choice);
    Lexicons known =
        lexicons
            .with(book.lexicons())
            .with(manifest.lexicons())
            .ofSeries(manifest.metadata().series());
    this.reader = new BlockReader(language, choice, normalizer, known, warnings);
    for (SkipEntry skip : manifest.skips()) {
      skipsByBlock.computeIfAbsent(skip.block(), block -> new ArrayList<>()).add(skip);
    }
    this.unwritten = new UnwrittenSpeech(reader, settings.pauses());
    this.announcements = new Announcements(settings.announcements(), manifest, this::hasText);
  }

  BookPlan write(Optional<CoverImage> cover) throws FailureException {
    List<Chapter> chapters = new ArrayList<>();
    boolean[] listed = new boolean[book.blocks().size() + 1];
    int number = 0;
    CreditSettings.Texts credits = settings.credits().of(manifest.metadata().language());
    readCredits(0, credits.openingTitle(), credits.opening(), chapters);
    for (ChapterEntry entry : manifest.chapters()) {
      boolean counted = hasText(entry);
      number += counted ? 1 : 0;
      markListed(listed, entry);
      if (!entry.read()) {
        skipBlocks(entry, SkipReason.MANIFEST, "chapter is not to be read");
      } else if (counted && !source.chapters().includes(number)) {
        skipBlocks(entry, SkipReason.NOT_SELECTED, "");
      } else {
        int count = readChapter(number, entry);
        if (count > 0) {
          chapters.add(new Chapter(number, entry.title(), entry.level(), count));
        }
      }
    }
    readCredits(number + 1, credits.closingTitle(), credits.closing(), chapters);
    skipUnlisted(listed);
    warn();
    skips.sort(
        Comparator.comparingInt((Skip skip) -> skip.locator().block())
            .thenComparingInt(skip -> skip.locator().span().start()));
    return new BookPlan(
        new Script(source.bookId(), source.path(), utterances, paces, attempts),
        manifest,
        cover,
        chapters,
        book.blocks().stream().map(block -> block.text().length()).toList(),
        skips,
        List.copyOf(warnings));
  }

  private void skipUnlisted(boolean[] listed) {
    for (int block = 1; block < listed.length; block++) {
      if (!listed[block]) {
        skipBlock(block, SkipReason.MANIFEST, "in no chapter");
      }
    }
  }

  private void warn() {
    if (reader.transliterated() > 0) {
      warnings.add(
          "%d words in other scripts are read as they are written in Latin letters"
              .formatted(reader.transliterated()));
    }
    warnings.addAll(reader.respelled());
    warnings.addAll(reader.mistaken());
    warnings.addAll(DocumentCast.warnings(manifest, book));
    warnings.addAll(choice.unhonoured(utterances, paces));
  }

  /**
   * Whether none of the chapters that have text is both to be read and asked for. Chapters are
   * numbered as listeners count them: a cover or a list of contents has no number.
   */
  boolean selectsNothing() {
    int number = 0;
    for (ChapterEntry entry : manifest.chapters()) {
      if (hasText(entry)) {
        number++;
        if (entry.read() && source.chapters().includes(number)) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many chapters have text, read or not. */
  int chaptersWithText() {
    return (int) manifest.chapters().stream().filter(this::hasText).count();
  }

  /** Whether anything is left of a chapter when its skips are taken away. */
  private boolean hasText(ChapterEntry entry) {
    return IntStream.rangeClosed(entry.firstBlock(), entry.lastBlock()).anyMatch(this::hasText);
  }

  private boolean hasText(int block) {
    String text = book.blocks().get(block - 1).text();
    BitSet skipped = new BitSet(text.length());
    for (SkipEntry skip : skipsByBlock.getOrDefault(block, List.of())) {
      Span span = skip.characters().orElse(new Span(0, text.length()));
      skipped.set(span.start(), span.end());
    }
    return IntStream.range(0, text.length())
        .anyMatch(
            index -> !skipped.get(index) && Character.isLetterOrDigit(text.codePointAt(index)));
  }

  private static void markListed(boolean[] listed, ChapterEntry entry) {
    for (int block = entry.firstBlock(); block <= entry.lastBlock(); block++) {
      listed[block] = true;
    }
  }

  private void skipBlocks(ChapterEntry entry, SkipReason reason, String detail) {
    for (int block = entry.firstBlock(); block <= entry.lastBlock(); block++) {
      skipBlock(block, reason, detail);
    }
  }

  private void skipBlock(int number, SkipReason reason, String detail) {
    int length = book.blocks().get(number - 1).text().length();
    if (length > 0) {
      skip(number, new Span(0, length), reason, detail);
    }
  }

  private void skip(int number, Span span, SkipReason reason, String detail) {
    Block block = book.blocks().get(number - 1);
    skips.add(
        new Skip(new Locator(block.part(), number, span), span.of(block.text()), reason, detail));
  }

  /**
   * Reads what is said before or after the book, which is no text of it: it stands at its begin and
   * takes no character.
   */
  private void readCredits(int number, String title, String template, List<Chapter> chapters)
      throws FailureException {
    String text = Credits.filled(template, manifest.metadata(), settings.credits());
    if (settings.credits().spoken() && !text.isBlank()) {
      int count = say(text, choice.named(manifest.voice()), number, 1, Boundary.CHAPTER);
      if (count > 0) {
        chapters.add(new Chapter(number, title, 1, count));
      }
    }
  }

  /** Says what stands nowhere in the text; gives how many utterances it is. */
  private int say(String text, Voice voice, int chapter, int block, Boundary end) {
    Locator place = new Locator(book.blocks().get(block - 1).part(), block, new Span(0, 0));
    List<Utterance> said = unwritten.say(text, voice, utterances.size(), chapter, place, end);
    manifest
        .pacePercent()
        .filter(percent -> percent != Pace.PLAIN_PERCENT)
        .ifPresent(percent -> said.forEach(utterance -> paces.put(utterance.ordinal(), percent)));
    utterances.addAll(said);
    return said.size();
  }

  private int readChapter(int number, ChapterEntry entry) throws FailureException {
    Voice voice = choice.named(entry.voice().orElse(manifest.voice()));
    Narration narration = new Narration(voice, entry.pacePercent().or(manifest::pacePercent));
    List<Draft> drafts = new ArrayList<>();
    Optional<String> announced = announcements.of(entry);
    int heading = announced.isPresent() ? heading(entry) : 0;
    int before = 0;
    if (announced.isPresent() && heading == 0) {
      before = say(announced.get(), voice, number, entry.firstBlock(), Boundary.SECTION);
    }
    for (int block = entry.firstBlock(); block <= entry.lastBlock(); block++) {
      Block text = book.blocks().get(block - 1);
      readBlock(
          block,
          block == heading ? text.spoken(text.speech().saidAs(announced.get(), text.text())) : text,
          narration,
          drafts);
    }
    for (int i = 0; i < drafts.size(); i++) {
      Boundary boundary =
          i + 1 == drafts.size() ? Boundary.CHAPTER : boundary(drafts.get(i), drafts.get(i + 1));
      if (drafts.get(i).piece().attempt() > 0) {
        attempts.put(utterances.size(), drafts.get(i).piece().attempt());
      }
      drafts
          .get(i)
          .piece()
          .pacePercent()
          .filter(percent -> percent != Pace.PLAIN_PERCENT)
          .ifPresent(percent -> paces.put(utterances.size(), percent));
      utterances.add(utterance(number, drafts.get(i), boundary));
    }
    return before + drafts.size();
  }

  /** The first block of a chapter, if it is its title and is all read; else 0. */
  private int heading(ChapterEntry entry) {
    Block first = book.blocks().get(entry.firstBlock() - 1);
    boolean title =
        first.kind() == BlockKind.HEADING
            && first.text().replaceAll("\\s+", " ").equals(entry.title().strip())
            && !skipsByBlock.containsKey(entry.firstBlock());
    return title ? entry.firstBlock() : 0;
  }

  private void readBlock(int number, Block block, Narration narration, List<Draft> drafts) {
    Interruption.check();
    List<Span> holes = new ArrayList<>();
    for (SkipEntry skip : skipsByBlock.getOrDefault(number, List.of())) {
      Span span = skip.characters().orElse(new Span(0, block.text().length()));
      if (span.length() > 0) {
        holes.add(span);
      }
      if (span.length() > 0 || skip.reason().isLoss()) {
        skip(number, span, skip.reason(), skip.detail());
      }
    }
    holes.sort(Comparator.comparingInt(Span::start));
    List<Stretch> cast = casting.stretches(number, block.text(), narration);
    List<Stretch> stretches =
        settings.phrasesInTheirLanguage() || block.speech().languagesApart()
            ? MarkedPhrases.apart(block, cast, choice)
            : cast;
    block.speech().pauseAt(0).ifPresent(pause -> pause(drafts, pause));
    for (BlockReader.Piece piece : reader.read(block, holes, cut(block, holes, stretches))) {
      if (piece instanceof BlockReader.SpokenPiece spoken) {
        drafts.add(new Draft(number, spoken, 0, Optional.empty()));
      } else if (piece instanceof BlockReader.UnspokenPiece unspoken) {
        skip(number, piece.characters(), SkipReason.NO_VOICE, unspoken.language());
      } else {
        skip(number, piece.characters(), SkipReason.NOTHING_TO_SPEAK, "");
      }
    }
    if (!block.text().isEmpty()) {
      block.speech().pauseAt(block.text().length()).ifPresent(pause -> pause(drafts, pause));
    }
  }

  /** Cuts the stretches of a block where its source wants parts of them read in another way. */
  private List<Stretch> cut(Block block, List<Span> holes, List<Stretch> stretches) {
    SpeechMarks marks = block.speech();
    if (marks.equals(SpeechMarks.NONE)) {
      return stretches;
    }
    List<Stretch> paced =
        StretchCuts.along(
            block.text(),
            stretches,
            marks.paces(),
            (stretch, percent) -> Optional.of(stretch.paced(percent)));
    List<Stretch> sentences =
        StretchCuts.along(
            block.text(),
            paced,
            marks.sentences().stream().map(span -> new MarkedSpan<>(span, true)).toList(),
            (stretch, whole) -> Optional.of(stretch.asSentence()));
    return PausePoints.apart(block, sentences, () -> reader.ends(block, holes));
  }

  /** Sees to a silence after what was read so far. */
  private static void pause(List<Draft> drafts, PausePoint pause) {
    if (!drafts.isEmpty()) {
      int last = drafts.size() - 1;
      drafts.set(last, drafts.get(last).pausing(pause));
    }
  }

  private Boundary boundary(Draft draft, Draft next) {
    if (draft.block() == next.block()) {
      return draft.piece().endsSentence() ? Boundary.SENTENCE : Boundary.CLAUSE;
    }
    for (int block = draft.block(); block <= next.block(); block++) {
      BlockKind kind = book.blocks().get(block - 1).kind();
      if (kind == BlockKind.HEADING || kind == BlockKind.BREAK || isOrnament(block)) {
        return Boundary.SECTION;
      }
    }
    if (book.blocks().get(next.block() - 1).kind() == BlockKind.LINE) {
      return Boundary.LINE;
    }
    boolean sameRow = book.blocks().get(next.block() - 1).kind() == BlockKind.TABLE_CELL;
    return sameRow ? Boundary.SENTENCE : Boundary.PARAGRAPH;
  }

  /** A paragraph such as "* * *": a change of scene that its source did not mark as one. */
  private boolean isOrnament(int number) {
    String text = book.blocks().get(number - 1).text();
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private Utterance utterance(int chapter, Draft draft, Boundary boundary) {
    Block block = book.blocks().get(draft.block() - 1);
    BlockReader.SpokenPiece piece = draft.piece();
    BlockReader.Reading reading = piece.reading();
    return new Utterance(
        utterances.size(),
        chapter,
        new Locator(block.part(), draft.block(), piece.characters()),
        piece.holes(),
        piece.text(),
        reading.spoken().words(),
        reading.spoken().tokens(),
        reading.language(),
        reading.voice(),
        piece.speaker(),
        boundary,
        draft
            .pauseMillis()
            .orElseGet(
                () ->
                    Math.max(
                        draft.leastPauseMillis(),
                        piece.pauseMillis().orElse(settings.pauses().millis(boundary)))));
  }
}
