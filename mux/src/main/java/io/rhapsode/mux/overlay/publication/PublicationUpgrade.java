package io.rhapsode.mux.overlay.publication;

import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.mux.overlay.publication.PackageDocument.Item;
import io.rhapsode.pipeline.text.DecodedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes an EPUB 2 an EPUB 3 by the least change: overlays are a part of EPUB 3 only. The package
 * document gets what EPUB 3 asks for, content documents lose what is no part of HTML any more, and
 * a navigation document is made of the NCX.
 */
public final class PublicationUpgrade {
  private static final String XHTML = "application/xhtml+xml";
  private static final String NCX = "application/x-dtbncx+xml";
  private static final String MODIFIED = "dcterms:modified";

  /** Attributes of package documents that EPUB 3 says otherwise or not at all. */
  private static final List<String> OLD_ATTRIBUTES =
      List.of("opf:role", "opf:file-as", "opf:event", "opf:scheme");

  private final Publication publication;
  private final String packagePath;

  private PublicationUpgrade(Publication publication, String packagePath) {
    this.publication = publication;
    this.packagePath = packagePath;
  }

  /** Upgrades a publication that is of EPUB 2, and leaves one of EPUB 3 alone. */
  public static void of(Publication publication, String packagePath) throws IOException {
    DecodedText text = DecodedText.of(publication.read(packagePath).orElseThrow());
    PackageDocument opf = new PackageDocument(packagePath, text.text());
    if (opf.isOld()) {
      new PublicationUpgrade(publication, packagePath).upgrade(opf);
      publication.put(packagePath, text.encoded(opf.edited()));
    }
  }

  private void upgrade(PackageDocument opf) throws IOException {
    opf.setVersion("3.0");
    List<Item> items = opf.items();
    Optional<String> cover = opf.named("cover");
    for (Item item : items) {
      Set<String> properties = new TreeSet<>();
      if (item.mediaType().equals(XHTML)) {
        properties.addAll(modernise(item));
      } else if (cover.filter(item.id()::equals).isPresent()
          && item.mediaType().startsWith("image/")) {
        properties.add("cover-image");
      }
      opf.modernise(item, properties);
    }
    String date = creators(opf);
    opf.addProperty(MODIFIED, "", date + "T00:00:00Z");
    addNavigation(opf, items);
  }

  /** Refinements for attributes; gives the day of the last change that the publication tells. */
  private static String creators(PackageDocument opf) {
    String modified = "";
    String published = "";
    boolean dated = false;
    int number = 0;
    for (Token token : opf.metadata()) {
      String event = token.attribute("opf:event").orElse("");
      if (token.localName().equals("date")) {
        String date = opf.textOf(token).strip();
        boolean change = event.equals("modification");
        modified = change ? day(date).orElse(modified) : modified;
        published = change ? published : day(date).orElse(published);
        if (change || dated || !event.isEmpty() && !event.equals("publication")) {
          opf.removeElement(token);
          continue;
        }
        dated = true;
      }
      Map<String, String> refinements = new LinkedHashMap<>();
      token.attribute("opf:role").ifPresent(role -> refinements.put("role", role));
      token.attribute("opf:file-as").ifPresent(name -> refinements.put("file-as", name));
      number++;
      opf.refine(token, OLD_ATTRIBUTES, "rhapsode-metadata-" + number, refinements);
    }
    return !modified.isEmpty() ? modified : !published.isEmpty() ? published : "1970-01-01";
  }

  /** A day of ISO 8601, also where only the year or the month is told. */
  private static Optional<String> day(String date) {
    String digits = date.length() >= 10 ? date.substring(0, 10) : date;
    String whole =
        switch (digits.length()) {
          case 4 -> digits + "-01-01";
          case 7 -> digits + "-01";
          default -> digits;
        };
    try {
      return Optional.of(LocalDate.parse(whole).toString());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Makes a document one of HTML; gives the properties that its item has to tell. */
  private Set<String> modernise(Item item) throws IOException {
    Optional<byte[]> content = publication.read(item.path());
    if (content.isEmpty()) {
      return Set.of();
    }
    DecodedText text = DecodedText.of(content.get());
    if (!text.writes(content.get())) {
      return Set.of();
    }
    ModernDocument document = ModernDocument.of(text.text());
    publication.put(item.path(), text.encoded(document.markup()));
    return document.properties();
  }

  private void addNavigation(PackageDocument opf, List<Item> items) throws IOException {
    Optional<Item> ncx = items.stream().filter(item -> item.mediaType().equals(NCX)).findFirst();
    String path = free(Addresses.folder(packagePath) + "nav");
    Optional<byte[]> contents =
        ncx.isEmpty() ? Optional.empty() : publication.read(ncx.get().path());
    String navigation =
        contents.isPresent()
            ? NavigationDocument.ofNcx(
                DecodedText.of(contents.get()).text(),
                ncx.get().path(),
                path,
                opf.title(),
                this::hasId)
            : NavigationDocument.ofFiles(
                items.stream()
                    .filter(item -> item.mediaType().equals(XHTML))
                    .map(Item::path)
                    .toList(),
                path,
                opf.title());
    publication.put(path, navigation.getBytes(StandardCharsets.UTF_8));
    opf.addItem(opf.freeId("nav"), path, XHTML, Optional.of("nav"));
  }

  private boolean hasId(String path, String id) {
    try {
      return publication
          .read(path)
          .map(content -> MarkupTokens.html(DecodedText.of(content).text()))
          .stream()
          .flatMap(List::stream)
          .anyMatch(token -> token.attribute("id").filter(id::equals).isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String free(String wanted) {
    String path = wanted + ".xhtml";
    for (int i = 2; publication.has(path); i++) {
      path = wanted + "-" + i + ".xhtml";
    }
    return path;
  }
}
