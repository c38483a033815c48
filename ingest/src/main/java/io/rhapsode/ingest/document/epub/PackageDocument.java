package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.markup.Markup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The package document of a publication (EPUB 3.3 section 5, OPF 2.0.1): its resources and their
 * reading order.
 *
 * @param path of the package document in the container
 * @param tree for the metadata
 * @param items by id
 * @param spine in reading order
 * @param guide the guide references of EPUB 2: type to path
 */
record PackageDocument(
    String path,
    Document tree,
    Map<String, Item> items,
    List<SpineItem> spine,
    Map<String, String> guide,
    List<String> warnings) {
  /**
   * A resource.
   *
   * @param path in the container, or an address outside of it
   * @param fallback id of the resource to use instead, possibly empty
   */
  record Item(String id, String path, String mediaType, Set<String> properties, String fallback) {
    boolean isContentDocument() {
      return mediaType.contains("html")
          || mediaType.contains("dtbook")
          || mediaType.contains("oeb1-document")
          || mediaType.contains("svg")
          || mediaType.equals("text/xml")
          || mediaType.equals("application/xml")
          || mediaType.isEmpty() && path.matches("(?i).*\\.x?html?");
    }

    boolean isImage() {
      return mediaType.startsWith("image/")
          || mediaType.isEmpty() && path.matches("(?i).*\\.(?:jpe?g|png|gif|webp|svg)");
    }
  }

  /** A document in reading order; one that is not linear is read on demand only. */
  record SpineItem(Item item, boolean linear) {}

  static PackageDocument parse(Container container, String path, byte[] content) {
    Document tree = Markup.xml(content);
    List<String> warnings = new ArrayList<>();
    Map<String, Item> items = items(container, path, tree);
    List<SpineItem> spine = spine(tree, items, warnings);
    Map<String, String> guide = new LinkedHashMap<>();
    for (Element reference : Xml.all(tree, "reference")) {
      container
          .resolve(path, reference.attr("href"))
          .ifPresent(
              target -> guide.putIfAbsent(reference.attr("type").toLowerCase(Locale.ROOT), target));
    }
    return new PackageDocument(path, tree, items, spine, guide, warnings);
  }

  private static Map<String, Item> items(Container container, String path, Document tree) {
    Map<String, Item> items = new LinkedHashMap<>();
    for (Element element : Xml.all(tree, "item")) {
      boolean listed =
          element.parents().stream().anyMatch(parent -> Xml.name(parent).equals("manifest"));
      if (listed) {
        Item item =
            new Item(
                element.attr("id"),
                container.resolve(path, element.attr("href")).orElse(element.attr("href")),
                element.attr("media-type").strip().toLowerCase(Locale.ROOT),
                Set.copyOf(List.of(element.attr("properties").strip().split("\\s+"))),
                element.attr("fallback"));
        items.putIfAbsent(item.id(), item);
      }
    }
    return items;
  }

  private static List<SpineItem> spine(
      Document tree, Map<String, Item> items, List<String> warnings) {
    List<SpineItem> spine = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Element reference : Xml.all(tree, "itemref")) {
      String id = reference.attr("idref");
      Optional<Item> item = contentDocument(items, id);
      if (!items.containsKey(id)) {
        spine.add(new SpineItem(new Item(id, id, "", Set.of(), ""), true));
      } else if (item.isEmpty()) {
        warnings.add("the reading order names '%s', which is no text of the book".formatted(id));
      } else if (seen.add(item.get().path())) {
        spine.add(new SpineItem(item.get(), !reference.attr("linear").equalsIgnoreCase("no")));
      }
    }
    if (spine.isEmpty()) {
      items.values().stream()
          .filter(item -> item.isContentDocument())
          .filter(item -> !item.properties().contains("nav"))
          .filter(item -> !item.mediaType().contains("svg"))
          .forEach(item -> spine.add(new SpineItem(item, true)));
      warnings.add(
          "the reading order is empty; all texts are read in the order they are listed in");
    }
    return spine;
  }

  /** The item or the first of its fallbacks that is text. */
  private static Optional<Item> contentDocument(Map<String, Item> items, String id) {
    Set<String> tried = new HashSet<>();
    String next = id;
    while (tried.add(next) && items.containsKey(next)) {
      Item item = items.get(next);
      if (item.isContentDocument()) {
        return Optional.of(item);
      }
      next = item.fallback();
    }
    return Optional.empty();
  }

  Optional<Item> withProperty(String property) {
    return items.values().stream().filter(item -> item.properties().contains(property)).findFirst();
  }

  /** The table of contents of EPUB 2: named by the spine, else found by its media type. */
  Optional<Item> ncx() {
    String id = Xml.first(tree, "spine").map(spine -> spine.attr("toc")).orElse("");
    return Optional.ofNullable(items.get(id))
        .or(
            () ->
                items.values().stream()
                    .filter(item -> item.mediaType().equals("application/x-dtbncx+xml"))
                    .findFirst());
  }
}
