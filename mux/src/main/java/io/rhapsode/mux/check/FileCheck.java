package io.rhapsode.mux.check;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * A file held against a profile.
 *
 * @param file what was measured
 * @param quantities all figures beside their limits
 * @param problems what is outside the profile, each with what to change; to be read after the name
 *     of the file
 */
public record FileCheck(
    MeasuredFile file, List<CheckedQuantity> quantities, List<String> problems) {
  public FileCheck {
    quantities = List.copyOf(quantities);
    problems = List.copyOf(problems);
  }

  /** A file from anywhere. */
  public static FileCheck of(MeasuredFile file, DeliveryProfile profile) {
    return of(file, profile, OptionalLong.empty());
  }

  /**
   * A file that was made of a timeline.
   *
   * @param samples how long it is to be, in samples at the profile's rate
   */
  public static FileCheck of(MeasuredFile file, DeliveryProfile profile, OptionalLong samples) {
    List<String> problems = new ArrayList<>();
    String codec = file.facts().codec();
    if (!isCodecOf(profile.format(), codec)) {
      problems.add(
          "is %s, not %s: encode it again, from the lossless original"
              .formatted(codec, profile.format().codec()));
    } else if (profile.format() == AudioFormat.MP3 && !file.facts().constantBitRate()) {
      problems.add("has a variable bit rate: encode it again at a constant one");
    }
    for (Quantity quantity : Quantity.values()) {
      quantity.complaint(file, profile.limits()).ifPresent(problems::add);
    }
    for (String tag : profile.tags()) {
      if (file.facts().tags().getOrDefault(tag, "").isBlank()) {
        problems.add("has no tag '%s': add it".formatted(tag));
      }
    }
    samples.ifPresent(expected -> compareLength(file, profile, expected, problems));
    List<CheckedQuantity> quantities =
        Arrays.stream(Quantity.values())
            .map(quantity -> quantity.beside(file, profile.limits()))
            .toList();
    return new FileCheck(file, quantities, problems);
  }

  public AudioFigures figures() {
    return file.figures();
  }

  /** The problems with the name of the file. */
  public List<String> describe() {
    return problems.stream()
        .map(problem -> "'%s' %s".formatted(figures().file(), problem))
        .toList();
  }

  private static void compareLength(
      MeasuredFile file, DeliveryProfile profile, long expected, List<String> problems) {
    long more = file.samples() - expected;
    long tolerated = profile.format().samplesBehindTheEnd();
    if (more < 0 || more > tolerated) {
      problems.add(
          "has %d samples instead of the %d of its timeline: make it again"
              .formatted(file.samples(), expected));
    }
  }

  /** FFmpeg's names of PCM say how its numbers are stored. */
  private static boolean isCodecOf(AudioFormat format, String codec) {
    return codec.equals(format.codec()) || codec.startsWith(format.codec() + "_");
  }
}
