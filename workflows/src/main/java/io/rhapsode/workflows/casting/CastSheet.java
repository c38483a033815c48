package io.rhapsode.workflows.casting;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.cast.CastMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cast of a manifest as its reader wants it: counted, with samples, the first roles first. */
public final class CastSheet {
  private static final int SAMPLES = 3;
  private static final int SHORTEST_SAMPLE = 20;

  private CastSheet() {}

  /**
   * Gives the lines that were found to their speakers where the guess is sure enough.
   *
   * @param confidence from which a guess holds, 0 to 1
   */
  public static BookManifest settle(BookManifest found, double confidence) {
    List<LineEntry> lines = new ArrayList<>();
    for (LineEntry line : found.lines()) {
      boolean sure =
          line.speaker().isEmpty()
              && line.guess().isPresent()
              && line.confidence().orElse(0.0) >= confidence;
      lines.add(sure ? line.spokenBy(line.guess(), Optional.empty()) : line);
    }
    return found.with(found.cast(), lines, found.skips());
  }

  /**
   * Counts lines and chooses samples anew. Speakers without a line are left out, unless somebody
   * has given them a voice.
   */
  public static BookManifest counted(BookManifest manifest) {
    Map<String, String> nameOf = new HashMap<>();
    manifest
        .cast()
        .forEach((name, member) -> member.aliases().forEach(alias -> nameOf.put(alias, name)));
    manifest.cast().keySet().forEach(name -> nameOf.put(name, name));
    Map<String, List<String>> said = new HashMap<>();
    for (LineEntry line : manifest.lines()) {
      line.speaker()
          .ifPresent(
              speaker ->
                  said.computeIfAbsent(nameOf.get(speaker), name -> new ArrayList<>())
                      .add(line.text()));
    }
    Map<String, CastMember> cast = new LinkedHashMap<>();
    manifest.cast().entrySet().stream()
        .sorted(Comparator.comparing(role -> -said.getOrDefault(role.getKey(), List.of()).size()))
        .forEach(
            role -> {
              CastMember member = role.getValue();
              List<String> own = said.getOrDefault(role.getKey(), List.of());
              if (!own.isEmpty() || member.voice().isPresent()) {
                cast.put(role.getKey(), member.counted(own.size(), samples(own)));
              }
            });
    return manifest.with(cast, manifest.lines(), manifest.skips());
  }

  /** The first that are long enough to tell somebody by, else the first. */
  private static List<String> samples(List<String> said) {
    List<String> samples =
        said.stream()
            .filter(text -> text.length() >= SHORTEST_SAMPLE)
            .distinct()
            .limit(SAMPLES)
            .toList();
    return samples.isEmpty() ? said.stream().distinct().limit(SAMPLES).toList() : samples;
  }
}
