package io.rhapsode.ingest.text.normal.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a language says for signs and abbreviations, as far as CLDR does not know it: read from
 * {@code spoken-<language>.txt}, with lines of the form "kind: words" or "kind: written = spoken;
 * written = spoken"; lines of the same kind go on. A language without such a file has its plain
 * numbers spoken and no more.
 */
public final class SpokenWords {
  private static final Map<String, SpokenWords> LOADED = new ConcurrentHashMap<>();

  private final Map<String, String> lines;

  private SpokenWords(Map<String, String> lines) {
    this.lines = lines;
  }

  /** The words of a primary language, empty for languages without any. */
  public static SpokenWords of(String language) {
    return LOADED.computeIfAbsent(language, SpokenWords::load);
  }

  private static SpokenWords load(String language) {
    return ofFile("spoken-" + language + ".txt");
  }

  /** The words of a resource of this form, empty when there is no such resource. */
  static SpokenWords ofFile(String name) {
    Map<String, String> lines = new HashMap<>();
    for (String line : read(name)) {
      int colon = line.indexOf(':');
      lines.merge(
          line.substring(0, colon),
          line.substring(colon + 1).strip(),
          (former, more) -> former + (more.contains(" = ") ? "; " : " ") + more);
    }
    return new SpokenWords(lines);
  }

  /** The lines of a resource that are not notes; none when there is no such resource. */
  static List<String> read(String name) {
    try (InputStream file = SpokenWords.class.getResourceAsStream(name)) {
      if (file == null) {
        return List.of();
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("'" + name + "' cannot be read", e);
    }
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public boolean has(String kind) {
    return lines.containsKey(kind);
  }

  /** The words of a kind, empty when there are none. */
  public String word(String kind) {
    return lines.getOrDefault(kind, "");
  }

  /** The words of a kind, one by one. */
  public List<String> words(String kind) {
    return has(kind) ? List.of(word(kind).split("\\s+")) : List.of();
  }

  /** What is said for what is written, in the order of the file. */
  public Map<String, String> table(String kind) {
    return entries(word(kind));
  }

  /** "written = spoken; written = spoken": a piece without an equals sign belongs to the former. */
  static Map<String, String> entries(String line) {
    Map<String, String> entries = new LinkedHashMap<>();
    String last = null;
    for (String piece : line.split(";")) {
      String entry = piece.strip() + " ";
      int equals = entry.indexOf(" = ");
      if (equals >= 0) {
        last = entry.substring(0, equals);
        entries.put(last, entry.substring(equals + " = ".length()).strip());
      } else if (last != null) {
        entries.merge(last, entry.strip(), (former, more) -> former + "; " + more);
      }
    }
    return entries;
  }
}
