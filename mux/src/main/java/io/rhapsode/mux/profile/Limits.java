package io.rhapsode.mux.profile;

import java.io.Serializable;

/**
 * What the figures of a finished file may be; an absent limit takes everything.
 *
 * @param loudnessLufs integrated loudness, in LUFS
 * @param loudnessRangeLu loudness range, in LU
 * @param rmsDecibels root mean square over the whole file, in dB of full scale
 * @param samplePeakDecibels largest sample, in dB of full scale
 * @param truePeakDbtp true peak, in dBTP
 * @param noiseFloorDecibels root mean square of the quietest half second, in dB of full scale
 * @param headSeconds silence before the first sound
 * @param tailSeconds silence after the last sound
 * @param durationSeconds length of the file
 * @param sampleRateHz samples per second
 * @param channels of the audio
 * @param bitRateKbps of the audio, in kbit/s
 * @param fileMegabytes size of the file, in MB of 10^6 bytes
 */
public record Limits(
    Range loudnessLufs,
    Range loudnessRangeLu,
    Range rmsDecibels,
    Range samplePeakDecibels,
    Range truePeakDbtp,
    Range noiseFloorDecibels,
    Range headSeconds,
    Range tailSeconds,
    Range durationSeconds,
    Range sampleRateHz,
    Range channels,
    Range bitRateKbps,
    Range fileMegabytes)
    implements Serializable {
  /** Takes every file. */
  public static final Limits NONE =
      new Limits(null, null, null, null, null, null, null, null, null, null, null, null, null);

  public Limits {
    loudnessLufs = orAny(loudnessLufs);
    loudnessRangeLu = orAny(loudnessRangeLu);
    rmsDecibels = orAny(rmsDecibels);
    samplePeakDecibels = orAny(samplePeakDecibels);
    truePeakDbtp = orAny(truePeakDbtp);
    noiseFloorDecibels = orAny(noiseFloorDecibels);
    headSeconds = orAny(headSeconds);
    tailSeconds = orAny(tailSeconds);
    durationSeconds = orAny(durationSeconds);
    sampleRateHz = orAny(sampleRateHz);
    channels = orAny(channels);
    bitRateKbps = orAny(bitRateKbps);
    fileMegabytes = orAny(fileMegabytes);
  }

  /** Limits on the level of speech only. */
  public static Limits ofLevel(Range rmsDecibels, Range truePeakDbtp) {
    return new Limits(
        null,
        null,
        rmsDecibels,
        null,
        truePeakDbtp,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Range orAny(Range range) {
    return range == null ? Range.ANY : range;
  }
}
