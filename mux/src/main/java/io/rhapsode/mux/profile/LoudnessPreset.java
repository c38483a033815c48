package io.rhapsode.mux.profile;

/** The loudness that is chosen by one word, where no whole profile is named. */
public enum LoudnessPreset {
  /** Inside the window of audiobook shops: RMS -23 to -18 dB, peak below -3 dB. */
  AUDIOBOOK(-20, -3.5, new Range(-23.0, -18.0)),
  /** What podcast platforms ask for. */
  PODCAST(-16, -1.5, Range.ANY),
  /** EBU R 128. */
  BROADCAST(-23, -1, Range.ANY);

  /** By how much true-peak meters may differ (EBU Tech 3341), in dB. */
  private static final double PEAK_TOLERANCE = 0.2;

  private final LoudnessTarget target;
  private final Limits limits;

  LoudnessPreset(double targetLufs, double truePeakLimitDbtp, Range rmsDecibels) {
    target = new LoudnessTarget(targetLufs, truePeakLimitDbtp);
    limits = Limits.ofLevel(rmsDecibels, Range.atMost(truePeakLimitDbtp + PEAK_TOLERANCE));
  }

  public LoudnessTarget target() {
    return target;
  }

  /** What a file of one chapter may measure. */
  public Limits limits() {
    return limits;
  }
}
