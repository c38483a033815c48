package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.lexicon.LexiconTable;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.PartsOfSpeech;
import io.rhapsode.ingest.plan.BookPlanner;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.record.Place;
import io.rhapsode.pipeline.record.WorkRecord;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.workflows.lexicon.LexiconShelf;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.manifest.ManifestWriter;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A book as it would be narrated now. Only the chapter in which something is edited is planned
 * again: what is said in one says nothing of another.
 */
public final class BookEdition implements Edition {
  private static final int SHOWN = 80;

  /**
   * What all editions of a book share.
   *
   * @param source without review edits; its own manifest is the one that was passed
   */
  private record Origin(
      ExtractedBook text,
      BookSource source,
      NarrateSettings settings,
      VoiceTable table,
      Lexicons lexicons) {
    JobVoices voices(Optional<BookManifest> manifest) throws EditException {
      try {
        return table.voicesOf(List.of(with(manifest, source.chapters())));
      } catch (UsageException e) {
        throw new EditException(e.getMessage());
      }
    }

    BookPlan plan(Optional<BookManifest> manifest, ChapterSelection chapters) throws EditException {
      try {
        return new BookPlanner(settings.read(), voices(manifest), lexicons)
            .plan(text, with(manifest, chapters), Optional.empty());
      } catch (FailureException e) {
        throw new EditException(e.failure().message());
      }
    }

    private BookSource with(Optional<BookManifest> manifest, ChapterSelection chapters) {
      return source.withManifest(manifest).withChapters(chapters);
    }
  }

  private final Origin origin;
  private final BookManifest manifest;
  private final JobVoices voices;
  private final List<Part> parts;

  private BookEdition(Origin origin, BookManifest manifest, JobVoices voices, List<Part> parts) {
    this.origin = origin;
    this.manifest = manifest;
    this.voices = voices;
    this.parts = List.copyOf(parts);
  }

  /**
   * Plans a book.
   *
   * @param source as it was asked for, without review edits
   * @param edits the manifest with the edits, if there are any
   * @throws EditException when it cannot be planned, or the edits do not fit it
   */
  public static BookEdition of(
      ExtractedBook text,
      BookSource source,
      Optional<BookManifest> edits,
      NarrateSettings settings,
      VoiceTable table)
      throws EditException {
    requireNonNull(text, "text is null");
    Origin origin = new Origin(text, source, settings, table, lexicons(settings));
    Optional<BookManifest> manifest = edits.or(source::manifest);
    BookPlan plan = origin.plan(manifest, source.chapters());
    return new BookEdition(
        origin, plan.manifest(), origin.voices(Optional.of(plan.manifest())), parts(plan));
  }

  private static Lexicons lexicons(NarrateSettings settings) throws EditException {
    try {
      return Lexicons.of(
          LexiconShelf.standard().lexicons(settings.read().lexicons()), PartsOfSpeech.standard());
    } catch (UsageException e) {
      throw new EditException(e.getMessage());
    }
  }

  private static List<Part> parts(BookPlan plan) {
    List<Part> parts = new ArrayList<>();
    int first = 0;
    for (Chapter chapter : plan.chapters()) {
      List<Utterance> utterances = new ArrayList<>();
      SortedMap<Integer, Integer> attempts = new TreeMap<>();
      for (Utterance said : plan.utterances().subList(first, first + chapter.utterances())) {
        if (plan.script().attemptOf(said) > 0) {
          attempts.put(utterances.size(), plan.script().attemptOf(said));
        }
        utterances.add(said.at(utterances.size()));
      }
      Script script =
          new Script(plan.bookId(), plan.source(), utterances, new TreeMap<>(), attempts);
      parts.add(
          new Part(
              chapter.number(),
              chapter.title(),
              script,
              utterances.stream().map(WorkRecord::placeInBook).toList()));
      first += chapter.utterances();
    }
    return parts;
  }

  @Override
  public List<Part> parts() {
    return parts;
  }

  @Override
  public JobVoices voices() {
    return voices;
  }

  /** What makes it so. */
  public BookManifest manifest() {
    return manifest;
  }

  @Override
  public String file() {
    return ManifestWriter.write(manifest);
  }

  @Override
  public Edit.Say said(int number, int sentence) throws EditException {
    Part part = part(number);
    LineEntry line = edits().lineOf(manifest.lines(), part.places().get(sentence), "");
    return new Edit.Say(
        line.manner().voice(), line.manner().attempt(), line.pauseMillis(), Optional.empty());
  }

  @Override
  public Edition edited(int number, int sentence, Edit edit) throws EditException {
    Part part = part(number);
    String text = shown(utterance(part, sentence));
    Place place = part.places().get(sentence);
    LineEntry line = edits().lineOf(manifest.lines(), place, text);
    if (edit instanceof Edit.Say say) {
      return replaced(number, place, List.of(said(line, place, say)));
    }
    if (edit instanceof Edit.Pronounce word) {
      return word.everywhere()
          ? pronounced(word)
          : replaced(number, place, List.of(said(line, word)));
    }
    if (edit instanceof Edit.Split split) {
      long border = border(utterance(part, sentence), split.at());
      return replaced(number, place, split(line, place, border, text));
    }
    Place whole = place.and(joinable(part, sentence));
    LineEntry joined = edits().lineOf(manifest.lines(), whole, text);
    return replaced(
        number,
        whole,
        List.of(LineEdits.with(line, whole, joined(line, true), joined.pauseMillis(), text)));
  }

  private Edition replaced(int number, Place place, List<LineEntry> lines) throws EditException {
    return replanned(number, edits().replaced(manifest.lines(), place, lines));
  }

  private static LineEntry said(LineEntry line, Place place, Edit.Say say) throws EditException {
    if (say.text().isPresent()) {
      throw new EditException("the text of a book is changed in its document");
    }
    Manner own = line.manner();
    Manner manner =
        new Manner(
            say.voice(), say.attempt(), own.joined(), own.pronunciations(), own.pacePercent());
    return LineEdits.with(line, place, manner, say.pauseMillis(), line.text());
  }

  private static List<LineEntry> split(LineEntry line, Place place, long border, String text) {
    Place before = new Place(place.part(), place.start(), border);
    Place behind = new Place(place.part(), border, place.end());
    return List.of(
        LineEdits.with(line, before, joined(line, false), Optional.empty(), text),
        LineEdits.with(line, behind, joined(line, false), line.pauseMillis(), ""));
  }

  /** A line in which a word is said in another way. */
  private static LineEntry said(LineEntry line, Edit.Pronounce word) throws EditException {
    Manner own = line.manner();
    Manner manner =
        new Manner(
            own.voice(),
            own.attempt(),
            own.joined(),
            with(own.pronunciations(), word),
            own.pacePercent());
    return new LineEntry(
        line.block(),
        line.characters(),
        line.speaker(),
        line.guess(),
        line.confidence(),
        line.pauseMillis(),
        manner,
        line.text());
  }

  /** The whole book, in which a word is said in another way. */
  private Edition pronounced(Edit.Pronounce word) throws EditException {
    List<Lexicon> lexicons = new ArrayList<>();
    List<LexiconEntry> words = List.of();
    for (Lexicon lexicon : manifest.lexicons()) {
      if (lexicon.name().equals(ManifestFile.INLINE)) {
        words = lexicon.entries();
      } else {
        lexicons.add(lexicon);
      }
    }
    List<LexiconEntry> changed = with(words, word);
    if (!changed.isEmpty()) {
      lexicons.add(Lexicon.of(ManifestFile.INLINE, LexiconLayer.BOOK, "", changed));
    }
    BookPlan plan =
        origin.plan(Optional.of(manifest.withLexicons(lexicons)), origin.source().chapters());
    return new BookEdition(origin, plan.manifest(), voices, parts(plan));
  }

  private static List<LexiconEntry> with(List<LexiconEntry> words, Edit.Pronounce word)
      throws EditException {
    List<LexiconEntry> changed = new ArrayList<>(words);
    changed.removeIf(known -> known.graphemes().contains(word.word()));
    if (word.saying().isPresent()) {
      try {
        changed.add(LexiconEntry.of(word.word(), LexiconTable.saying(word.saying().get())));
      } catch (IllegalArgumentException e) {
        throw new EditException("'%s': %s".formatted(word.saying().get(), e.getMessage()));
      }
    }
    changed.sort(Comparator.comparing(known -> known.graphemes().get(0)));
    return changed;
  }

  @Override
  public Map<String, String> pronunciations(int number, int sentence) throws EditException {
    LineEntry line = edits().lineOf(manifest.lines(), part(number).places().get(sentence), "");
    Map<String, String> words = new TreeMap<>();
    for (LexiconEntry word : line.manner().pronunciations()) {
      words.put(word.graphemes().get(0), LexiconTable.written(word.saying()));
    }
    return words;
  }

  private static Manner joined(LineEntry line, boolean joined) {
    Manner own = line.manner();
    return new Manner(own.voice(), own.attempt(), joined, own.pronunciations(), own.pacePercent());
  }

  /** Where the next sentence stands, if it can be said as one with this. */
  private static Place joinable(Part part, int sentence) throws EditException {
    if (sentence + 1 >= part.places().size()) {
      throw new EditException("it is the last of its chapter: there is nothing to join it with");
    }
    Place own = part.places().get(sentence);
    Place next = part.places().get(sentence + 1);
    if (next.part() != own.part()) {
      throw new EditException("the next sentence is of another paragraph: they cannot be joined");
    }
    Utterance said = part.script().utterances().get(sentence);
    Utterance nextSaid = part.script().utterances().get(sentence + 1);
    if (!said.speaker().equals(nextSaid.speaker())) {
      throw new EditException("somebody else says the next sentence: they cannot be joined");
    }
    return next;
  }

  /** Where in the block a character of an utterance's text stands. */
  private static long border(Utterance utterance, int at) throws EditException {
    String text = utterance.text();
    if (at < 1
        || at >= text.length()
        || text.substring(0, at).isBlank()
        || text.substring(at).isBlank()
        || Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      throw new EditException("a sentence is split between two of its words");
    }
    int left = at;
    for (Locator piece : utterance.parts()) {
      if (left < piece.span().length()) {
        return piece.span().start() + left;
      }
      left -= piece.span().length();
    }
    throw new EditException("a sentence is split between two of its words");
  }

  /**
   * As it was at first: the lines of the manifest that came with the book, or none, for the
   * sentences as they were then.
   */
  @Override
  public Edition restored(int number, int sentence) throws EditException {
    Place place = part(number).places().get(sentence);
    BookPlan first = origin.plan(origin.source().manifest(), only(number));
    LineEdits edits = edits();
    List<LineEntry> firstLines = first.manifest().lines();
    List<Place> known = new ArrayList<>();
    first.utterances().forEach(said -> known.add(WorkRecord.placeInBook(said)));
    Place whole = widened(place, known);
    List<LineEntry> restored = new ArrayList<>();
    for (LineEntry line : firstLines) {
      if (edits.placeOf(line).overlaps(whole)) {
        restored.add(edits.clipped(line, whole));
      }
    }
    return replanned(number, edits.replaced(manifest.lines(), whole, restored));
  }

  /** The least that holds a place and every one of others that it touches. */
  private static Place widened(Place place, List<Place> others) {
    Place wide = place;
    for (Place other : others) {
      if (other.overlaps(wide)) {
        wide = wide.and(other);
      }
    }
    return wide.equals(place) ? wide : widened(wide, others);
  }

  private LineEdits edits() {
    return new LineEdits(block -> origin.text().blocks().get(block - 1).text().length());
  }

  private static ChapterSelection only(int number) {
    return new ChapterSelection(List.of(new ChapterSelection.Range(number, number)));
  }

  private Edition replanned(int number, List<LineEntry> lines) throws EditException {
    BookManifest edited = manifest.with(manifest.cast(), lines, manifest.skips());
    Part replanned = parts(origin.plan(Optional.of(edited), only(number))).get(0);
    List<Part> others = new ArrayList<>(parts);
    others.replaceAll(part -> part.number() == number ? replanned : part);
    return new BookEdition(origin, edited, origin.voices(Optional.of(edited)), others);
  }

  private static Utterance utterance(Part part, int sentence) throws EditException {
    if (sentence < 0 || sentence >= part.script().utterances().size()) {
      throw new EditException("there is no sentence %d in it".formatted(sentence));
    }
    return part.script().utterances().get(sentence);
  }

  private static String shown(Utterance utterance) {
    String text = utterance.text().strip();
    if (text.length() <= SHOWN) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
  }
}
