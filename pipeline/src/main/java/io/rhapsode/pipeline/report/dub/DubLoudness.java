package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

/**
 * What was measured of a dubbed track.
 *
 * @param film the film's own sound, in and outside of its cues
 * @param bed what is behind the dialogue before it is mixed, in and outside of the new speech
 * @param mixedBed the same in the mix
 * @param goalLufs how loud the dialogue was to be, in LUFS
 * @param dialogueLufs loudness of the new dialogue while somebody speaks, in LUFS
 * @param speechLufs loudness of the finished mix while somebody speaks (dialogue-gated), in LUFS
 * @param mixLufs integrated loudness of the finished mix, in LUFS
 * @param truePeakDbtp true peak of the finished mix, in dBTP
 * @param duckingDecibels how much the bed is turned down while somebody speaks, in dB, 0 or less
 */
public record DubLoudness(
    SpeechLevels film,
    SpeechLevels bed,
    SpeechLevels mixedBed,
    double goalLufs,
    double dialogueLufs,
    double speechLufs,
    double mixLufs,
    double truePeakDbtp,
    double duckingDecibels) {
  public DubLoudness {
    requireNonNull(film, "film is null");
    requireNonNull(bed, "bed is null");
    requireNonNull(mixedBed, "mixedBed is null");
  }
}
