package io.rhapsode.synth.voice.reference;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What the check of a reference clip measured and thinks of it.
 *
 * @param seconds length of the clip
 * @param usedSeconds length that will be used, after cutting
 * @param speechDecibels level of the louder 20 ms frames (95th percentile), in dB below full scale
 * @param noiseDecibels level of the quietest frames (5th percentile), in dB below full scale
 * @param clippedShare share of samples within 2 % of the highest, 0 .. 1
 * @param silentShare share of frames 30 dB or more below the speech level, 0 .. 1
 * @param medianPitchHz middle of the fundamental frequencies; absent when hardly anything is voiced
 */
public record ReferenceReport(
    double seconds,
    double usedSeconds,
    double speechDecibels,
    double noiseDecibels,
    double clippedShare,
    double silentShare,
    OptionalDouble medianPitchHz,
    List<Finding> findings) {

  public ReferenceReport {
    requireNonNull(medianPitchHz, "medianPitchHz is null");
    findings = List.copyOf(findings);
  }

  /** How bad a finding is. */
  public enum Severity {
    /** The clip cannot serve. */
    REFUSAL,
    /** The voice may come out worse than it need be. */
    WARNING
  }

  /** What a finding is about. */
  public enum Subject {
    LENGTH,
    LEVEL,
    CLIPPING,
    NOISE,
    SILENCE,
    SPEAKERS
  }

  /**
   * One remark.
   *
   * @param message what was found and what to do about it
   */
  public record Finding(Severity severity, Subject subject, String message) {
    public Finding {
      requireNonNull(severity, "severity is null");
      requireNonNull(subject, "subject is null");
      requireNonNull(message, "message is null");
    }
  }

  public boolean isUsable() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.REFUSAL);
  }

  /** One finding a line, "warning: ..." or "refusal: ..."; empty when there are none. */
  public String describe() {
    return findings.stream()
        .map(
            finding ->
                finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.message())
        .collect(Collectors.joining("\n"));
  }
}
