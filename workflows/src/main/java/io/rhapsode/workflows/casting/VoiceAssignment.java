package io.rhapsode.workflows.casting;

import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.synth.registry.CharacterVoice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives voices to the speakers of a book who have none: first those of the series, then others of
 * their sex, each to one speaker while there are enough. Whoever says most chooses first.
 */
public final class VoiceAssignment {
  /** Who tells the story as "I" is the narrator. */
  static final String NARRATOR = "I";

  private final List<CharacterVoice> candidates;
  private final Map<String, Integer> uses = new HashMap<>();

  /**
   * @param candidates the most fitting first
   */
  public VoiceAssignment(List<CharacterVoice> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /**
   * The same cast, every speaker with a voice; but for the narrator, and where there are no
   * candidates.
   *
   * @param series the speakers of the books before
   */
  public Map<String, CastMember> assign(
      Map<String, CastMember> cast, Map<String, CastMember> series) {
    Map<String, CastMember> assigned = new LinkedHashMap<>();
    cast.forEach((name, member) -> assigned.put(name, ofSeries(name, member, series)));
    series.values().forEach(member -> member.voice().ifPresent(this::use));
    assigned.values().forEach(member -> member.voice().ifPresent(this::use));
    assigned.replaceAll(
        (name, member) ->
            member.voice().isPresent() || name.equals(NARRATOR)
                ? member
                : free(member.sex()).map(member::speaking).orElse(member));
    return assigned;
  }

  private static CastMember ofSeries(
      String name, CastMember member, Map<String, CastMember> series) {
    if (member.voice().isPresent()) {
      return member;
    }
    return known(name, member, series)
        .flatMap(CastMember::voice)
        .map(member::speaking)
        .orElse(member);
  }

  /** The speaker of a series who bears one of the names, his own name first. */
  static Optional<CastMember> known(
      String name, CastMember member, Map<String, CastMember> series) {
    if (series.containsKey(name)) {
      return Optional.of(series.get(name));
    }
    return series.entrySet().stream()
        .filter(
            other ->
                other.getValue().aliases().contains(name)
                    || member.aliases().contains(other.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void use(String voice) {
    uses.merge(voice, 1, Integer::sum);
  }

  /** The voice of the sex that the fewest have; where there is none, any. */
  private Optional<String> free(Optional<Sex> sex) {
    List<CharacterVoice> fitting =
        candidates.stream()
            .filter(other -> sex.isEmpty() || other.sex().isEmpty() || other.sex().equals(sex))
            .toList();
    Optional<String> voice =
        (fitting.isEmpty() ? candidates : fitting)
            .stream()
                .map(other -> other.voice().name())
                .min(Comparator.comparing(name -> uses.getOrDefault(name, 0)));
    voice.ifPresent(this::use);
    return voice;
  }
}
