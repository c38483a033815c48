package io.rhapsode.workflows.dubbing;

import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Role;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who plays whom, as YAML.
 *
 * @param voice the voice of everybody who has no role
 * @param roles one or more for each speaker
 */
public record CastFile(Optional<String> voice, Optional<List<Part>> roles) {
  /**
   * A role.
   *
   * @param speaker the name that the subtitles give
   * @param language BCP 47 tag; in every language where absent
   * @param voice name of the voice
   * @param gain how much louder than the others, in dB
   */
  public record Part(
      String speaker, Optional<String> language, String voice, Optional<Double> gain) {}

  /**
   * Reads a cast.
   *
   * @param voice the voice of everybody for whom the file names none
   * @throws UsageException naming the place and what is wrong there
   */
  public static Cast read(Path file, String voice) throws UsageException {
    try {
      CastFile cast = StrictMapping.read(file, CastFile.class);
      List<Role> roles = new ArrayList<>();
      for (Part part : cast.roles().orElse(List.of())) {
        roles.add(new Role(part.speaker(), part.language(), part.voice(), part.gain().orElse(0.0)));
      }
      return new Cast(cast.voice().orElse(voice), roles);
    } catch (YamlException e) {
      throw new UsageException("--cast: " + e.getMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UsageException("--cast: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The text of a cast file with every speaker of a plan, and how much each says. */
  public static String of(DubPlan plan, Cast cast) {
    Map<String, int[]> speakers = new TreeMap<>();
    for (DubbedTrack track : plan.tracks()) {
      for (Window window : track.windows()) {
        int[] counts = speakers.computeIfAbsent(window.speaker(), name -> new int[2]);
        counts[0]++;
        counts[1] += plan.utterance(window).text().strip().split("\\s+").length;
      }
    }
    speakers.remove("");
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "# Who plays whom; `rhapsode voices` lists the voices. A role may have a language,\n");
    yaml.append("# such as `language: de`, and a gain in dB.\n");
    yaml.append("voice: ").append(PlanFile.quoted(cast.voice())).append('\n');
    yaml.append(speakers.isEmpty() ? "roles: []\n" : "roles:\n");
    speakers.forEach(
        (speaker, counts) -> {
          String voice = cast.role(speaker, "").map(Role::voice).orElse(cast.voice());
          yaml.append("  - speaker: ").append(PlanFile.quoted(speaker));
          yaml.append("  # %d lines, %d words%n".formatted(counts[0], counts[1]));
          yaml.append("    voice: ").append(PlanFile.quoted(voice)).append('\n');
        });
    return yaml.toString();
  }
}
