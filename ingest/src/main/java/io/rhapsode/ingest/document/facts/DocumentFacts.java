package io.rhapsode.ingest.document.facts;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.book.BookMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Gathers what a document says about itself, whatever words its format has for it. */
public final class DocumentFacts {
  private static final Pattern ENTITY =
      Pattern.compile("&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][A-Za-z0-9]*(?:\\s[^<>]*)?/?>");

  /** What programs write when nobody named a document. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\(?(?:untitled|unknown|unnamed|no title|title|document|unbenannt|ohne titel|sans"
              + " titre|sin t[ií]tulo|senza titolo|sem t[ií]tulo)(?:["
              + " -]?document)?\\s*\\d*\\)?|(?:microsoft word|powerpoint|print) -"
              + " .*|.*\\.(?:docx?|rtf|odt|indd|qxd|p65|tex|dvi)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final List<String> authors = new ArrayList<>();
  private final List<String> subjects = new ArrayList<>();
  private String title = "";
  private String language = "";
  private String publisher = "";
  private String date = "";
  private String description = "";
  private String series = "";
  private String seriesPart = "";
  private String isbn = "";
  private String rights = "";
  private boolean shorthand;

  /** The facts in the head of an HTML document. */
  public static DocumentFacts ofHtml(Document document) {
    DocumentFacts facts = new DocumentFacts();
    facts.title(document.title());
    Element root = document.selectFirst("html");
    if (root != null) {
      facts.language(root.hasAttr("xml:lang") ? root.attr("xml:lang") : root.attr("lang"));
    }
    for (Element meta : document.select("meta[name][content]")) {
      facts.named(meta.attr("name").toLowerCase(Locale.ROOT), meta.attr("content"));
    }
    return facts;
  }

  /** Takes a fact by its name in Dublin Core, with or without a prefix; ignores other names. */
  public void named(String name, String value) {
    switch (name.replaceFirst("^(?:dc|dcterms|meta|cp)[.:]", "")) {
      case "title" -> title(value);
      case "creator", "author", "initial-creator" -> author(value);
      case "language", "lang" -> language(value);
      case "publisher" -> publisher(value);
      case "date", "created", "creation-date", "issued" -> date(value);
      case "description", "abstract" -> description(value);
      case "subject", "keyword", "keywords" -> subject(value);
      case "rights" -> rights = first(rights, value);
      case "shorthand" -> shorthand = value.strip().equalsIgnoreCase("true");
      default -> {
        return;
      }
    }
  }

  /** Takes the title, unless it is none, such as "untitled" or "Microsoft Word - book.doc". */
  public void title(String value) {
    if (value != null && !PLACEHOLDER.matcher(value.strip()).matches()) {
      title = first(title, value);
    }
  }

  /** Takes an author, or several with semicolons between them, as word processors have it. */
  public void author(String value) {
    if (value != null) {
      Arrays.stream(value.split(";"))
          .map(name -> unescaped(name).strip())
          .filter(name -> !name.isEmpty() && !authors.contains(name))
          .forEach(authors::add);
    }
  }

  public void language(String value) {
    language = first(language, value);
  }

  /** Takes a language by its English name or its own, such as "German" or "Deutsch". */
  public void languageNamed(String name) {
    String first = name.split("[,;]")[0].strip();
    for (String tag : Locale.getISOLanguages()) {
      Locale locale = Locale.forLanguageTag(tag);
      if (first.equalsIgnoreCase(locale.getDisplayLanguage(Locale.ENGLISH))
          || first.equalsIgnoreCase(locale.getDisplayLanguage(locale))) {
        language(tag);
        return;
      }
    }
  }

  public void publisher(String value) {
    publisher = first(publisher, value);
  }

  public void date(String value) {
    date = first(date, value);
  }

  public void description(String value) {
    description = first(description, value);
  }

  public void subject(String value) {
    if (value != null && !value.isBlank()) {
      for (String each : value.split("[;,]")) {
        if (!each.isBlank()) {
          subjects.add(each.strip());
        }
      }
    }
  }

  public void series(String name, String part) {
    series = first(series, name);
    seriesPart = first(seriesPart, part);
  }

  public void isbn(String value) {
    isbn = first(isbn, value);
  }

  /** Whether the text has directions in braces. */
  public boolean hasShorthand() {
    return shorthand;
  }

  /**
   * The facts as metadata.
   *
   * @param fallbackTitle the title of a document that has none
   */
  public BookMetadata metadata(String fallbackTitle) {
    return new BookMetadata(
        title.isEmpty() ? fallbackTitle : title,
        Optional.empty(),
        authors,
        LanguageTags.wellFormed(language).orElse(ExtractedBook.UNDETERMINED),
        told(publisher),
        told(date),
        told(description),
        told(series),
        told(seriesPart),
        told(isbn),
        told(rights),
        subjects);
  }

  /** The text that is meant where a tool has escaped it once more than its format asks for. */
  public static String unescaped(String value) {
    String text = value;
    for (int times = 0; times < 2 && ENTITY.matcher(text).find(); times++) {
      text = Parser.unescapeEntities(text, false);
    }
    return TAG.matcher(text).find() ? Jsoup.parse(text).text() : text;
  }

  private static Optional<String> told(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private static String first(String known, String value) {
    return known.isEmpty() && value != null
        ? unescaped(value).replaceAll("\\s+", " ").strip()
        : known;
  }
}
