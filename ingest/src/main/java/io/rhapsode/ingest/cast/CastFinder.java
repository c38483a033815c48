package io.rhapsode.ingest.cast;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.ingest.cast.play.PlayReader;
import io.rhapsode.ingest.cast.play.PlaySpeech;
import io.rhapsode.ingest.cast.play.PlayUnit;
import io.rhapsode.ingest.cast.quote.Quote;
import io.rhapsode.ingest.cast.quote.QuoteFinder;
import io.rhapsode.ingest.cast.speaker.Attribution;
import io.rhapsode.ingest.cast.speaker.SpeakerFinder;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Finds the cast of a book. What a person has written into the manifest stays: speakers with their
 * voices and aliases, and lines, beside which none is put.
 */
public final class CastFinder {
  /** As much of a line as the reader of a manifest needs to recognise it. */
  private static final int SHOWN = 80;

  private static final double PERCENT = 100;

  /** How sure it is who says what a name stands before. */
  private static final double NAMED = 0.97;

  private final ExtractedBook book;
  private final BookManifest manifest;
  private final CastWords words;
  private final Map<String, CastMember> cast;
  private final Map<String, String> nameOf = new HashMap<>();
  private final Map<Integer, BitSet> taken = new HashMap<>();
  private final List<LineEntry> lines;
  private final List<SkipEntry> skips;

  private CastFinder(ExtractedBook book, BookManifest manifest, String language) {
    this.book = book;
    this.manifest = manifest;
    this.words = CastWords.of(LanguageTags.primary(language));
    this.cast = new LinkedHashMap<>(manifest.cast());
    this.lines = new ArrayList<>(manifest.lines());
    this.skips = new ArrayList<>(manifest.skips());
    cast.forEach(
        (name, member) -> {
          member.aliases().forEach(alias -> nameOf.putIfAbsent(alias, name));
          nameOf.put(name, name);
        });
    manifest.lines().forEach(line -> take(line.block(), line.characters()));
  }

  /**
   * The same manifest with a cast and lines. Lines have a guess and a confidence, but no speaker:
   * how sure is sure enough is for others to say.
   *
   * @param manifest fits the book
   * @param language BCP 47 tag of the book
   */
  public static BookManifest find(ExtractedBook book, BookManifest manifest, String language) {
    if (manifest.wasCast()) {
      return manifest;
    }
    return new CastFinder(book, manifest, language).find();
  }

  private BookManifest find() {
    List<ChapterEntry> read = manifest.chapters().stream().filter(ChapterEntry::read).toList();
    BitSet played = new BitSet();
    read.forEach(chapter -> play(chapter, played));
    BookText text = new BookText(book, manifest, read, played);
    List<Quote> quotes = QuoteFinder.find(text.paragraphs(), words);
    List<Attribution> attributions = SpeakerFinder.attribute(text.paragraphs(), quotes, words);
    Map<Person, String> names = new HashMap<>();
    for (Attribution attribution : attributions) {
      Optional<String> speaker =
          attribution.speaker().map(person -> names.computeIfAbsent(person, this::member));
      for (BookText.Place place :
          text.places(attribution.quote().paragraph(), attribution.quote().span())) {
        add(place, speaker, attribution.confidence());
      }
    }
    lines.sort(byPlace(LineEntry::block, LineEntry::characters));
    skips.sort(byPlace(SkipEntry::block, SkipEntry::characters));
    return manifest.with(cast, lines, skips);
  }

  private static <T> Comparator<T> byPlace(
      ToIntFunction<T> block, Function<T, Optional<Span>> characters) {
    return Comparator.comparingInt(block)
        .thenComparingInt(entry -> characters.apply(entry).map(Span::start).orElse(0));
  }

  /**
   * Takes the speeches of plays and interviews in a chapter.
   *
   * @param played the blocks with speeches, to which those of the chapter are added
   */
  private void play(ChapterEntry chapter, BitSet played) {
    List<PlayUnit> units = new BookText(book, manifest, List.of(chapter), new BitSet()).units();
    for (PlaySpeech speech : PlayReader.read(units, words)) {
      played.set(speech.block());
      String speaker = member(speech.speaker(), sexOf(speech.speaker()), List.of());
      for (Span said : speech.said()) {
        add(new BookText.Place(speech.block(), said), Optional.of(speaker), NAMED);
      }
      speech.label().ifPresent(label -> addLabel(speech.block(), label, speaker));
    }
  }

  private Optional<Sex> sexOf(String name) {
    Optional<Sex> sex = Optional.empty();
    for (String part : name.toLowerCase(Locale.ROOT).split("[ .]+")) {
      sex =
          sex.or(() -> words.titleSex(part))
              .or(() -> words.nameSex(part))
              .or(() -> words.nounSex(part));
    }
    return sex;
  }

  private void addLabel(int block, Span label, String speaker) {
    String text = book.blocks().get(block - 1).text();
    boolean whole = label.length() == text.length();
    skips.add(
        new SkipEntry(
            block,
            whole ? Optional.empty() : Optional.of(label),
            SkipReason.SPEAKER_LABEL,
            speaker,
            shown(label.of(text))));
  }

  private String member(Person person) {
    return member(person.name(), person.sex(), person.aliases());
  }

  /** The name of a person in the cast, who is added unless somebody has done so by hand. */
  private String member(String called, Optional<Sex> sex, List<String> others) {
    List<String> all = new ArrayList<>(others);
    all.add(0, called);
    Optional<String> known = all.stream().filter(nameOf::containsKey).map(nameOf::get).findFirst();
    String name = known.orElse(called);
    CastMember member =
        cast.getOrDefault(
            name, new CastMember(Optional.empty(), Optional.empty(), List.of(), 0, List.of()));
    List<String> aliases = new ArrayList<>(member.aliases());
    for (String alias : all) {
      if (nameOf.putIfAbsent(alias, name) == null && !alias.equals(name)) {
        aliases.add(alias);
      }
    }
    cast.put(name, member.known(member.sex().or(() -> sex), aliases));
    return name;
  }

  private void add(BookText.Place place, Optional<String> speaker, double confidence) {
    if (!take(place.block(), Optional.of(place.span()))) {
      return;
    }
    String text = place.span().of(book.blocks().get(place.block() - 1).text());
    lines.add(
        new LineEntry(
            place.block(),
            Optional.of(place.span()),
            Optional.empty(),
            speaker,
            Optional.of(Math.round(confidence * PERCENT) / PERCENT),
            Optional.empty(),
            shown(text)));
  }

  /** Marks a part of a block as a line, unless some of it is one. */
  private boolean take(int block, Optional<Span> part) {
    int length = book.blocks().get(block - 1).text().length();
    Span span = part.orElse(new Span(0, length));
    BitSet own = taken.computeIfAbsent(block, unknown -> new BitSet(length));
    int first = own.nextSetBit(span.start());
    if (first >= 0 && first < span.end()) {
      return false;
    }
    own.set(span.start(), span.end());
    return true;
  }

  private static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(SHOWN - 1));
    return text.substring(0, split ? SHOWN - 1 : SHOWN) + "…";
  }
}
