package io.rhapsode.ingest.dialogue;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one speaker says in one go: a sentence, or more of one cue.
 *
 * @param speaker who says it, possibly empty
 * @param startMillis when it begins
 * @param endMillis when it ends, after {@code startMillis}
 * @param parts where it stands, in order, at least one
 */
public record SpokenLine(String speaker, long startMillis, long endMillis, List<Part> parts) {
  /**
   * A part of a line.
   *
   * @param cue position of the cue in its track, from 0
   * @param characters the part of the cue's text
   * @param startMillis when the part begins
   */
  public record Part(int cue, Span characters, long startMillis) {
    public Part {
      requireNonNull(characters, "characters is null");
    }
  }

  public SpokenLine {
    requireNonNull(speaker, "speaker is null");
    parts = List.copyOf(parts);
    if (parts.isEmpty() || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "%d parts from %d to %d ms".formatted(parts.size(), startMillis, endMillis));
    }
  }

  /**
   * What is said, in one line.
   *
   * @param cues the track
   */
  public String text(List<Cue> cues) {
    return parts.stream()
        .map(part -> part.characters().of(cues.get(part.cue()).text()))
        .map(text -> text.strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining(" "));
  }
}
