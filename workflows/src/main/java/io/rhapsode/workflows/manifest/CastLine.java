package io.rhapsode.workflows.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A speaker as a person edits it: a group of keys, or only the name of the voice.
 *
 * @param voice the voice; whoever reads the chapter when absent
 * @param sex female or male
 * @param aliases other names of the same speaker
 * @param lines how many lines, for the reader only
 * @param samples some of the lines, for the reader only
 * @param pacePercent how quickly the speaker speaks, if not as the chapter
 */
public record CastLine(
    Optional<String> voice,
    Optional<Sex> sex,
    List<String> aliases,
    Integer lines,
    List<String> samples,
    Optional<Integer> pacePercent) {
  @JsonCreator
  public CastLine {
    voice = voice == null ? Optional.empty() : voice;
    sex = sex == null ? Optional.empty() : sex;
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
    samples = samples == null ? List.of() : List.copyOf(samples);
    pacePercent = ManifestFile.pace(pacePercent);
    lines = lines == null ? Integer.valueOf(0) : lines;
    InvalidSettingException.requireRange("lines", lines, 0, Integer.MAX_VALUE);
    if (voice.isPresent() && voice.get().isBlank()) {
      throw new InvalidSettingException("voice", "is blank");
    }
  }

  /** A speaker of whom only the voice is told. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CastLine of(String voice) {
    return new CastLine(
        Optional.of(voice), Optional.empty(), List.of(), 0, List.of(), Optional.empty());
  }

  /** In the order of the file; without speakers when absent. */
  static Map<String, CastLine> ordered(Map<String, CastLine> cast) {
    return cast == null ? Map.of() : new LinkedHashMap<>(cast);
  }

  /** The speakers of a cast by name. */
  public static Map<String, CastMember> members(Map<String, CastLine> cast) {
    Map<String, CastMember> members = new LinkedHashMap<>();
    cast.forEach((name, line) -> members.put(name, line.member()));
    return members;
  }

  private CastMember member() {
    return new CastMember(voice, sex, aliases, lines, samples, pacePercent);
  }

  /**
   * Every name and alias of a cast, each of which must be one speaker's.
   *
   * @param component where the cast stands in its file
   */
  public static Set<String> requireNames(String component, Map<String, CastLine> cast) {
    Set<String> names = new HashSet<>(cast.keySet());
    cast.forEach(
        (name, line) -> {
          if (line == null) {
            throw new InvalidSettingException(
                component + "/" + name, "has neither a voice nor keys; remove it or name a voice");
          }
          for (String alias : line.aliases()) {
            if (!names.add(alias)) {
              throw new InvalidSettingException(
                  component + "/" + name + "/aliases",
                  "has '%s', which is another speaker's name already".formatted(alias));
            }
          }
        });
    return names;
  }
}
