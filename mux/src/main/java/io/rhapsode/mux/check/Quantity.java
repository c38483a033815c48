package io.rhapsode.mux.check;

import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.profile.Range;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Everything about a file that a profile may limit. */
enum Quantity {
  LOUDNESS(
      "a loudness",
      "LUFS",
      Limits::loudnessLufs,
      file -> file.figures().integratedLufs(),
      "raise the level by %.1f dB",
      "lower the level by %.1f dB"),
  LOUDNESS_RANGE(
      "a loudness range",
      "LU",
      Limits::loudnessRangeLu,
      file -> file.figures().loudnessRangeLu(),
      "compress %.1f LU less",
      "bring loud and quiet passages %.1f LU closer together"),
  ROOT_MEAN_SQUARE(
      "an RMS",
      "dB",
      Limits::rmsDecibels,
      file -> file.figures().rootMeanSquareDecibels(),
      "raise the level by %.1f dB",
      "lower the level by %.1f dB"),
  SAMPLE_PEAK(
      "a peak",
      "dB",
      Limits::samplePeakDecibels,
      file -> file.figures().samplePeakDecibels(),
      "raise the level by %.1f dB",
      "limit the peaks %.1f dB lower"),
  TRUE_PEAK(
      "a true peak",
      "dBTP",
      Limits::truePeakDbtp,
      file -> file.figures().truePeakDbtp(),
      "raise the level by %.1f dB",
      "limit the true peak %.1f dB lower before encoding"),
  NOISE_FLOOR(
      "a noise floor",
      "dB",
      Limits::noiseFloorDecibels,
      file -> file.figures().noiseFloorDecibels(),
      "put %.1f dB more room tone between the words",
      "take %.1f dB of noise away where nobody speaks"),
  HEAD(
      "a head of silence",
      "s",
      Limits::headSeconds,
      file -> file.figures().headSeconds(),
      "put %.2f s more before the first word",
      "cut %.2f s before the first word"),
  TAIL(
      "a tail of silence",
      "s",
      Limits::tailSeconds,
      file -> file.figures().tailSeconds(),
      "put %.2f s more after the last word",
      "cut %.2f s after the last word"),
  DURATION(
      "a length",
      "s",
      Limits::durationSeconds,
      file -> file.figures().seconds(),
      "make it %.0f s longer",
      "divide it: it is %.0f s too long"),
  SAMPLE_RATE(
      "a sample rate",
      "Hz",
      Limits::sampleRateHz,
      file -> file.facts().sampleRateHz(),
      "make it again from a source of a higher rate, or resample it",
      "resample it"),
  CHANNELS(
      "a number of channels",
      "",
      Limits::channels,
      file -> file.facts().layout().channels(),
      "make it of more channels",
      "mix it down"),
  BIT_RATE(
      "a bit rate",
      "kbit/s",
      Limits::bitRateKbps,
      file -> Math.rint(file.facts().bitRateKbps()),
      "encode it again, from the lossless original, at %.0f kbit/s more",
      "encode it at %.0f kbit/s less"),
  FILE_SIZE(
      "a size",
      "MB",
      Limits::fileMegabytes,
      file -> file.bytes() / 1e6,
      "encode it again at a higher bit rate",
      "divide it, or encode it at a lower bit rate: it is %.1f MB too large");

  private final String noun;
  private final String unit;
  private final Function<Limits, Range> limit;
  private final ToDoubleFunction<MeasuredFile> figure;
  private final String remedyBelow;
  private final String remedyAbove;

  Quantity(
      String noun,
      String unit,
      Function<Limits, Range> limit,
      ToDoubleFunction<MeasuredFile> figure,
      String remedyBelow,
      String remedyAbove) {
    this.noun = noun;
    this.unit = unit;
    this.limit = limit;
    this.figure = figure;
    this.remedyBelow = remedyBelow;
    this.remedyAbove = remedyAbove;
  }

  CheckedQuantity beside(MeasuredFile file, Limits limits) {
    double value = figure.applyAsDouble(file);
    Range range = limit.apply(limits);
    String name = noun.substring(noun.indexOf(' ') + 1);
    return CheckedQuantity.of(name, figure(value), unit, range, range.excess(value) == 0);
  }

  /** What is wrong with this quantity of a file, and what to do about it. */
  Optional<String> complaint(MeasuredFile file, Limits limits) {
    Range range = limit.apply(limits);
    double value = figure.applyAsDouble(file);
    double excess = range.excess(value);
    if (excess == 0) {
      return Optional.empty();
    }
    String remedy = (excess < 0 ? remedyBelow : remedyAbove).formatted(Math.abs(excess));
    return Optional.of(
        "has %s of %s, not %s: %s"
            .formatted(noun, figure(value), range.describe(unit).strip(), remedy));
  }

  private String figure(double value) {
    String digits =
        switch (this) {
          case SAMPLE_RATE, CHANNELS, BIT_RATE -> "%.0f %s";
          case HEAD, TAIL -> "%.2f %s";
          default -> "%.1f %s";
        };
    return digits.formatted(value, unit).strip();
  }
}
