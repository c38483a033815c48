package io.rhapsode.mux.overlay;

import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.publication.Addresses;
import io.rhapsode.mux.overlay.publication.PackageDocument;
import io.rhapsode.mux.overlay.publication.PackageDocument.Item;
import io.rhapsode.mux.overlay.publication.PackageDocument.Property;
import io.rhapsode.mux.overlay.publication.Publication;
import io.rhapsode.pipeline.text.DecodedText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The media overlays that a publication has before it is narrated. */
final class EarlierOverlays {
  private static final String SMIL = "application/smil+xml";
  private static final String DURATION = "media:duration";
  private static final String NARRATOR = "media:narrator";

  private final Publication publication;
  private final PackageDocument opf;

  EarlierOverlays(Publication publication, PackageDocument opf) {
    this.publication = publication;
    this.opf = opf;
  }

  /**
   * Removes the overlays of documents that get new ones, with the sound that only those played.
   *
   * @param narrated paths of those documents
   * @return how long the overlays that stay are together, in milliseconds
   */
  long makeWay(Set<String> narrated) throws IOException {
    List<Item> items = opf.items();
    Set<String> staying =
        items.stream()
            .filter(item -> !narrated.contains(item.path()))
            .flatMap(item -> item.overlay().stream())
            .collect(Collectors.toSet());
    Set<String> silenced = new TreeSet<>();
    Set<String> removed = new TreeSet<>();
    for (Item item : items) {
      if (item.mediaType().equals(SMIL) && !staying.contains(item.id())) {
        silenced.addAll(audioOf(item));
        removed.add(item.id());
        remove(item);
      }
    }
    removeUnheard(silenced, removed);
    long millis = 0;
    for (Property property : opf.properties()) {
      boolean total = property.refines().isEmpty();
      boolean duration = property.name().equals(DURATION);
      if (duration && staying.contains(property.refines())) {
        millis += millisOf(property.value());
      } else if (duration && (total || removed.contains(property.refines()))
          || total && property.name().equals(NARRATOR)) {
        opf.remove(property);
      }
    }
    return millis;
  }

  private void remove(Item item) {
    opf.remove(item);
    publication.remove(item.path());
  }

  private Set<String> audioOf(Item overlay) throws IOException {
    Optional<byte[]> content = publication.read(overlay.path());
    if (content.isEmpty()) {
      return Set.of();
    }
    return MarkupTokens.xml(DecodedText.of(content.get()).text()).stream()
        .filter(token -> token.opens("audio"))
        .flatMap(token -> token.attribute("src").stream())
        .map(address -> Addresses.resolve(overlay.path(), address))
        .collect(Collectors.toSet());
  }

  private void removeUnheard(Set<String> silenced, Set<String> overlays) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (Item item : opf.items()) {
      boolean text = item.mediaType().contains("xml") || item.mediaType().startsWith("text/");
      if (text && !overlays.contains(item.id())) {
        publication.read(item.path()).ifPresent(bytes -> rest.append(DecodedText.of(bytes).text()));
      }
    }
    for (Item item : opf.items()) {
      String name = item.path().substring(item.path().lastIndexOf('/') + 1);
      if (silenced.contains(item.path()) && rest.indexOf(name) < 0) {
        remove(item);
      }
    }
  }

  /** A clock value of SMIL 3.0: "1:02:03.5", "02:03", "34.2s", "5min", "12ms". */
  static long millisOf(String clock) {
    String value = clock.strip();
    try {
      if (value.contains(":")) {
        double seconds = 0;
        for (String part : value.split(":")) {
          seconds = 60 * seconds + Double.parseDouble(part);
        }
        return Math.round(1_000 * seconds);
      }
      String number = value.replaceAll("[a-z]+$", "");
      double unit =
          switch (value.substring(number.length())) {
            case "h" -> 3_600_000;
            case "min" -> 60_000;
            case "ms" -> 1;
            default -> 1_000;
          };
      return Math.round(unit * Double.parseDouble(number));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
