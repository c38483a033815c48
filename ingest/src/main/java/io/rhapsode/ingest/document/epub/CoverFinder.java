package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.ExtractedCover;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.document.picture.CoverPictures;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Finds the cover picture of a publication, by the marks of EPUB 3, then by those of EPUB 2. */
final class CoverFinder {
  private final Container container;
  private final PackageDocument publication;
  private final List<String> warnings;

  CoverFinder(Container container, PackageDocument publication, List<String> warnings) {
    this.container = container;
    this.publication = publication;
    this.warnings = warnings;
  }

  Optional<ExtractedCover> find() {
    return path().flatMap(this::cover);
  }

  private Optional<String> path() {
    return marked()
        .or(this::named)
        .or(() -> onPage(Optional.ofNullable(publication.guide().get("cover"))))
        .or(
            () ->
                onPage(publication.spine().stream().findFirst().map(first -> first.item().path())));
  }

  private Optional<ExtractedCover> cover(String path) {
    if (!container.contains(path)) {
      warnings.add("the cover %s is missing from the file".formatted(path));
      return Optional.empty();
    }
    return container
        .readIfPossible(wrapped(path), warnings)
        .flatMap(picture -> CoverPictures.of(picture, path, warnings));
  }

  /** The picture that is all an SVG file shows, else the file itself. */
  private String wrapped(String path) {
    if (!path.matches("(?i).*\\.svg")) {
      return path;
    }
    Optional<byte[]> content = container.readIfPossible(path, warnings);
    List<Element> pictures =
        content.map(svg -> Xml.all(Markup.xml(svg), "image")).orElse(List.of());
    return pictures.size() != 1
        ? path
        : container
            .resolve(path, reference(pictures.get(0)))
            .filter(container::contains)
            .filter(picture -> !picture.equals(path))
            .orElse(path);
  }

  private Optional<String> marked() {
    Optional<PackageDocument.Item> item = publication.withProperty("cover-image");
    if (item.isEmpty()) {
      String id =
          Xml.all(publication.tree(), "meta").stream()
              .filter(meta -> meta.attr("name").equalsIgnoreCase("cover"))
              .map(meta -> meta.attr("content"))
              .findFirst()
              .orElse("");
      item = Optional.ofNullable(publication.items().get(id));
    }
    return item.filter(PackageDocument.Item::isImage).map(PackageDocument.Item::path);
  }

  private Optional<String> named() {
    return publication.items().values().stream()
        .filter(PackageDocument.Item::isImage)
        .filter(
            item -> item.id().matches("(?i)cover(?:[-_]?image)?(?:\\.(?:jpe?g|png|gif|webp|svg))?"))
        .map(PackageDocument.Item::path)
        .findFirst();
  }

  /** The only picture of a page that has no text. */
  private Optional<String> onPage(Optional<String> page) {
    if (page.isEmpty()) {
      return Optional.empty();
    }
    if (page.get().matches("(?i).*\\.(?:jpe?g|png|gif|webp|svg)")) {
      return page;
    }
    Optional<byte[]> content = container.readIfPossible(page.get(), warnings);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Element tree = Markup.xhtml(content.get());
    List<Element> pictures =
        tree.getAllElements().stream()
            .filter(element -> Xml.name(element).equals("img") || Xml.name(element).equals("image"))
            .toList();
    String text = Xml.first(tree, "body").map(Element::text).orElse("");
    if (pictures.size() != 1 || !text.isBlank()) {
      return Optional.empty();
    }
    Element picture = pictures.get(0);
    String reference = reference(picture);
    return reference.isEmpty() ? Optional.empty() : container.resolve(page.get(), reference);
  }

  private static String reference(Element picture) {
    String source = picture.hasAttr("src") ? picture.attr("src") : picture.attr("xlink:href");
    return source.isEmpty() ? picture.attr("href") : source;
  }
}
