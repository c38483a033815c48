package io.rhapsode.workflows.dubbing;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param consent who allowed that voices are made from the film's own sound
 * @param roles one or more for each speaker
 */
public record CastFile(
    Optional<String> voice, Optional<String> consent, Optional<List<Part>> roles) {
  private static final String ORIGINAL = "original";

  /**
   * Who plays whom, some of them in voices that are still to be made.
   *
   * @param cast the roles that have voices
   * @param clones the others
   */
  public record Casting(Cast cast, List<Clone> clones) {
    public Casting {
      clones = List.copyOf(clones);
    }
  }

  /**
   * A role in the voice that the speaker has in the film.
   *
   * @param language BCP 47 tag of the language that this is for; in every language where absent
   * @param consent who allowed it
   * @param gainDecibels how much louder than the others
   */
  public record Clone(
      String speaker, Optional<String> language, String consent, double gainDecibels) {}

  /**
   * A role.
   *
   * @param speaker the name that the subtitles give
   * @param language BCP 47 tag; in every language where absent
   * @param voice name of the voice
   * @param cloned "original" for the voice that the speaker has in the film, instead of a voice
   * @param consent who allowed it
   * @param gain how much louder than the others, in dB
   */
  public record Part(
      String speaker,
      Optional<String> language,
      Optional<String> voice,
      @JsonProperty("clone") Optional<String> cloned,
      Optional<String> consent,
      Optional<Double> gain) {}

  /**
   * Reads a cast.
   *
   * @param voice the voice of everybody for whom the file names none
   * @throws UsageException naming the place and what is wrong there
   */
  public static Casting read(Path file, String voice) throws UsageException {
    try {
      CastFile cast = StrictMapping.read(file, CastFile.class);
      List<Role> roles = new ArrayList<>();
      List<Clone> clones = new ArrayList<>();
      for (Part part : cast.roles().orElse(List.of())) {
        double gain = part.gain().orElse(0.0);
        if (part.cloned().isPresent()) {
          String consent = consent(part, cast.consent());
          clones.add(new Clone(part.speaker(), part.language(), consent, gain));
        } else {
          String plays = part.voice().orElseThrow(() -> wrong(part, "has neither voice nor clone"));
          roles.add(new Role(part.speaker(), part.language(), plays, gain));
        }
      }
      return new Casting(new Cast(cast.voice().orElse(voice), roles), clones);
    } catch (YamlException e) {
      throw new UsageException("--cast: " + e.getMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UsageException("--cast: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String consent(Part part, Optional<String> ofAll) {
    if (!part.cloned().get().equals(ORIGINAL)) {
      throw wrong(part, "clones '%s'; only 'original' can be".formatted(part.cloned().get()));
    }
    if (part.voice().isPresent()) {
      throw wrong(part, "has both voice and clone; one of them decides");
    }
    return part.consent()
        .or(() -> ofAll)
        .filter(said -> !said.isBlank())
        .orElseThrow(
            () ->
                wrong(
                    part,
                    "clones a voice without consent: say under 'consent:' who allowed what, such as"
                        + " \"Ada Byron, 3 May 2026: dubs of this film\""));
  }

  private static IllegalArgumentException wrong(Part part, String problem) {
    return new IllegalArgumentException("role '%s' %s".formatted(part.speaker(), problem));
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
    yaml.append(
        "# such as `language: de`, and a gain in dB. Instead of a voice, `clone: original`\n");
    yaml.append("# takes the speaker's own from the film, where `consent:` says who allowed it.\n");
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
