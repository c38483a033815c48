package io.rhapsode.workflows.casting;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.manifest.CastLine;
import io.rhapsode.workflows.manifest.ManifestWriter;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The speakers of a series with their voices, as YAML: each keeps its voice from book to book.
 *
 * @param cast as in a manifest
 */
public record SeriesFile(Map<String, CastLine> cast) {
  public SeriesFile {
    if (cast == null) {
      throw new InvalidSettingException("cast", "is missing");
    }
    CastLine.requireNames("cast", cast);
  }

  /**
   * The speakers of a series.
   *
   * @param file need not be there yet
   * @throws UsageException naming the file, the line and the key of whatever is wrong
   */
  public static Map<String, CastMember> read(Path file) throws UsageException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return CastLine.members(StrictMapping.read(file, SeriesFile.class).cast());
    } catch (YamlException e) {
      throw new UsageException("--series: " + e.getMessage(), e);
    }
  }

  /** Adds the speakers of a book who have a voice; those who are there stay as they are. */
  public static Map<String, CastMember> joined(
      Map<String, CastMember> series, Map<String, CastMember> book) {
    Map<String, CastMember> all = new LinkedHashMap<>(series);
    book.forEach(
        (name, member) -> {
          if (member.voice().isPresent() && VoiceAssignment.known(name, member, series).isEmpty()) {
            all.put(name, member.known(member.sex(), free(member, all)).counted(0, List.of()));
          }
        });
    return all;
  }

  /** The aliases that are no other speaker's name. */
  private static List<String> free(CastMember member, Map<String, CastMember> all) {
    Set<String> taken = BookManifest.names(all);
    return member.aliases().stream().filter(alias -> !taken.contains(alias)).toList();
  }

  /** Writes the speakers of a series. */
  public static void write(Path file, Map<String, CastMember> cast) throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        # The voices of a series: whoever is here by name or alias has the same voice in each of its
        # books. `rhapsode cast --series` adds others; edit what is here as you like.
        """);
    yaml.append(cast.isEmpty() ? "cast: {}\n" : "cast:\n");
    cast.forEach((name, member) -> ManifestWriter.appendMember(yaml, "  ", name, member));
    ManifestWriter.replace(file, yaml.toString());
  }
}
