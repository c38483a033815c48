package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.facts.LanguageTags;
import io.rhapsode.pipeline.book.BookMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** The metadata of a package document, with the refinements of EPUB 3 and the habits of EPUB 2. */
final class PackageMetadata {
  private static final Pattern ISBN =
      Pattern.compile("(?<![0-9-])(97[89](?:-?[0-9]){10}|[0-9](?:-?[0-9]){8}-?[0-9Xx])(?![0-9-])");

  private final Element metadata;

  private PackageMetadata(Element metadata) {
    this.metadata = metadata;
  }

  /**
   * @param fallbackTitle the title of a book that has none
   */
  static BookMetadata read(Element tree, String fallbackTitle) {
    return new PackageMetadata(Xml.first(tree, "metadata").orElse(tree)).read(fallbackTitle);
  }

  private BookMetadata read(String fallbackTitle) {
    List<Element> titles = Xml.all(metadata, "title");
    Optional<Element> main =
        titles.stream()
            .filter(title -> refinement(title, "title-type").orElse("").equals("main"))
            .findFirst()
            .or(() -> titles.stream().filter(title -> !text(title).isEmpty()).findFirst());
    Optional<String> subtitle =
        titles.stream()
            .filter(title -> refinement(title, "title-type").orElse("").equals("subtitle"))
            .map(PackageMetadata::text)
            .findFirst();
    return new BookMetadata(
        main.map(PackageMetadata::text).filter(text -> !text.isBlank()).orElse(fallbackTitle),
        subtitle,
        authors(),
        language(),
        texts("publisher").stream().findFirst(),
        date(),
        texts("description").stream().map(html -> Jsoup.parse(html).text()).findFirst(),
        series().map(PackageMetadata::text).or(() -> named("calibre:series")),
        series()
            .flatMap(collection -> refinement(collection, "group-position"))
            .or(() -> named("calibre:series_index").map(PackageMetadata::withoutDecimals)),
        isbn(),
        texts("rights").stream().findFirst(),
        texts("subject"));
  }

  private List<String> authors() {
    List<Element> creators = new ArrayList<>(Xml.all(metadata, "creator"));
    creators.sort(Comparator.comparingDouble(this::displaySequence));
    List<Element> writers = creators.stream().filter(this::isAuthor).toList();
    return (writers.isEmpty() ? creators : writers)
        .stream().map(PackageMetadata::text).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private boolean isAuthor(Element creator) {
    List<String> roles = new ArrayList<>(refinements(creator, "role"));
    if (!Xml.attribute(creator, "role").isEmpty()) {
      roles.add(Xml.attribute(creator, "role"));
    }
    return roles.isEmpty() || roles.contains("aut");
  }

  /** Creators without a place follow those with one, in the order of the document. */
  private double displaySequence(Element creator) {
    return refinement(creator, "display-seq")
        .filter(place -> place.matches("[0-9]{1,9}"))
        .map(Double::valueOf)
        .orElse(Double.MAX_VALUE);
  }

  private String language() {
    return texts("language").stream()
        .flatMap(tag -> LanguageTags.wellFormed(tag).stream())
        .findFirst()
        .orElse(ExtractedBook.UNDETERMINED);
  }

  private Optional<String> date() {
    List<Element> dates = Xml.all(metadata, "date");
    return dates.stream()
        .filter(date -> Xml.attribute(date, "event").equals("publication"))
        .findFirst()
        .or(
            () ->
                dates.stream()
                    .filter(date -> !Xml.attribute(date, "event").equals("modification"))
                    .findFirst())
        .map(PackageMetadata::text)
        .filter(text -> !text.isEmpty());
  }

  private Optional<Element> series() {
    return Xml.all(metadata, "meta").stream()
        .filter(meta -> meta.attr("property").equals("belongs-to-collection"))
        .filter(
            meta ->
                refinement(meta, "collection-type").orElse("").equals("series")
                    || refinement(meta, "collection-type").isEmpty()
                        && refinement(meta, "group-position").isPresent())
        .findFirst();
  }

  private Optional<String> isbn() {
    for (Element identifier : Xml.all(metadata, "identifier")) {
      Matcher matcher = ISBN.matcher(text(identifier));
      while (matcher.find()) {
        String digits = matcher.group(1).replace("-", "").toUpperCase(Locale.ROOT);
        if (hasValidCheckDigit(digits)) {
          return Optional.of(digits);
        }
      }
    }
    return Optional.empty();
  }

  /** ISO 2108: weights 1 and 3 modulo 10 for thirteen digits, 10 to 1 modulo 11 for ten. */
  private static boolean hasValidCheckDigit(String isbn) {
    int sum = 0;
    for (int index = 0; index < isbn.length(); index++) {
      int digit = isbn.charAt(index) == 'X' ? 10 : isbn.charAt(index) - '0';
      sum += digit * (isbn.length() == 13 ? 1 + index % 2 * 2 : 10 - index);
    }
    return sum % (isbn.length() == 13 ? 10 : 11) == 0;
  }

  private Optional<String> named(String name) {
    return Xml.all(metadata, "meta").stream()
        .filter(meta -> meta.attr("name").equals(name))
        .map(meta -> meta.attr("content").strip())
        .filter(content -> !content.isEmpty())
        .findFirst();
  }

  private List<String> texts(String name) {
    return Xml.all(metadata, name).stream()
        .map(PackageMetadata::text)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private Optional<String> refinement(Element element, String property) {
    return refinements(element, property).stream().findFirst();
  }

  private List<String> refinements(Element element, String property) {
    if (element.id().isEmpty()) {
      return List.of();
    }
    String target = "#" + element.id();
    return Xml.all(metadata, "meta").stream()
        .filter(meta -> meta.attr("refines").strip().equals(target))
        .filter(meta -> meta.attr("property").equals(property))
        .map(PackageMetadata::text)
        .toList();
  }

  private static String withoutDecimals(String index) {
    return index.replaceFirst("\\.0+$", "");
  }

  /** The text; library tools write entities as text, such as "Salt &amp;amp; Sea". */
  private static String text(Element element) {
    return DocumentFacts.unescaped(element.text()).strip();
  }
}
