package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who plays whom.
 *
 * @param voice name of the voice of everybody who has no role
 * @param roles in any order; one for a language counts more than one for all
 */
public record Cast(String voice, List<Role> roles) {
  public Cast {
    requireNonNull(voice, "voice is null");
    roles = List.copyOf(roles);
  }

  /** The role of a speaker in a language, if there is one. */
  public Optional<Role> role(String speaker, String language) {
    return roles.stream()
        .filter(role -> role.speaker().equalsIgnoreCase(speaker))
        .filter(role -> role.language().map(language::equalsIgnoreCase).orElse(true))
        .min(Comparator.comparing(role -> role.language().isEmpty()));
  }

  /** Every voice that is named. */
  public Stream<String> voices() {
    return Stream.concat(Stream.of(voice), roles.stream().map(Role::voice)).distinct();
  }
}
