package io.rhapsode.mux.tag;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every file of a book says about it.
 *
 * @param metadata what the publication says about itself
 * @param narrator who reads; empty when unknown
 * @param syntheticNotice says that the voice is synthetic; empty for none
 * @param encodedBy the product and its version
 * @param source what the audio was made by
 */
public record BookTags(
    BookMetadata metadata,
    String narrator,
    String syntheticNotice,
    String encodedBy,
    DigitalSource source) {
  private static final String GENRE = "Audiobook";
  private static final int MOST_SUBJECTS = 8;
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)\\d{4}(?!\\d)");
  private static final Pattern ENGLISH_ARTICLE = Pattern.compile("(?i)^(the|an|a)\\s+(?=\\S)");

  public BookTags {
    requireNonNull(metadata, "metadata is null");
    requireNonNull(narrator, "narrator is null");
    requireNonNull(syntheticNotice, "syntheticNotice is null");
    requireNonNull(encodedBy, "encodedBy is null");
    requireNonNull(source, "source is null");
  }

  public String title() {
    return plain(metadata.title());
  }

  /** All authors; empty when unknown. */
  public String author() {
    return plain(String.join(", ", metadata.authors()));
  }

  public String description() {
    return metadata.description().map(String::strip).orElse("");
  }

  public String publisher() {
    return plain(metadata.publisher());
  }

  public String subtitle() {
    return plain(metadata.subtitle());
  }

  public String series() {
    return plain(metadata.series());
  }

  public String seriesPart() {
    return plain(metadata.seriesPart());
  }

  /** "Series #2", or the name of the series alone, or nothing. */
  public String seriesAndPart() {
    return seriesPart().isEmpty() ? series() : series() + " #" + seriesPart();
  }

  public String isbn() {
    return plain(metadata.isbn());
  }

  public String rights() {
    return plain(metadata.rights());
  }

  /** BCP 47 tag. */
  public String language() {
    return metadata.language();
  }

  /** ISO 639-2/T code of three letters; "und" when unknown. */
  public String languageCode() {
    return LanguageCode.of(metadata.language());
  }

  /** As the publication has it. */
  public String date() {
    return plain(metadata.date());
  }

  /** Four digits, or empty when the date has none. */
  public String year() {
    Matcher year = YEAR.matcher(date());
    return year.find() ? year.group() : "";
  }

  /** "Audiobook" and the subjects, separated by "; ". */
  public String genre() {
    List<String> genres = new ArrayList<>(List.of(GENRE));
    metadata.subjects().stream()
        .map(subject -> plain(subject.replace(';', ',')))
        .filter(subject -> !subject.isEmpty())
        .distinct()
        .limit(MOST_SUBJECTS)
        .forEach(genres::add);
    return String.join("; ", genres);
  }

  /** The title without a leading English article; players sort other languages as they are. */
  public String sortTitle() {
    boolean english = metadata.language().toLowerCase(java.util.Locale.ROOT).startsWith("en");
    return english ? ENGLISH_ARTICLE.matcher(title()).replaceFirst("") : title();
  }

  /** The description and the notice that the voice is synthetic. */
  public String comment() {
    if (description().isEmpty() || syntheticNotice.isEmpty()) {
      return description() + syntheticNotice;
    }
    return description() + "\n\n" + syntheticNotice;
  }

  /** Tags that have a name only by convention, in order; none is empty. */
  public Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>();
    put(extras, "NARRATOR", narrator);
    put(extras, "PUBLISHER", publisher());
    put(extras, "SUBTITLE", subtitle());
    put(extras, "SERIES", series());
    put(extras, "SERIES-PART", seriesPart());
    put(extras, "LANGUAGE", language());
    put(extras, "ISBN", isbn());
    put(extras, "DIGITALSOURCETYPE", source.address());
    put(extras, "NARRATION", syntheticNotice.isEmpty() ? "" : "synthetic");
    return extras;
  }

  /** What the "LIST INFO" chunk of a WAV file has a place for, by FFmpeg's names. */
  public List<Map.Entry<String, String>> riffInfo(Track track) {
    Map<String, String> info = new LinkedHashMap<>();
    put(info, "title", track.title());
    put(info, "artist", author());
    put(info, "album", title());
    put(info, "genre", genre());
    put(info, "date", date());
    put(info, "comment", comment());
    put(info, "copyright", rights());
    put(info, "language", languageCode());
    put(info, "track", track.number() + "/" + track.total());
    put(info, "encoder", encodedBy());
    return List.copyOf(info.entrySet());
  }

  private static void put(Map<String, String> extras, String name, String value) {
    if (!value.isEmpty()) {
      extras.put(name, value);
    }
  }

  private static String plain(Optional<String> text) {
    return text.map(BookTags::plain).orElse("");
  }

  private static String plain(String text) {
    return OneLine.of(text);
  }
}
