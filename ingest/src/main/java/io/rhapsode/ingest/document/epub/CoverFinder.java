package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.ExtractedCover;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.ContainerPath;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.container.ZipContainer;
import io.rhapsode.ingest.document.html.Markup;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Finds the cover picture of a publication, by the marks of EPUB 3, then by those of EPUB 2. */
final class CoverFinder {
  private final ZipContainer container;
  private final PackageDocument publication;
  private final List<String> warnings;

  CoverFinder(ZipContainer container, PackageDocument publication, List<String> warnings) {
    this.container = container;
    this.publication = publication;
    this.warnings = warnings;
  }

  Optional<ExtractedCover> find() throws UnreadableDocumentException {
    Optional<String> path = marked().or(this::named);
    if (path.isEmpty()) {
      path = onPage(Optional.ofNullable(publication.guide().get("cover")));
    }
    if (path.isEmpty() && !publication.spine().isEmpty()) {
      path = onPage(Optional.of(publication.spine().get(0).item().path()));
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> content = container.read(path.get());
    Optional<ExtractedCover> cover = content.flatMap(ExtractedCover::recognise);
    if (cover.isEmpty()) {
      warnings.add("the cover %s is missing or is no JPEG or PNG".formatted(path.get()));
    }
    return cover;
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
        .filter(item -> item.id().matches("(?i)cover(?:[-_]?image)?(?:\\.(?:jpe?g|png))?"))
        .map(PackageDocument.Item::path)
        .findFirst();
  }

  /** The only picture of a page that has no text. */
  private Optional<String> onPage(Optional<String> page) throws UnreadableDocumentException {
    if (page.isEmpty()) {
      return Optional.empty();
    }
    if (page.get().matches("(?i).*\\.(?:jpe?g|png)")) {
      return page;
    }
    Optional<byte[]> content = container.read(page.get());
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
    String source = picture.hasAttr("src") ? picture.attr("src") : picture.attr("xlink:href");
    String reference = source.isEmpty() ? picture.attr("href") : source;
    return reference.isEmpty() ? Optional.empty() : ContainerPath.resolve(page.get(), reference);
  }
}
