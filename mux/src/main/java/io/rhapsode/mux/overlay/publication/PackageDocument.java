package io.rhapsode.mux.overlay.publication;

import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.markup.TextEdits;
import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.mux.overlay.markup.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The package document of a publication: what is in it, and changes of it as text. */
public final class PackageDocument {
  private final String path;
  private final List<Token> tokens;
  private final TextEdits edits;

  /**
   * A file of the publication.
   *
   * @param path in the container
   * @param overlay id of its media overlay
   */
  public record Item(
      Token token, String id, String path, String mediaType, Optional<String> overlay) {}

  /**
   * A property of the publication or of something in it.
   *
   * @param refines id of what it is about; empty for the publication
   */
  public record Property(int start, int end, String name, String refines, String value) {}

  public PackageDocument(String path, String markup) {
    this.path = path;
    this.tokens = MarkupTokens.xml(markup);
    this.edits = new TextEdits(markup);
  }

  public String path() {
    return path;
  }

  public String edited() {
    return edits.made();
  }

  /** Whether it is of EPUB 2 or older. */
  public boolean isOld() {
    return tokens.stream()
        .filter(token -> token.opens("package"))
        .findFirst()
        .flatMap(token -> token.attribute("version"))
        .filter(version -> version.startsWith("3"))
        .isEmpty();
  }

  public void setVersion(String version) {
    tokens.stream()
        .filter(token -> token.opens("package"))
        .findFirst()
        .ifPresent(token -> edits.replace(token, token.with("version", version)));
  }

  /** The content of a property of EPUB 2, such as the id of the cover. */
  public Optional<String> named(String name) {
    return tokens.stream()
        .filter(token -> token.opens("meta"))
        .filter(token -> token.attribute("name").filter(name::equals).isPresent())
        .flatMap(token -> token.attribute("content").stream())
        .findFirst();
  }

  /** The title of the publication, its entities as written. */
  public String title() {
    return tokens.stream()
        .filter(token -> token.opens("title"))
        .map(this::textOf)
        .findFirst()
        .orElse("");
  }

  /** The start tags of what is told in Dublin Core, in order. */
  public List<Token> metadata() {
    return tokens.stream()
        .filter(token -> token.kind() == Kind.START && token.prefix().equals("dc:"))
        .toList();
  }

  /** The text behind a start tag. */
  public String textOf(Token tag) {
    int next = tokens.indexOf(tag) + 1;
    boolean text = next < tokens.size() && tokens.get(next).kind() == Kind.TEXT;
    return text ? tokens.get(next).text() : "";
  }

  public void removeElement(Token tag) {
    tokens.stream()
        .filter(token -> token.start() >= tag.end() && token.kind() == Kind.END)
        .findFirst()
        .ifPresent(token -> edits.replace(tag.start(), token.end(), ""));
  }

  /**
   * Takes attributes of EPUB 2 away from an element and tells what they told as refinements.
   *
   * @param wantedId of the element, where it has none and needs one
   */
  public void refine(
      Token tag, List<String> attributes, String wantedId, Map<String, String> refinements) {
    Token changed = tag;
    for (String attribute : attributes) {
      changed = changed.as(changed.without(attribute));
    }
    String id = tag.attribute("id").orElse("");
    if (id.isEmpty() && !refinements.isEmpty()) {
      id = freeId(wantedId);
      changed = changed.as(changed.with("id", id));
    }
    if (!changed.text().equals(tag.text())) {
      edits.replace(tag, changed.text());
    }
    for (Map.Entry<String, String> refinement : refinements.entrySet()) {
      addProperty(refinement.getKey(), id, unescaped(refinement.getValue()));
    }
  }

  /** Tells the properties of an item, and takes away what EPUB 3 has no place for. */
  public void modernise(Item item, Set<String> properties) {
    Token changed = item.token();
    for (String old : List.of("required-namespace", "required-modules", "fallback-style")) {
      changed = changed.as(changed.without(old));
    }
    if (!properties.isEmpty()) {
      changed = changed.as(changed.with("properties", String.join(" ", properties)));
    }
    if (!changed.text().equals(item.token().text())) {
      edits.replace(item.token(), changed.text());
    }
  }

  public String freeId(String wanted) {
    String id = wanted;
    for (int i = 2; hasId(id); i++) {
      id = wanted + "-" + i;
    }
    return id;
  }

  public List<Item> items() {
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

  public List<Property> properties() {
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

  public boolean hasId(String id) {
    return tokens.stream().anyMatch(token -> token.attribute("id").filter(id::equals).isPresent());
  }

  public void setOverlay(Item item, String overlay) {
    edits.replace(item.token(), item.token().with("media-overlay", overlay));
  }

  public void remove(Item item) {
    edits.replace(item.token(), "");
  }

  public void remove(Property property) {
    edits.replace(property.start(), property.end(), "");
  }

  public void addItem(String id, String file, String mediaType, Optional<String> properties) {
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
  public void addProperty(String name, String refines, String value) {
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

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
