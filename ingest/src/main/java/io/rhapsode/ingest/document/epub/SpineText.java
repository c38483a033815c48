package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.ContainerPath;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.Exclusion;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.HtmlText;
import io.rhapsode.ingest.document.html.element.NoteLinks;
import io.rhapsode.ingest.document.html.element.StyleSheet;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The text of all documents of a spine in reading order. Used by one thread. */
final class SpineText {
  /** A navigation document with more text than this outside its lists is read as a chapter, too. */
  private static final int NAVIGATION_REMAINDER = 300;

  private final Container container;
  private final PackageDocument publication;
  private final HtmlReader reader;
  private final List<String> warnings;
  private final Map<String, StyleSheet> styleSheets = new HashMap<>();
  private final NoteLinks notes = new NoteLinks(this::target);
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, Outline.PlacedText> files = new LinkedHashMap<>();

  private SpineText(
      Container container, PackageDocument publication, HtmlReader reader, List<String> warnings) {
    this.container = container;
    this.publication = publication;
    this.reader = reader;
    this.warnings = warnings;
  }

  static SpineText read(
      Container container, PackageDocument publication, HtmlReader reader, List<String> warnings)
      throws UnreadableDocumentException {
    SpineText text = new SpineText(container, publication, reader, warnings);
    boolean anyLinear = publication.spine().stream().anyMatch(PackageDocument.SpineItem::linear);
    for (PackageDocument.SpineItem item : publication.spine()) {
      Optional<byte[]> content = text.content(item.item().path());
      if (content.isPresent()) {
        text.notes.add(item.item().path(), Markup.xhtml(content.get()));
      }
    }
    for (PackageDocument.SpineItem item : publication.spine()) {
      text.add(item, anyLinear);
    }
    return text;
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  Map<String, Outline.PlacedText> files() {
    return Map.copyOf(files);
  }

  /** The content of a file in the reading order; nothing when it is missing or damaged. */
  private Optional<byte[]> content(String path) throws UnreadableDocumentException {
    try {
      return container.read(path);
    } catch (UnreadableDocumentException failure) {
      if (failure.code() == FailureCode.MALFORMED_DOCUMENT) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private void lose(String path, String cause) {
    warnings.add("%s is in the reading order but %s".formatted(path, cause));
    files.put(path, new Outline.PlacedText(HtmlText.NONE, blocks.size()));
    blocks.add(Block.lost(path));
  }

  private void add(PackageDocument.SpineItem item, boolean anyLinear)
      throws UnreadableDocumentException {
    String path = item.item().path();
    Optional<byte[]> content = content(path);
    if (content.isEmpty()) {
      lose(path, "missing or damaged");
      return;
    }
    String markup = Markup.decode(content.get());
    if (!Markup.isText(markup)) {
      lose(path, "no text: it is encrypted or damaged");
      return;
    }
    Markup.PlacedDocument placed = Markup.placed(markup);
    Document document = placed.document();
    Optional<Exclusion> wholly =
        item.linear() || !anyLinear
            ? navigation(item.item(), document)
            : Optional.of(new Exclusion(SkipReason.NON_LINEAR, "linear=no"));
    HtmlText text =
        reader.read(placed, path, styleSheets(path, document), wholly, notes.notes(path, document));
    files.put(path, new Outline.PlacedText(text, blocks.size()));
    blocks.addAll(text.blocks());
  }

  private String target(String path, String address) {
    return container
        .resolve(path, address)
        .map(file -> file + "#" + ContainerPath.fragment(address))
        .orElse("");
  }

  private Optional<Exclusion> navigation(PackageDocument.Item item, Document document) {
    boolean named = item.path().equals(publication.guide().get("toc"));
    if (!named && !item.properties().contains("nav")) {
      return Optional.empty();
    }
    int lists = Xml.all(document, "nav").stream().mapToInt(nav -> nav.text().length()).sum();
    int all = Xml.first(document, "body").map(body -> body.text().length()).orElse(0);
    boolean onlyNavigation = named || all - lists < NAVIGATION_REMAINDER;
    return onlyNavigation && reader.skips("toc")
        ? Optional.of(new Exclusion(SkipReason.NAVIGATION, "toc"))
        : Optional.empty();
  }

  private List<StyleSheet> styleSheets(String path, Document document)
      throws UnreadableDocumentException {
    List<StyleSheet> sheets = new ArrayList<>();
    for (Element link : Xml.all(document, "link")) {
      String relation = " " + link.attr("rel").toLowerCase(Locale.ROOT) + " ";
      if (!relation.contains(" stylesheet ") || relation.contains(" alternate ")) {
        continue;
      }
      Optional<String> sheet = container.resolve(path, link.attr("href"));
      if (sheet.isPresent()) {
        sheets.add(styleSheet(sheet.get()));
      }
    }
    return sheets;
  }

  private StyleSheet styleSheet(String path) throws UnreadableDocumentException {
    StyleSheet known = styleSheets.get(path);
    if (known != null) {
      return known;
    }
    StyleSheet sheet =
        StyleSheet.parse(container.readIfPossible(path, warnings).map(Markup::decode).orElse(""));
    styleSheets.put(path, sheet);
    return sheet;
  }
}
