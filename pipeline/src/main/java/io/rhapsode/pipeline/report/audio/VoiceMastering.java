package io.rhapsode.pipeline.report.audio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * How a voice sounded, and what was done so that it goes with the others of its book.
 *
 * @param voice name of the voice
 * @param measuredLufs integrated loudness of some of its takes, in LUFS; -70 when too little was
 *     heard of it
 * @param gainDecibels by how much all of its takes were made louder, in dB
 * @param humHertz the lowest tone of the mains that was taken out of its takes; absent when there
 *     was none
 * @param octaveDecibels by how much the octaves around 250, 500, 1,000, 2,000, 4,000 and 8,000 Hz
 *     were raised, in dB; empty when its spectrum was left as it was
 */
public record VoiceMastering(
    String voice,
    double measuredLufs,
    double gainDecibels,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> humHertz,
    List<Double> octaveDecibels) {
  public VoiceMastering {
    requireNonNull(voice, "voice is null");
    requireNonNull(humHertz, "humHertz is null");
    octaveDecibels = List.copyOf(octaveDecibels);
  }
}
