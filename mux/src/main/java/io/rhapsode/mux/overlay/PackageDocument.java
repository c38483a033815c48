package io.rhapsode.mux.overlay;

import io.rhapsode.mux.overlay.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The package document of a publication: what is in it, and changes of it as text. */
final class PackageDocument {
  private final String path;
  private final List<Token> tokens;
  private final TextEdits edits;

  /**
   * A file of the publication.
   *
   * @param path in the container
   * @param overlay id of its media overlay
   */
  record Item(Token token, String id, String path, String mediaType, Optional<String> overlay) {}

  /**
   * A property of the publication or of something in it.
   *
   * @param refines id of what it is about; empty for the publication
   */
  record Property(int start, int end, String name, String refines, String value) {}

  PackageDocument(String path, String markup) {
    this.path = path;
    this.tokens = MarkupTokens.xml(markup);
    this.edits = new TextEdits(markup);
  }

  String path() {
    return path;
  }

  String edited() {
    return edits.made();
  }

  /** Whether it is of EPUB 2 or older. */
  boolean isOld() {
    return tokens.stream()
        .filter(token -> token.opens("package"))
        .findFirst()
        .flatMap(token -> token.attribute("version"))
        .filter(version -> version.startsWith("3"))
        .isEmpty();
  }

  List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (Token token : tokens) {
      if (token.opens("item") && token.attribute("href").isPresent()) {
        items.add(
            new Item(
                token,
                token.attribute("id").orElse(""),
                Addresses.resolve(path, token.attribute("href").get()),
                token.attribute("media-type").orElse(""),
                token.attribute("media-overlay")));
      }
    }
    return items;
  }

  List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      Token tag = tokens.get(i);
      boolean whole =
          tag.kind() == Kind.START
              && tag.opens("meta")
              && tokens.get(i + 1).kind() == Kind.TEXT
              && tokens.get(i + 2).kind() == Kind.END;
      if (whole && tag.attribute("property").isPresent()) {
        properties.add(
            new Property(
                tag.start(),
                tokens.get(i + 2).end(),
                tag.attribute("property").get(),
                tag.attribute("refines").orElse("").replaceFirst("^#", ""),
                tokens.get(i + 1).text().strip()));
      }
    }
    return properties;
  }

  boolean hasId(String id) {
    return tokens.stream().anyMatch(token -> token.attribute("id").filter(id::equals).isPresent());
  }

  void setOverlay(Item item, String overlay) {
    edits.replace(item.token(), item.token().with("media-overlay", overlay));
  }

  void remove(Item item) {
    edits.replace(item.token(), "");
  }

  void remove(Property property) {
    edits.replace(property.start(), property.end(), "");
  }

  void addItem(String id, String file, String mediaType, Optional<String> properties) {
    addBefore(
        "manifest",
        "<%sitem id=\"%s\" href=\"%s\" media-type=\"%s\"%s/>\n"
            .formatted(
                prefix(),
                id,
                Addresses.relative(path, file),
                mediaType,
                properties.map(" properties=\"%s\""::formatted).orElse("")));
  }

  /**
   * @param refines id of what it is about; empty for the publication
   */
  void addProperty(String name, String refines, String value) {
    addBefore(
        "metadata",
        "<%1$smeta property=\"%2$s\"%3$s>%4$s</%1$smeta>\n"
            .formatted(
                prefix(),
                name,
                refines.isEmpty() ? "" : " refines=\"#%s\"".formatted(refines),
                escaped(value)));
  }

  private void addBefore(String element, String text) {
    tokens.stream()
        .filter(token -> token.kind() == Kind.END && token.localName().equals(element))
        .reduce((earlier, later) -> later)
        .ifPresent(token -> edits.insert(token.start(), text));
  }

  private String prefix() {
    return tokens.stream()
        .filter(token -> token.opens("manifest"))
        .map(Token::prefix)
        .findFirst()
        .orElse("");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
