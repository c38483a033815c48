package io.rhapsode.pipeline.cast;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.text.Pace;
import java.util.List;
import java.util.Optional;

/**
 * A speaker of a book.
 *
 * @param voice name of the voice; whoever reads the chapter when absent
 * @param sex as the text tells it
 * @param aliases other names of the same speaker; lines may use them
 * @param lines how much the speaker says, in lines; for the reader of the manifest only
 * @param samples some of the lines, for the reader of the manifest only
 * @param pacePercent how quickly the speaker speaks, in percent of the voice's own pace; as the
 *     chapter when absent
 */
public record CastMember(
    Optional<String> voice,
    Optional<Sex> sex,
    List<String> aliases,
    int lines,
    List<String> samples,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> pacePercent) {
  /** A speaker at the pace of the chapter. */
  public CastMember(
      Optional<String> voice,
      Optional<Sex> sex,
      List<String> aliases,
      int lines,
      List<String> samples) {
    this(voice, sex, aliases, lines, samples, Optional.empty());
  }

  public CastMember {
    pacePercent = pacePercent == null ? Optional.empty() : Pace.require(pacePercent);
    requireNonNull(voice, "voice is null");
    requireNonNull(sex, "sex is null");
    aliases = List.copyOf(aliases);
    samples = List.copyOf(samples);
    if (lines < 0) {
      throw new IllegalArgumentException("lines are fewer than 0: " + lines);
    }
  }

  /** A speaker of whom only the voice is known. */
  public static CastMember of(String voice) {
    return new CastMember(Optional.of(voice), Optional.empty(), List.of(), 0, List.of());
  }

  /** The same speaker with that voice. */
  public CastMember speaking(String newVoice) {
    return new CastMember(Optional.of(newVoice), sex, aliases, lines, samples, pacePercent);
  }

  /** The same speaker, of whom that is known. */
  public CastMember known(Optional<Sex> newSex, List<String> newAliases) {
    return new CastMember(voice, newSex, newAliases, lines, samples, pacePercent);
  }

  /** The same speaker with what is told of the lines. */
  public CastMember counted(int newLines, List<String> newSamples) {
    return new CastMember(voice, sex, aliases, newLines, newSamples, pacePercent);
  }
}
