package io.rhapsode.pipeline.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.script.PlanReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives each work of a job a folder of its own below the output folder: its title where it can, and
 * its title with the name of its document where another work has that title already, in this job or
 * on disk. The same works get the same names in every run.
 */
public final class OutputNames {
  /** Longest name in UTF-8 bytes; leaves room for extensions within the usual 255. */
  private static final int MAXIMUM_BYTES = 120;

  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");

  /** Marks that make a terminal or a file manager show a name backwards. */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  /** Devices of Windows, and what Rhapsode itself puts into the output folder. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?|report\\.(json|html)|status\\.json|rhapsode\\.log.*");

  private OutputNames() {}

  /**
   * A name that every file system takes, made from a title: no separators, no control characters or
   * marks of direction, no reserved device names, no dots or underscores at the start, at most 120
   * bytes of UTF-8.
   */
  public static String safe(String title) {
    String name = Normalizer.normalize(title, Normalizer.Form.NFC);
    name = DIRECTION.matcher(name).replaceAll("");
    name = UNSAFE.matcher(name).replaceAll(" ").replaceAll("\\s+", " ");
    name = cut(name.replaceFirst("^[\\s._-]+", "")).replaceFirst("[\\s.]+$", "");
    if (name.isEmpty()) {
      return "Untitled";
    }
    return RESERVED.matcher(name).matches() ? "Book " + name : name;
  }

  /** Works with equal keys compete for the same name, also where case does not matter. */
  static String key(String title) {
    return safe(title).toLowerCase(Locale.ROOT);
  }

  /**
   * Names the works of one key.
   *
   * @param outputFolder where the folders of the works are or will be
   */
  static List<NamedPlan> assign(Iterable<PlanReference> works, Path outputFolder) {
    List<PlanReference> ordered = new ArrayList<>();
    works.forEach(ordered::add);
    ordered.sort(Comparator.comparing(PlanReference::source));
    Set<String> taken = new HashSet<>();
    List<NamedPlan> named = new ArrayList<>();
    for (PlanReference work : ordered) {
      String title = safe(work.title());
      List<String> wishes = List.of(title, title + " (" + stem(work.source()) + ")");
      String name =
          wishes.stream()
              .filter(wish -> !taken.contains(wish.toLowerCase(Locale.ROOT)))
              .filter(wish -> isFree(outputFolder.resolve(wish), work.source()))
              .findFirst()
              .orElse(title + " (" + work.workId() + ")");
      taken.add(name.toLowerCase(Locale.ROOT));
      named.add(new NamedPlan(work, name));
    }
    return named;
  }

  /** Whether a folder is not there yet, or holds an earlier narration of the same document. */
  private static boolean isFree(Path folder, String source) {
    Path report = folder.resolve("report.json");
    if (!Files.exists(report)) {
      return true;
    }
    try {
      JsonNode owner = Json.MAPPER.readTree(Files.readAllBytes(report)).path("source");
      return owner.isMissingNode() || owner.asText().equals(source);
    } catch (IOException e) {
      // A report that cannot be read tells nothing; leave that folder alone.
      return false;
    }
  }

  private static String stem(String source) {
    String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    return safe(dot > 0 ? name.substring(0, dot) : name);
  }

  private static String cut(String name) {
    int bytes = 0;
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      bytes += Character.toString(name.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAXIMUM_BYTES) {
        return name.substring(0, i);
      }
    }
    return name;
  }
}
