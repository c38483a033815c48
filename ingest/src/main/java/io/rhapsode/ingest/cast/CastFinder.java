package io.rhapsode.ingest.cast;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.ingest.cast.quote.Quote;
import io.rhapsode.ingest.cast.quote.QuoteFinder;
import io.rhapsode.ingest.cast.speaker.Attribution;
import io.rhapsode.ingest.cast.speaker.SpeakerFinder;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.CastMember;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the cast of a book. What a person has written into the manifest stays: speakers with their
 * voices and aliases, and lines, beside which none is put.
 */
public final class CastFinder {
  /** As much of a line as the reader of a manifest needs to recognise it. */
  private static final int SHOWN = 80;

  private static final double PERCENT = 100;

  private final ExtractedBook book;
  private final BookManifest manifest;
  private final CastWords words;
  private final Map<String, CastMember> cast;
  private final Map<String, String> nameOf = new HashMap<>();
  private final Map<Integer, BitSet> taken = new HashMap<>();
  private final List<LineEntry> lines;

  private CastFinder(ExtractedBook book, BookManifest manifest, String language) {
    this.book = book;
    this.manifest = manifest;
    this.words = CastWords.of(LanguageTags.primary(language));
    this.cast = new LinkedHashMap<>(manifest.cast());
    this.lines = new ArrayList<>(manifest.lines());
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
    BookText text = new BookText(book, manifest, read);
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
    lines.sort(
        Comparator.comparingInt(LineEntry::block)
            .thenComparingInt(line -> line.characters().map(Span::start).orElse(0)));
    return manifest.with(cast, lines, manifest.skips());
  }

  /** The name of a person in the cast, who is added unless somebody has done so by hand. */
  private String member(Person person) {
    List<String> all = new ArrayList<>(person.aliases());
    all.add(0, person.name());
    Optional<String> known = all.stream().filter(nameOf::containsKey).map(nameOf::get).findFirst();
    String name = known.orElse(person.name());
    CastMember member =
        cast.getOrDefault(
            name, new CastMember(Optional.empty(), Optional.empty(), List.of(), 0, List.of()));
    List<String> aliases = new ArrayList<>(member.aliases());
    for (String alias : all) {
      if (nameOf.putIfAbsent(alias, name) == null && !alias.equals(name)) {
        aliases.add(alias);
      }
    }
    cast.put(
        name,
        new CastMember(
            member.voice(),
            member.sex().or(person::sex),
            aliases,
            member.lines(),
            member.samples()));
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
